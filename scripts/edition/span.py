"""Spans: the stretches that a block of the article consists of, each as printed and as read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from edition.characters import Characters, text_of
from edition.marker import Marker

_REASON = re.compile(r"\s*(?P<id>E\d{2,})\s+(?P<conjecture>conjecture:\s*)?(?P<text>\S.*?)\s*", re.S)


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
