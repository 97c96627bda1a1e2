"""One pass over the lines of a page, which finds the article's blocks in it and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from edition.block import BLOCK_ID, ID, Block, Directive, Heading, Id
from edition.notation import parse

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


@dataclass(kw_only=True)
class Scanned:
    """What a page's lines hold.

    `prose` is the editor's own, piece by piece, each with its offset; `fences` is what is said of each block of fenced code,
    its language above all.
    """

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    ids: list[Id] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    fences: list[tuple[int, str]] = field(default_factory=list)


def scanned(text: str, begin: int, assumed: Mapping[int, str], not_blank: Collection[int]) -> Scanned:
    """What the lines of a page hold from the offset `begin` on.

    `assumed` are ids of blocks, by where their words begin, that stand there in the place of what is written;
    `not_blank` is where blank lines are that end nothing.
    """
    scan = _Scan(text, assumed, not_blank)
    scan.run(begin)
    return scan.found


class _Scan:
    """One pass over a page's lines. A chunk is a run of lines without a blank one."""

    def __init__(self, text: str, assumed: Mapping[int, str], not_blank: Collection[int]) -> None:
        self.found = Scanned()
        self.written = text
        self.text = without_comments(text)
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
                self.found.fences.append((offset + bare.find(info, len(match["fence"])), info))
            elif match and match["fence"] == fence and not match["info"].strip():
                fence = ""
            elif not fence:
                self.take(offset, bare)
            offset += len(bare) + 1
        self.finish_chunk()
        for directive in self.open:
            directive.end = len(self.written)

    def take(self, offset: int, line: str) -> None:
        if match := _DIRECTIVE.fullmatch(line):
            self.finish_chunk()
            directive = Directive(match["name"], match["argument"] or "", offset, offset + len(line) + 1)
            self.found.directives.append(directive)
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
            self.found.ids.append(Id(identifier, id_offset))
        self.found.headings.append(Heading(len(match["level"]), match["text"], identifier, offset))
        if identifier and BLOCK_ID.fullmatch(identifier):
            self.add_block(identifier, start, end, id_offset)
        else:
            self.add_prose(start, match["text"])

    def attributes(self, offset: int, match: re.Match[str]) -> None:
        id_offset = offset + match.start("id")
        identifier = self.assumed.get(self.words_of_chunk()[0], match["id"])
        self.found.ids.append(Id(identifier, id_offset))
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
        spans = tuple(parse(self.written[start:end], start))
        self.found.blocks.append(Block(identifier, start, end, spans, id_offset))

    def finish_chunk(self) -> None:
        if self.chunk:
            begin, end = self.words_of_chunk()
            if begin in self.assumed:
                self.found.ids.append(Id(self.assumed[begin], end))
                self.add_block(self.assumed[begin], begin, end, end)
            else:
                start = self.chunk[0][0]
                self.add_prose(start, self.text[start:end])
        self.chunk = []

    def add_prose(self, start: int, text: str) -> None:
        """Keep the editor's own words, without code, and the ids written inside them."""
        text = without_code(text)
        self.found.prose.append((start, text))
        for match in _ATTRIBUTES.finditer(text):
            self.found.ids.append(Id(match["id"], start + match.start("id")))
