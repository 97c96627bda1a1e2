"""Citation markers: `[1,p .6]`, as the article prints them, and the one form that they have in the edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(
    r"\[\s*(?P<reference>\d+)\s*(?:,\s*p\s*\.\s*(?P<first>\d+)\s*(?:[-–]\s*(?P<last>\d+)\s*)?)?\]"
)


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
