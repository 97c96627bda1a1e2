"""Marks put into a page's Markdown where a link's destination, an id or a heading's words may begin.

Where such a thing may be written is found by its look alone, and generously; whether it is one, Markdown decides: a mark
arrives in an address, an id or a heading of the rendered page, or it arrives in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

# Private-use characters, one a mark: neither letter, space nor sign to Markdown, and nothing that a page could have.
_FIRST, _LAST = 0xF0000, 0x10FFFD


class Kind(Enum):
    """How a thing is written."""

    INLINE = "[…](destination)"
    DEFINITION = "[…]: destination"
    AUTOLINK = "<https://…>"
    ATTRIBUTE = 'href="…", id="…"'
    ID = "{ #id }"
    HEADING = "## words"
    TAG = "<h2>words"
    REFERENCE = "[…][label]"
    BRACKETS = "[…]"
    FOOTNOTE = "[^…]: words"
    ABBREVIATION = "*[…]: words"
    BARE = "https://…"


# What may stand before a definition in its line: quotations, lists and indents hold them too.
_LEAD = r"(?m)^(?:[ \t>]|(?:[-*+:]|\d+\.)(?=[ \t]))*"
_PATTERNS = {
    Kind.INLINE: re.compile(r"\]\([ \t]*\n?[ \t]*<?(?=\S)"),
    Kind.DEFINITION: re.compile(rf"{_LEAD}\[(?!\^)(?:\\.|[^\[\]\\])+\]:[ \t]*\n?[ \t]*<?(?=\S)"),
    Kind.AUTOLINK: re.compile(r"(?i)<(?:(?:https?|ftp)://|(?=[^<>\s!/@]+@[^<>\s@]+>))"),
    Kind.ATTRIBUTE: re.compile(
        r"(?i)(?<![\w-])(?:href|srcset|src|poster|data|cite|action|formaction|longdesc|id|name)\s*=\s*[\"']?"
    ),
    Kind.ID: re.compile(r"(?<=[\s{:])#(?=[^\s#}])"),
    Kind.HEADING: re.compile(r"(?m)^[ \t>*+-]*(?:\d+\.[ \t]+)?#{1,6}+[ \t]*+(?=\S)|^(?=[^\W\d_][^\n]*\n(?:=+|-+)[ ]*$)"),
    Kind.TAG: re.compile(r"(?i)<h[1-6](?:\s[^<>]*)?>"),
    Kind.REFERENCE: re.compile(r"(?<![\\\w!])!?\[(?!\^)(?:\\.|[^\[\]\\])+\][ \n]?\[(?!\^)[^\[\]]*\]"),
    # Behind other brackets only those of a citation, which no link takes for its label.
    Kind.BRACKETS: re.compile(
        r"(?<![\\\w!\]])(?:(?<!\]\s)|(?=\[\s*\d[^\[\]]*\](?!\[(?!\^))))\[(?!\^)(?:\\.|[^\[\]\\])+\](?!\()"
    ),
    # Behind the signs of what the words begin with, which are only such at the beginning.
    Kind.FOOTNOTE: re.compile(rf"{_LEAD}\[\^[^\]\n]*\]:[ ]*(?:(?:[-*+|]|\d+\.|>+|#+)[ ]+)*"),
    Kind.ABBREVIATION: re.compile(rf"{_LEAD}\*\[[^\\\]\n]+\][ ]?:[ ]*\n?[ ]*(?=[^\s'\"]|['\"][^'\"])"),
    # An extension may make a link of it.
    Kind.BARE: re.compile(r"(?i)(?<=[\s(“„«])(?<!\]\()(?=(?:https?://|www\.)\w)"),
}
# Where nothing may be put before a bracket.
_DEFINED = re.compile(rf"{_LEAD}\*?(?P<bracket>\[)[^\[\]]*\][ ]?:")
_ORDER = {kind: number for number, kind in enumerate(Kind)}
_BRACES = re.compile(r"\{:?[^{}\n]*\}")


@dataclass(frozen=True)
class Mark:
    """A place where something may be written. `offset` is where its destination, name or words begin in the page's file."""

    kind: Kind
    offset: int
    text: str

    @property
    def start(self) -> int:
        """Where the whole of it begins: the bracket of a link, the tag of an attribute, the sign of a heading."""
        if self.kind is Kind.INLINE:
            return _opening_bracket(self.text, self.text.rfind("](", 0, self.offset + 1))
        if self.kind in (Kind.DEFINITION, Kind.FOOTNOTE):
            return self.text.rfind("[", 0, self.text.rfind("]:", 0, self.offset))
        if self.kind is Kind.ABBREVIATION:
            return self.text.rfind("*[", 0, self.offset)
        if self.kind in (Kind.AUTOLINK, Kind.ATTRIBUTE, Kind.TAG):
            return max(self.text.rfind("<", 0, self.offset), 0)
        if self.kind is Kind.HEADING:
            line = self.text.rfind("\n", 0, self.offset) + 1
            sign = self.text.find("#", line, self.offset)
            return sign if sign >= 0 else self.offset
        return self.offset


