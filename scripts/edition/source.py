"""The article as published in 2014, frozen, and the blocks that it consists of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.errors import UnreadableError, not_found

SOURCE = "docs/source/article.txt"
SHA256 = "7d47e8341cd5d5a6a4083fa67326783d2f000b26398c0458146625136ff1a86b"

_LIST_ITEM = re.compile(r"  • ")
_LIST_ENTRY = re.compile(r"  (\d+)\. ")
_CATALOGUE_LINE = re.compile(r"(Year|City): ")


@dataclass(frozen=True)
class SourceBlock:
    """One line of the article. `lead` is the indent and bullet or number that Markdown writes in its own way."""

    id: str
    line: int
    lead: str
    text: str


@dataclass(frozen=True)
class Source:
    content: bytes
    blocks: tuple[SourceBlock, ...]

    @classmethod
    def load(cls, root: Path) -> Source:
        """Read the article below the project's `root`. Raises UnreadableError if it is missing or not UTF-8."""
        try:
            content = (root / SOURCE).read_bytes()
            return cls(content, tuple(_blocks(content.decode("utf-8"))))
        except FileNotFoundError:
            raise not_found(SOURCE) from None
        except UnicodeDecodeError as error:
            raise UnreadableError(SOURCE, f"not UTF-8 ({error})", f"restore it: git checkout -- {SOURCE}") from None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_published(self) -> bool:
        """Whether this is the file that was published, to the byte."""
        return self.sha256 == SHA256

    @property
    def by_id(self) -> dict[str, SourceBlock]:
        return {block.id: block for block in self.blocks}

    def retold(self, printed: dict[str, str]) -> str:
        """The article's text rebuilt from `printed` (block id to words); indents and blank lines are the source's."""
        lines = [""] * (self.content.decode("utf-8").count("\n") + 1)
        for block in self.blocks:
            if block.id in printed:
                lines[block.line - 1] = block.lead + printed[block.id]
        return "\n".join(lines)


def _blocks(text: str) -> Iterator[SourceBlock]:
    paragraph = item = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        if number == 1:
            yield SourceBlock("title", number, "", line)
        elif match := _LIST_ITEM.match(line):
            item += 1
            yield SourceBlock(f"p{paragraph}-{item}", number, match[0], line[match.end():])
        elif match := _LIST_ENTRY.match(line):
            yield SourceBlock(f"printed-{match[1]}", number, match[0], line[match.end():])
        elif match := _CATALOGUE_LINE.match(line):
            yield SourceBlock(f"record-{match[1].lower()}", number, "", line)
        else:
            paragraph, item = paragraph + 1, 0
            yield SourceBlock(f"p{paragraph}", number, "", line)
