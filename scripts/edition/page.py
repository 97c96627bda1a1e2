"""A page of the edition: its blocks of the article, its notes, headings and ids, each with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from edition.block import Block, Directive, Heading, Id
from edition.errors import UnreadableError, not_utf8
from edition.notation import parse
from edition.scanning import scanned
from edition.span import Span

# As MkDocs has it.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
# Compared and hashed by identity: a page read again is another page.
@dataclass(eq=False)
class Page:
    """One Markdown file below docs/. `name` is its path there, `file` its path from the project's root.

    `begin` is where the Markdown begins, behind the front matter.
    `footnotes` are the labels of those that are defined on it, with the places where they are; `fences` what is said of
    each block of fenced code, its language above all.
    """

    name: str
    file: str
    text: str
    front_matter: str = ""
    begin: int = 0
    meta: dict[str, Any] = field(default_factory=dict[str, Any])
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    ids: list[Id] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    footnotes: dict[str, int] = field(default_factory=dict)
    fences: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path, name: str) -> Page:
        """Read docs/`name`. Raises UnreadableError if it is missing, not UTF-8, or has a broken front matter."""
        file = f"docs/{name}"
        try:
            text = (root / file).read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise UnreadableError(file, "not found, but mkdocs.yml lists it", "restore it, or take it off nav") from None
        except UnicodeDecodeError as error:
            raise not_utf8(file, error) from None
        if "\r" in text:
            raise UnreadableError(file, "has carriage returns", "save it with line feeds alone")
        return cls.parse(name, text)

    @classmethod
    def parse(
        cls, name: str, text: str, assumed: Mapping[int, str] = MappingProxyType({}), not_blank: Collection[int] = (),
    ) -> Page:
        """The page that a text is. Raises UnreadableError if the front matter is broken.

        `assumed` are ids of blocks, by where their words begin, that stand there in the place of what is written;
        `not_blank` is where blank lines are that end nothing.
        """
        page = cls(name, f"docs/{name}", text)
        if match := _FRONT_MATTER.match(text):
            try:
                page.meta = yaml.safe_load(match[1]) or {}
            except yaml.YAMLError as error:
                line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
                raise UnreadableError(
                    page.file, "the front matter is not YAML", "quote a value that has a colon or a sign", line
                ) from None
            if not isinstance(page.meta, dict):
                raise UnreadableError(page.file, "the front matter is not a mapping", "write `title: …`", 2)
            for name in ("title", "description"):
                # YAML takes `title: 2014` for a number, which a reader does not.
                if isinstance(page.meta.get(name), (int, float, date)):
                    page.meta[name] = str(page.meta[name])
            page.front_matter, page.begin = text[:match.end(1)], match.end()
        vars(page).update(vars(scanned(text, page.begin, assumed, not_blank)))
        return page

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[str, int, int]:
        """File, line and column of an offset, line and column from 1."""
        line = bisect_right(self._line_starts, offset)
        return self.file, line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._line_starts[line - 1] + column - 1

    def directive(self, name: str, argument: str) -> Directive | None:
        return next((d for d in self.directives if (d.name, d.argument) == (name, argument)), None)

    @cached_property
    def spans(self) -> list[Span]:
        """The spans of the article's blocks and, after them, of the editor's own prose."""
        return [span for block in self.blocks for span in block.spans] + [
            span for start, prose in self.prose for span in parse(prose, start)
        ]

    @property
    def stem(self) -> str:
        """The page's name as a part of an id."""
        return self.name.removesuffix(".md").replace("/", "-")

    @property
    def notes(self) -> list[Directive]:
        return [directive for directive in self.directives if directive.name == "note"]
