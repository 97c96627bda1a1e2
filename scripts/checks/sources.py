"""Where the editor's own words name a source: a link, a citation marker, or the mark of a footnote."""

from __future__ import annotations

import re

from edition.page import Page
from rendering.reading import Readings

# As many words as a sentence that can be found again has at least.
A_SENTENCE = 8
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\n]+)\]")


def has_source(readings: Readings, page: Page, begin: int, end: int) -> bool:
    """Whether a source is named between two offsets of a page."""
    reading = readings.of(page)
    places = {one.offset for one in reading.followed if one.link.target} | reading.markers
    footnotes = {footnote.label for footnote in reading.footnotes}
    return any(begin <= place < end for place in places) or any(
        match["label"] in footnotes for match in _FOOTNOTE.finditer(page.text, begin, end)
    )
