"""Quotations and markers that only begin, in the editor's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.rule import Problem, rule
from rendering.reading import Readings

# A bracket, a number, pages, and then no closing bracket.
_UNCLOSED = re.compile(r"(?<![\\\w])\[\s*\d+\s*,\s*pp?\s*\.\s*\d+(?:\s*[-–]\s*\d+)?(?![\d\w]|\s*[\]\d,–-])")
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+|`[^`\n]*`|<[^<>\n]*>")


@rule("M007", "reading")
def editors_markers_are_closed(readings: Readings) -> Iterator[Problem]:
    """A citation marker in the editor's own words has no closing bracket, so that it is none.

    Those of the article are compared with the source.

    Bad:
        The stage of the 2010 Chairmanship [1, p. 6 is told there.
    Good:
        The stage of the 2010 Chairmanship [1, p. 6] is told there.
    Fix: close the bracket.
    """
    for page in readings.edition.pages:
        for start, prose in page.prose:
            text = _ADDRESS.sub(lambda match: " " * len(match[0]), prose)
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
        for start, prose in page.prose:
            for offset, message in _unpaired(start, prose):
                if not readings.is_code(page, offset):
                    yield Problem(*page.place(offset), message)


def _unpaired(start: int, prose: str) -> Iterator[tuple[int, str]]:
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), prose)
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text):
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
