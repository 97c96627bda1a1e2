r"""The notation of the edition's Markdown inside a block of the article.

    {~~printed~>reading~~}{>>E21 reason<<}     a correction: words replaced
    {++reading++}{>>E90 reason<<}              a correction: words supplied
    {--printed--}{>>E55 reason<<}              a correction: words taken out
    [1,p .6]{>>E57 reason<<}                   a citation marker, as printed; the comment where its form is fixed
    [^a]                                       a reference to the editor's note a
    \[Helsinki\]                               brackets that are the article's own words
    &nbsp;                                     a character that can't be seen, by its name

CriticMarkup (https://github.com/CriticMarkup/CriticMarkup-toolkit) is used without its nesting and highlights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.characters import SEVERAL, Characters, literal, plain, resolved, text_of
from edition.marker import parse_marker
from edition.span import Span

CORRECTION = r"\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{\+\+(?P<supplied>.*?)\+\+\}|\{--(?P<removed>.*?)--\}"
COMMENT = r"\{>>(?P<comment>.*?)<<\}"
NOTE_REFERENCE = r"\[\^(?P<note>[^\]\s]+)\]"
BRACKET = r"\[(?P<bracket>[^\[\]]*)\]"

_TOKEN = re.compile(f"{CORRECTION}|{COMMENT}|{NOTE_REFERENCE}|{BRACKET}|{SEVERAL}", re.S)
_MARKUP_LEFT = re.compile(r"\{(?:\+\+|--|~~|>>|==)|(?:\+\+|--|~~|<<|==)\}|~>")


def parse(raw: str, start: int = 0) -> list[Span]:
    """The spans of a block's Markdown. `start` is the offset of `raw` in its file."""
    spans: list[Span] = []
    words: Characters = []

    def finish_words() -> None:
        if words:
            spans.append(Span("text", words[0][1], [*words], [*words]))
            words.clear()

    position = 0
    for match in _TOKEN.finditer(raw):
        words += literal(raw, position, match.start(), start)
        position = match.end()
        if match["escaped"] or match["entity"] or match["feed"]:
            words += resolved(match, start)
        else:
            finish_words()
            _add_span(spans, match, start)
    words += literal(raw, position, len(raw), start)
    finish_words()
    return spans


def as_written(text: str, begin: int, end: int) -> str:
    """A stretch of the article's text as its Markdown has it, its brackets escaped if they are not a marker's."""
    escaped = {
        place
        for match in re.finditer(BRACKET, text) if not parse_marker(match[0])
        for place in (match.start(), match.end() - 1)
    }
    return "".join(f"\\{text[i]}" if i in escaped else text[i] for i in range(begin, end))


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
