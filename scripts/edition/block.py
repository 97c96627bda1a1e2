"""What a page is made of: blocks of the article, headings, directives and ids, each with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from edition.characters import text_of
from edition.span import Span

BLOCK_ID = re.compile(r"title|p\d+(?:-\d+)?|printed-\d+|record-\w+")
NUMBERED_ID = re.compile(r"p\d+(?:-\d+)?")
ID = r"[^\W\d_][\w:.-]*"

# The blocks written `/// name` that are the edition's.
OWN_DIRECTIVES = frozenset({
    "note", "reference", "apparatus", "files", "rules", "citations", "whole-article",
    "timeline", "places", "dimensions", "glossary", "concordance",
})

@dataclass(frozen=True)
class Block:
    """One block of the article as a page gives it. `start` and `end` are offsets in the page's file."""

    id: str
    start: int
    end: int
    spans: tuple[Span, ...]
    id_offset: int

    @cached_property
    def printed(self) -> list[tuple[str, int]]:
        return [character for span in self.spans for character in span.printed]

    @cached_property
    def reading(self) -> list[tuple[str, int]]:
        return [character for span in self.spans for character in span.reading]

    @cached_property
    def printed_text(self) -> str:
        return text_of(self.printed)

    @cached_property
    def reading_text(self) -> str:
        return text_of(self.reading)

    @property
    def corrections(self) -> list[Span]:
        return [span for span in self.spans if span.is_corrected]

    @property
    def note_references(self) -> list[Span]:
        return [span for span in self.spans if span.kind == "note"]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str | None
    offset: int


@dataclass
class Directive:
    """A block written `/// name | argument` … `///`. `start` and `end` bound its content in the page's file."""

    name: str
    argument: str
    offset: int
    start: int
    end: int = 0
    is_closed: bool = False


@dataclass(frozen=True)
class Id:
    id: str
    offset: int
