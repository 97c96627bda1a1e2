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

from edition.block import Directive
from edition.errors import UnreadableError, not_utf8
from edition.notation import parse
from edition.scanning import Scanned, scanned
from edition.span import Span

# As MkDocs has it.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)


# Compared and hashed by identity: a page read again is another page.
@dataclass(eq=False)
class Page(Scanned):
    """One Markdown file below docs/. `name` is its path there, `file` its path from the project's root.

    `begin` is where the Markdown begins, behind the front matter.
    """

    name: str
    file: str
    text: str
    front_matter: str = ""
    begin: int = 0
    meta: dict[str, Any] = field(default_factory=dict[str, Any])

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
        file, match = f"docs/{name}", _FRONT_MATTER.match(text)
        meta = _meta(file, match[1]) if match else {}
        front_matter, begin = (text[:match.end(1)], match.end()) if match else ("", 0)
        lines = scanned(text, begin, assumed, not_blank)
        return cls(name, file, text, front_matter, begin, meta, **vars(lines))

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


def _meta(file: str, text: str) -> dict[str, Any]:
    """What a front matter says. Raises UnreadableError if it is broken."""
    try:
        meta = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        fix = "quote a value that has a colon or a sign"
        raise UnreadableError(file, "the front matter is not YAML", fix, line) from None
    if not isinstance(meta, dict):
        raise UnreadableError(file, "the front matter is not a mapping", "write `title: …`", 2)
    # YAML takes `title: 2014` for a number, which a reader does not.
    return meta | {
        name: str(meta[name]) for name in ("title", "description") if isinstance(meta.get(name), (int, float, date))
    }