class Marked:
    """A Markdown text with its marks in it."""

    def __init__(self, text: str, begin: int, further: Iterable[int] = ()) -> None:
        """Mark `text` from the offset `begin` on; `further` are offsets to mark beside those that are found."""
        places = {*_places(text, begin), *((Kind.REFERENCE, offset) for offset in further)}
        self.by_sign: dict[str, Mark] = {}
        signs = (sign for sign in map(chr, range(_FIRST, _LAST)) if sign not in text)
        parts, position = [], begin
        # Of several at one place the first tells most of what it is.
        for kind, offset in sorted(places, key=lambda place: (place[1], _ORDER[place[0]])):
            sign = next(signs)
            self.by_sign[sign] = Mark(kind, offset, text)
            parts += [text[position:offset], sign]
            position = offset
        self.text = "".join([*parts, text[position:]])
        self._signs = re.compile(f"[{_ranges(self.by_sign)}]" if self.by_sign else r"(?!)")

    def first(self, arrived: str) -> Mark | None:
        """The first mark in a text that arrived in the rendered page."""
        match = self._signs.search(arrived)
        return self.by_sign[match[0]] if match else None

    def all(self, arrived: str) -> Iterator[tuple[Mark, str]]:
        """Every mark in a text that arrived, each with the words that follow it there."""
        for match in self._signs.finditer(arrived):
            yield self.by_sign[match[0]], self.without(arrived[match.end():])

    def without(self, arrived: str) -> str:
        """The text without its marks."""
        return self._signs.sub("", arrived)


def _ranges(signs: Iterable[str]) -> str:
    """Ascending characters as a pattern has them: in ranges, for thousands one by one are compared with every letter."""
    runs = groupby(enumerate(map(ord, signs)), lambda one: one[1] - one[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(run) for _, run in runs)]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ends)


def _places(text: str, begin: int) -> Iterator[tuple[Kind, int]]:
    defined = {match.start("bracket") for match in _DEFINED.finditer(text, begin)}
    for kind, pattern in _PATTERNS.items():
        if kind is Kind.BRACKETS:
            yield from ((kind, match.start()) for match in pattern.finditer(text, begin) if match.start() not in defined)
        elif kind is Kind.REFERENCE:
            yield from ((kind, match.start()) for match in pattern.finditer(text, begin) if not _follows(text, match.start()))
        elif kind is not Kind.ID:
            yield from ((kind, match.end()) for match in pattern.finditer(text, begin))
    for braces in _BRACES.finditer(text, begin):
        if not braces[0].startswith(("{>>", "{~~", "{++", "{--")):
            yield from ((Kind.ID, match.end()) for match in _PATTERNS[Kind.ID].finditer(text, *braces.span()))


def _follows(text: str, offset: int) -> bool:
    """Whether other brackets than a note's mark stand before, which a mark between would part from these."""
    before = offset - 1 if text[offset - 1:offset] in (" ", "\n") else offset
    return text[before - 1:before] == "]" and not text.startswith("[^", text.rfind("[", 0, before))


def _opening_bracket(text: str, closing: int) -> int:
    """Where the bracket opens that closes at an offset, with the `!` of a picture; the closing one if none does."""
    depth = 0
    for position in range(closing, -1, -1):
        if position and text[position - 1] == "\\":
            continue
        depth += {"]": 1, "[": -1}.get(text[position], 0)
        if not depth:
            return position - (text[position - 1:position] == "!")
        if text.startswith("\n\n", position):
            break
    return closing
