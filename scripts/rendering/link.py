"""A link of a page, or what a page loads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A link, or what a page loads. `offset` is where it is written, `at` where its destination is.

    `text` is what a reader hears of it; None where none can be expected. `is_raw` is a link written as HTML, which is an
    address of the site as it stands, while that of a Markdown link names a file.
    """

    target: str
    offset: int
    at: int
    text: str | None
    loads: bool
    is_raw: bool
