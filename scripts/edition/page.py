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

import yaml

from edition.errors import UnreadableError, not_utf8
from edition.notation import Span, parse, text_of

BLOCK_ID = re.compile(r"title|p\d+(?:-\d+)?|printed-\d+|record-\w+")
NUMBERED_ID = re.compile(r"p\d+(?:-\d+)?")
ID = r"[^\W\d_][\w:.-]*"

# The blocks written `/// name` that are the edition's.
OWN_DIRECTIVES = frozenset({
    "note", "reference", "apparatus", "files", "rules", "citations", "whole-article",
    "timeline", "places", "dimensions", "glossary", "concordance",
})

# As MkDocs has it.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
_ATTRIBUTES = re.compile(rf"\{{:?[ ]*(?:[^{{}}\n]*[ ])?#(?P<id>{ID})[^{{}}\n]*\}}")
_ATTRIBUTES_LINE = re.compile(rf"[ ]*{_ATTRIBUTES.pattern}[ ]*")
_HEADING = re.compile(r"(?P<level>#{1,6})[ ]*(?P<text>.*?)[ ]*(?P<attributes>\{:?[ ]*[#.][^{}\n]*\})?[ ]*")
_LIST_MARKER = re.compile(r"[ ]*(?:[-*+]|\d+\.)[ ]+")
_CODE = re.compile(
    r"(?ms)^[ ]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:.*?\n)??[ ]*(?P=fence)[ ]*$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ ]*\n).)*?(?<!`)(?P=ticks)(?!`)"
)
_COMMENT = re.compile(rf"{_CODE.pattern}|(?P<comment><!--.*?-->)")
_FENCE = re.compile(r"[ ]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)")
_FOOTNOTE = re.compile(r"(?m)^\[\^(?P<label>[^\]\s]+)\]:")
_DIRECTIVE = re.compile(r"/{3,}[ ]+(?P<name>[a-z-]+)(?:[ ]*\|[ ]*(?P<argument>.*?))?[ ]*")
_DIRECTIVE_END = re.compile(r"/{3,}[ ]*")


def without_code(text: str) -> str:
    """The text with its inline and fenced code blanked out, every offset kept."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def without_comments(text: str) -> str:
    """The text with its HTML comments blanked out, every offset kept; what code says of comments stays."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]) if match["comment"] else match[0], text)


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
    meta: dict = field(default_factory=dict)
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
                raise UnreadableError(page.file, "the front matter is no mapping", "write `title: …`", 2)
            for name in ("title", "description"):
                # YAML takes `title: 2014` for a number, which a reader does not.
                if isinstance(page.meta.get(name), (int, float, date)):
                    page.meta[name] = str(page.meta[name])
            page.front_matter, page.begin = text[:match.end(1)], match.end()
        _Scan(page, assumed, not_blank).run(page.begin)
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


class _Scan:
    """One pass over a page's lines. A chunk is a run of lines without a blank one."""

    def __init__(self, page: Page, assumed: Mapping[int, str], not_blank: Collection[int]) -> None:
        self.page = page
        self.text = without_comments(page.text)
        self.assumed = assumed
        self.not_blank = not_blank
        self.chunk: list[tuple[int, str]] = []
        self.open: list[Directive] = []

    def run(self, offset: int) -> None:
        fence = ""
        for bare in self.text[offset:].split("\n"):
            match = _FENCE.fullmatch(bare)
            if match and not fence:
                self.finish_chunk()
                fence, info = match["fence"], match["info"].strip()
                self.page.fences.append((offset + bare.find(info, len(match["fence"])), info))
            elif match and match["fence"] == fence and not match["info"].strip():
                fence = ""
            elif not fence:
                self.take(offset, bare)
            offset += len(bare) + 1
        self.finish_chunk()
        for directive in self.open:
            directive.end = len(self.page.text)

    def take(self, offset: int, line: str) -> None:
        if match := _DIRECTIVE.fullmatch(line):
            self.finish_chunk()
            directive = Directive(match["name"], match["argument"] or "", offset, offset + len(line) + 1)
            self.page.directives.append(directive)
            self.open.append(directive)
        elif self.open and _DIRECTIVE_END.fullmatch(line):
            self.finish_chunk()
            closed = self.open.pop()
            closed.end, closed.is_closed = offset, True
        elif match := _HEADING.fullmatch(line):
            self.finish_chunk()
            self.heading(offset, match)
        elif not line.strip():
            if offset not in self.not_blank:
                self.finish_chunk()
        elif match := _ATTRIBUTES_LINE.fullmatch(line):
            self.attributes(offset, match)
        else:
            if self.chunk and _LIST_MARKER.match(line):
                self.finish_chunk()
            self.chunk.append((offset, line))

    def heading(self, offset: int, match: re.Match[str]) -> None:
        attributes = _ATTRIBUTES.search(match["attributes"] or "")
        identifier = attributes["id"] if attributes else None
        id_offset = offset + match.start("attributes") + attributes.start("id") if attributes else offset
        start, end = offset + match.start("text"), offset + match.end("text")
        identifier = self.assumed.get(start, identifier)
        if identifier:
            self.page.ids.append(Id(identifier, id_offset))
        self.page.headings.append(Heading(len(match["level"]), match["text"], identifier, offset))
        if identifier and BLOCK_ID.fullmatch(identifier):
            self.add_block(identifier, start, end, id_offset)
        else:
            self.add_prose(start, match["text"])

    def attributes(self, offset: int, match: re.Match[str]) -> None:
        id_offset = offset + match.start("id")
        identifier = self.assumed.get(self.words_of_chunk()[0], match["id"])
        self.page.ids.append(Id(identifier, id_offset))
        if self.chunk and BLOCK_ID.fullmatch(identifier):
            self.add_block(identifier, *self.words_of_chunk(), id_offset)
            self.chunk = []
        else:
            self.finish_chunk()

    def words_of_chunk(self) -> tuple[int, int]:
        """Where the words of the chunk begin, behind the mark of a list's item, and where they end; -1 if there is none."""
        if not self.chunk:
            return -1, -1
        (first, line), (last, last_line) = self.chunk[0], self.chunk[-1]
        lead = _LIST_MARKER.match(line)
        return first + (lead.end() if lead else 0), last + len(last_line)

    def add_block(self, identifier: str, start: int, end: int, id_offset: int) -> None:
        spans = tuple(parse(self.page.text[start:end], start))
        self.page.blocks.append(Block(identifier, start, end, spans, id_offset))

    def finish_chunk(self) -> None:
        if self.chunk:
            begin, end = self.words_of_chunk()
            if begin in self.assumed:
                self.page.ids.append(Id(self.assumed[begin], end))
                self.add_block(self.assumed[begin], begin, end, end)
            else:
                start = self.chunk[0][0]
                self.add_prose(start, self.text[start:end])
        self.chunk = []

    def add_prose(self, start: int, text: str) -> None:
        """Keep the editor's own words, without code, and the ids written inside them."""
        text = without_code(text)
        self.page.prose.append((start, text))
        for match in _FOOTNOTE.finditer(text):
            self.page.footnotes.setdefault(match["label"], start + match.start())
        for match in _ATTRIBUTES.finditer(text):
            self.page.ids.append(Id(match["id"], start + match.start("id")))
