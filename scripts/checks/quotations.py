"""Quotations in the editor's own words: a sentence that is quoted has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.notes import names_a_source
from checks.outside_code import outside_code
from checks.sources import A_SENTENCE, has_source
from edition.page import Page
from lint.rule import Problem, rule
from rendering.reading import Readings

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
# One may stand within another.
_QUOTATION = re.compile("“(?:[^“”]|“[^“”]*”)+”|«(?:[^«»]|«[^«»]*»)+»|„[^„“”]+[“”]")


@rule("M009", "reading")
@outside_code
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
                    is_short = len(match[0].split()) < A_SENTENCE
                    span = start + paragraph.start(), start + paragraph.end()
                    if not is_short and not _has_source(readings, page, offset, *span):
                        yield Problem(*page.place(offset), f"{_beginning(match[0])} is quoted without its source")


def _has_source(readings: Readings, page: Page, offset: int, begin: int, end: int) -> bool:
    """Whether a link or a citation marker stands near a quotation: in its paragraph or, in a note, anywhere in the note."""
    note = next((note for note in page.notes if note.start <= offset < note.end), None)
    if note:
        return names_a_source(readings, page, note)
    return has_source(readings, page, begin, end)


def _beginning(quotation: str) -> str:
    return " ".join(quotation.split()[:4]) + f" …{quotation[-1]}"
