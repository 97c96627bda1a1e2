"""Quotations and markers in the editor's own words: each ends, and a sentence that is quoted has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.notes import names_a_source
from checks.prose import prose_of
from edition.page import Page
from lint.rule import Problem, rule
from rendering.reading import Readings

# A bracket, a number, pages, and then no closing bracket.
_UNCLOSED = re.compile(r"(?<![\\\w])\[\s*\d+\s*,\s*pp?\s*\.\s*\d+(?:\s*[-–]\s*\d+)?(?![\d\w]|\s*[\]\d,–-])")
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_QUOTATION = re.compile("“[^“”]+”")
# As many words as a sentence that can be found again has at least.
_A_SENTENCE = 8
_TAG = re.compile(r"<[^<>\n]*>")


@rule("M007", "reading")
def editors_markers_are_closed(readings: Readings) -> Iterator[Problem]:
    """A citation marker in the editor's own words has no closing bracket, so it is not read as one.

    Markers in the article's text are compared with the source.

    Bad:
        The stage of the 2010 Chairmanship [1, p. 6 is described there.
    Good:
        The stage of the 2010 Chairmanship [1, p. 6] is described there.
    Fix: close the bracket.
    """
    for page in readings.edition.pages:
        for start, prose in prose_of(readings, page):
            text = _TAG.sub(lambda match: " " * len(match[0]), prose)
            for match in _UNCLOSED.finditer(text):
                if not _is_closed(text, match.end()) and not readings.is_code(page, start + match.start()):
                    yield Problem(*page.place(start + match.start()), f"{match[0]} is not closed")


@rule("M008", "reading")
def editors_quotations_pair(readings: Readings) -> Iterator[Problem]:
    """A quotation mark in the editor's own words has no partner in its paragraph.

    Bad:
        He calls it “a path to Europe.
    Good:
        He calls it “a path to Europe”.
    Fix: add the mark that is missing.
    """
    for page in readings.edition.pages:
        for start, prose in prose_of(readings, page):
            for offset, message in _unpaired(start, prose):
                if not readings.is_code(page, offset):
                    yield Problem(*page.place(offset), message)


@rule("M009", "reading")
def editors_quotations_cite(readings: Readings) -> Iterator[Problem]:
    """The editor quotes a sentence, but nothing in the paragraph says where it is from.

    A few words may be anybody's, but a sentence is somebody's, and readers want to see it in its place.

    Bad:
        The Ministry says: “Kazakhstan became the first post-Soviet state that chaired the OSCE.”
    Good:
        [The Ministry](https://www.mfa.kz/) says: “Kazakhstan became the first post-Soviet state that chaired the OSCE.”
    Fix: link to the source in the same paragraph, or name the reference: `[1, p. 6]`
    """
    for page in readings.edition.pages:
        for start, prose in page.prose:
            for paragraph in _PARAGRAPH.finditer(prose):
                for match in _QUOTATION.finditer(paragraph[0]):
                    offset = start + paragraph.start() + match.start()
                    is_short = len(match[0].split()) < _A_SENTENCE
                    span = start + paragraph.start(), start + paragraph.end()
                    if is_short or _has_source(readings, page, offset, *span) or readings.is_code(page, offset):
                        continue
                    yield Problem(*page.place(offset), f"{_beginning(match[0])} is quoted without its source")


def _has_source(readings: Readings, page: Page, offset: int, begin: int, end: int) -> bool:
    """Whether a link or a citation marker stands near a quotation: in its paragraph or, in a note, anywhere in the note."""
    note = next((note for note in page.notes if note.start <= offset < note.end), None)
    if note:
        return names_a_source(readings, page, note)
    reading = readings.of(page)
    places = {one.offset for one in reading.followed if one.link.target} | reading.markers
    return any(begin <= place < end for place in places)


def _beginning(quotation: str) -> str:
    return " ".join(quotation.split()[:4]) + " …”"


def _unpaired(start: int, prose: str) -> Iterator[tuple[int, str]]:
    text = _TAG.sub(lambda match: " " * len(match[0]), prose)
    for paragraph in _PARAGRAPH.finditer(text):
        opened: list[tuple[str, int]] = []
        for match in re.finditer("[“”«»„]", paragraph[0]):
            sign, offset = match[0], start + paragraph.start() + match.start()
            if opened and sign == _PAIRS[opened[-1][0]]:
                opened.pop()
            elif sign in _PAIRS:
                opened.append((sign, offset))
            else:
                yield offset, f"{sign} closes nothing in its paragraph"
        for sign, offset in opened:
            yield offset, f"{sign} is not closed in its paragraph"


def _is_closed(text: str, position: int) -> bool:
    """Whether a bracket closes, in the same paragraph and before another opens, what opened before a position."""
    rest = re.split(r"\n\s*\n|\[", text[position:], maxsplit=1)[0]
    return "]" in rest
