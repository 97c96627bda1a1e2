"""The editor's own words on a page, piece by piece, without what is no prose: addresses and code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from edition.page import Page
from rendering.destination import destination
from rendering.reading import Readings

# Addresses that are no links' and code within a line.
_NO_PROSE = re.compile(r"https?://[^\s“”«»]+|`[^`\n]*`")


def prose_of(readings: Readings, page: Page) -> Iterator[tuple[int, str]]:
    """Each piece with its offset, and blanks in the place of what is not prose."""
    addresses = sorted(destination(page.text, link) for link in readings.of(page).links) if page.prose else []
    for start, prose in page.prose:
        end = start + len(prose)
        inside = addresses[bisect_left(addresses, (start, 0)):bisect_left(addresses, (end, 0))]
        for first, last in inside:
            if last <= end:
                prose = prose[:first - start] + " " * (last - first) + prose[last - start:]
        yield start, _NO_PROSE.sub(lambda match: " " * len(match[0]), prose)
