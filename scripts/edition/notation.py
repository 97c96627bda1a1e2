r"""The notation of the edition's Markdown inside a block of the article.

    {~~printed~>reading~~}{>>E21 reason<<}     a correction: words replaced
    {++reading++}{>>E90 reason<<}              a correction: words supplied
    {--printed--}{>>E55 reason<<}              a correction: words taken out
    [1,p .6]{>>E57 reason<<}                   a citation marker, as printed; the comment where its form is fixed
    [^a]                                       a reference to the editor's note a
    \[Helsinki\]                               brackets that are the article's own words
    &nbsp;                                     a character that can't be seen, by its name

CriticMarkup (https://github.com/CriticMarkup/CriticMarkup-toolkit) is used without its nesting and highlights.
The one normalisation of white space: a line feed inside a block, with the indent after it, is one space.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

CORRECTION = r"\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{\+\+(?P<supplied>.*?)\+\+\}|\{--(?P<removed>.*?)--\}"
COMMENT = r"\{>>(?P<comment>.*?)<<\}"
NOTE_REFERENCE = r"\[\^(?P<note>[^\]\s]+)\]"
BRACKET = r"\[(?P<bracket>[^\[\]]*)\]"
ESCAPE = r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])"
ENTITY = r"&(?:\#\d+|\#x[0-9a-fA-F]+|\w+);"
LINE_FEED = r"\n[ \t]*"

_TOKEN = re.compile(
    f"{CORRECTION}|{COMMENT}|{NOTE_REFERENCE}|{BRACKET}|{ESCAPE}|(?P<entity>{ENTITY})|(?P<feed>{LINE_FEED})", re.S
)
_PLAIN = re.compile(f"{ESCAPE}|(?P<entity>{ENTITY})|(?P<feed>{LINE_FEED})")
_REASON = re.compile(r"\s*(?P<id>E\d{2,})\s+(?P<conjecture>conjecture:\s*)?(?P<text>\S.*?)\s*", re.S)
_MARKER = re.compile(
    r"\[\s*(?P<reference>\d+)\s*(?:,\s*p\s*\.\s*(?P<first>\d+)\s*(?:[-–]\s*(?P<last>\d+)\s*)?)?\]"
)
_MARKUP_LEFT = re.compile(r"\{(?:\+\+|--|~~|>>|==)|(?:\+\+|--|~~|<<|==)\}|~>")

Characters = list[tuple[str, int]]


@dataclass(frozen=True)
class Marker:
    """A citation marker: the number of the reference and, if the article gives them, first and last page."""

    reference: str
    pages: tuple[int, int] | None

    @property
    def form(self) -> str:
        """The one form in which the edition sets its markers: `[1]`, `[1, p. 6]`, `[1, p. 3–6]`."""
        return f"[{self.reference}, p. {self.page_range}]" if self.pages else f"[{self.reference}]"

    @property
    def page_range(self) -> str:
        if self.pages is None:
            return ""
        first, last = self.pages
        return str(first) if first == last else f"{first}–{last}"


def parse_marker(text: str) -> Marker | None:
    """The marker written in `text`, brackets included, in the source's loose spacing; None if it is none."""
    match = _MARKER.fullmatch(text)
    if not match:
        return None
    if match["first"] is None:
        return Marker(match["reference"], None)
    return Marker(match["reference"], (int(match["first"]), int(match["last"] or match["first"])))


@dataclass(frozen=True)
class Reason:
    """The comment behind a correction: its permanent id, whether it is a conjecture, and why it was made."""

    id: str
    conjecture: bool
    text: str

    @property
    def told(self) -> str:
        """The reason as readers are told it."""
        return ("Conjecture: " if self.conjecture else "") + self.text


def parse_reason(comment: str) -> Reason | None:
    match = _REASON.fullmatch(comment)
    if not match:
        return None
    return Reason(match["id"], bool(match["conjecture"]), " ".join(match["text"].split()))


@dataclass
class Span:
    """A stretch of a block. `printed` and `reading` hold each character with its offset in the page's file.

    `kind` is one of text, correction, marker, bracket (square brackets that are no marker), note and comment
    (a comment that belongs to no correction). `start` is the span's offset in the page's file.
    """

    kind: str
    start: int
    printed: Characters = field(default_factory=list)
    reading: Characters = field(default_factory=list)
    raw: str = ""
    comment: str | None = None
    marker: Marker | None = None
    note: str = ""

    @property
    def printed_text(self) -> str:
        return text_of(self.printed)

    @property
    def reading_text(self) -> str:
        return text_of(self.reading)

    @property
    def reason(self) -> Reason | None:
        return parse_reason(self.comment) if self.comment is not None else None

    @property
    def is_corrected(self) -> bool:
        """Whether this is a place that the apparatus lists: a correction, or a marker set in another form."""
        return self.kind == "correction" or (
            self.kind == "marker" and (self.comment is not None or self.printed_text != self.reading_text)
        )


