"""Citation markers in the editor's own words: each is closed, and has the form in which it is read as one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from checks.outside_code import outside_code
from checks.prose import prose_of
from lint.rule import Problem, rule
from rendering.reading import Readings

_TAG = re.compile(r"<[^<>\n]*>")
_PAGES = r"\s*,\s*pp?\s*\.\s*\d+(?:\s*[-–]\s*\d+)?"
# A bracket, a number, pages, and then no closing bracket; or a number alone, and then words.
_UNCLOSED = re.compile(
    rf"(?<![\\\w\[])\[\s*(?:(?P<long>\d+{_PAGES})(?![\d\w]|\s*[\]\d,–-])|(?P<number>\d+)(?=\s+[^\W\d]|\s*[.;:]\s))"
)
_UNOPENED = re.compile(rf"(?<![\\\w\[(.-])(?P<marker>\d+{_PAGES})\s*\]")
# Pages after a number, in another form than a marker's.
_OTHER_FORM = re.compile(
    r"(?<![\\\w])\[\s*(?P<number>\d+)\s*(?P<between>[,;:]?)\s*(?P<sign>[Pp]p?|PP|[Pp]ages?|[Ss]|р|[Сс](?:тр)?)"
    r"(?P<stop>\s*\.)?\s*(?P<pages>\d+(?:\s*[-–—]\s*\d+)?)\s*\](?!\()"
)
_RANGE = re.compile(r"(?<![\\\w])\[\s*(?P<first>\d+)\s*[-–—]\s*(?P<last>\d+)\s*\](?!\()")


@rule("M007", "reading")
@outside_code
def editors_markers_are_closed(readings: Readings) -> Iterator[Problem]:
    """A citation marker in the editor's own words has no opening or closing bracket, so it is not read as one.

    Markers in the article's text are compared with the source.

    Bad:
        The stage of the 2010 Chairmanship [1, p. 6 is described there.
    Good:
        The stage of the 2010 Chairmanship [1, p. 6] is described there.
    Fix: add the missing bracket.
    """
    known = readings.edition.references.by_id
    for page in readings.edition.pages:
        for start, prose in prose_of(readings, page):
            for at, message in _halves(_without_tags(prose), known):
                yield Problem(*page.place(start + at), message)


@rule("M010", "reading")
@outside_code
def editors_markers_are_read(readings: Readings) -> Iterator[Problem]:
    """A citation marker in the editor's own words has a form that is not read as one, so no link is made of it.

    Bad:
        [1 p. 6], [1, pp. 3–6], [1, с. 6], [1–3]
    Good:
        [1, p. 6], [1, p. 3–6], [1], [2] and [3], the interval [1, 2]
    Fix: write the number, a comma, `p.` and the page or pages; give each of several references its own brackets.
    """
    known = readings.edition.references.by_id
    for page in readings.edition.pages:
        for start, prose in prose_of(readings, page):
            text = _without_tags(prose)
            for match in (*_OTHER_FORM.finditer(text), *_RANGE.finditer(text)):
                meant = _meant(match, known)
                if meant and not _is_link(page.text, start + match.end()):
                    yield Problem(*page.place(start + match.start()), f"{match[0]} is not read as a marker; expected {meant}")


def _meant(match: re.Match[str], known: Collection[str]) -> str:
    """The marker that was meant; empty if it is one already, or names no reference."""
    parts = match.groupdict()
    if "first" in parts:
        first, last = int(parts["first"]), int(parts["last"])
        names = [str(number) for number in range(first, last + 1)] if last - first < 20 else []
        return " ".join(f"[{name}]" for name in names) if len(names) > 1 and all(name in known for name in names) else ""
    if parts["number"] not in known:
        return ""
    is_one = parts["between"] == "," and parts["sign"] == "p" and parts["stop"] and "—" not in parts["pages"]
    pages = re.sub(r"\s*[-–—]\s*", "–", parts["pages"])
    return "" if is_one else f"[{parts['number']}, p. {pages}]"


def _halves(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    for match in _UNCLOSED.finditer(text):
        is_known = match["long"] or match["number"] in known
        if is_known and not _is_closed(text, match.end()):
            yield match.start(), f"{match[0].rstrip()} is not closed"
    for match in _UNOPENED.finditer(text):
        before = re.split(r"\n\s*\n", text[:match.start()])[-1]
        if before.count("[") <= before.count("]"):
            yield match.start("marker"), f"{match[0]} is not opened"


def _is_closed(text: str, position: int) -> bool:
    """Whether a bracket closes, in the same paragraph and before another opens, what opened before a position."""
    rest = re.split(r"\n\s*\n|\[", text[position:], maxsplit=1)[0]
    return "]" in rest


def _is_link(text: str, end: int) -> bool:
    return text.startswith(("(", "["), end)


def _without_tags(prose: str) -> str:
    return _TAG.sub(lambda match: " " * len(match[0]), prose)