def text_of(characters: Characters) -> str:
    return "".join(character for character, _ in characters)


def plain(raw: str, start: int = 0) -> Characters:
    """Characters of `raw` with escapes, entities and line feeds resolved, each with its offset from `start`."""
    characters: Characters = []
    position = 0
    for match in _PLAIN.finditer(raw):
        characters += _literal(raw, position, match.start(), start)
        characters += _resolved(match, start)
        position = match.end()
    return characters + _literal(raw, position, len(raw), start)


def parse(raw: str, start: int = 0) -> list[Span]:
    """The spans of a block's Markdown. `start` is the offset of `raw` in its file."""
    spans: list[Span] = []
    text = Span("text", start)

    def finish_text() -> None:
        nonlocal text
        if text.printed:
            text.reading = text.printed
            spans.append(text)
        text = Span("text", start)

    position = 0
    for match in _TOKEN.finditer(raw):
        text.printed += _literal(raw, position, match.start(), start)
        position = match.end()
        if match["escaped"] or match["entity"] or match["feed"]:
            text.printed += _resolved(match, start)
            continue
        finish_text()
        _add_span(spans, match, start)
    text.printed += _literal(raw, position, len(raw), start)
    finish_text()
    for span in spans:
        if span.kind == "text":
            span.start = span.printed[0][1]
    return spans


def end_of_character(raw: str, position: int) -> int:
    """Where the character that begins at `position` of a block's Markdown ends there: an escape or a name is one."""
    match = _PLAIN.match(raw, position)
    return match.end() if match else position + 1


def as_written(text: str, begin: int, end: int) -> str:
    """A stretch of the article's text as its Markdown has it, its brackets escaped if they are not a marker's."""
    escaped = {
        place
        for match in re.finditer(BRACKET, text) if not parse_marker(match[0])
        for place in (match.start(), match.end() - 1)
    }
    return "".join(f"\\{text[i]}" if i in escaped else text[i] for i in range(begin, end))


def moved(spans: list[Span], offsets: list[int]) -> list[Span]:
    """The spans with `offsets[n]` in the place of each offset n."""
    return [
        replace(
            span, start=offsets[span.start],
            printed=[(character, offsets[offset]) for character, offset in span.printed],
            reading=[(character, offsets[offset]) for character, offset in span.reading],
        )
        for span in spans
    ]


def leftover_markup(span: Span) -> tuple[str, int] | None:
    """CriticMarkup in a span's words that was not opened or closed rightly, and its offset."""
    for characters in (span.printed, span.reading):
        if match := _MARKUP_LEFT.search(text_of(characters)):
            return match[0], characters[match.start()][1]
    return None


def unfinished(spans: Sequence[Span]) -> tuple[str, int] | None:
    """The first mark of correction in a block that is not opened, closed or followed as it should be, and its offset.

    A comment behind brackets is right once the brackets are a marker again, and so none.
    """
    before = ""
    for span in spans:
        if span.kind == "comment" and before != "bracket":
            return f"{span.raw} follows no correction", span.start
        if left := leftover_markup(span):
            return f"{left[0]} is left over, so a correction is not whole", left[1]
        before = span.kind
    return None


def _add_span(spans: list[Span], match: re.Match[str], start: int) -> None:
    offset = start + match.start()
    if match["comment"] is not None:
        before = spans[-1] if spans else None
        if before and before.kind in ("correction", "marker") and before.comment is None and _adjoins(before, offset):
            before.comment = match["comment"]
            before.raw += match[0]
        else:
            spans.append(Span("comment", offset, raw=match[0]))
    elif match["note"] is not None:
        spans.append(Span("note", offset, raw=match[0], note=match["note"]))
    elif match["bracket"] is not None:
        printed = plain(match[0], offset)
        is_apart = not re.match(r"\w", match.string[:match.start()][-1:])
        marker = parse_marker(text_of(printed)) if is_apart else None
        reading = [(character, offset) for character in marker.form] if marker else printed
        spans.append(Span("marker" if marker else "bracket", offset, printed, reading, match[0], marker=marker))
    else:
        printed, reading = (
            plain(match[name], start + match.start(name)) if match[name] is not None else []
            for name in (("old", "new") if match["old"] is not None else ("removed", "supplied"))
        )
        spans.append(Span("correction", offset, printed, reading, match[0]))


def _adjoins(span: Span, offset: int) -> bool:
    return span.start + len(span.raw) == offset


def _literal(raw: str, begin: int, end: int, start: int) -> Characters:
    return [(raw[i], start + i) for i in range(begin, end)]


def _resolved(match: re.Match[str], start: int) -> Characters:
    offset = start + match.start()
    if match["escaped"]:
        return [(match["escaped"], offset)]
    if match["entity"]:
        return [(character, offset) for character in html.unescape(match["entity"])]
    return [(" ", offset)]
