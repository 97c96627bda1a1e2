"""The addresses in CSS: read token by token, because only what stands around a string tells whether it is an address."""

from __future__ import annotations

import re
from functools import lru_cache

# CSS Syntax 3, "consume a token", as far as it matters here. An escape is a backslash and what it stands for.
_IDENT = r"(?:[\w\-\u0080-\U0010ffff]|\\(?:[0-9a-fA-F]{1,6}[ \t\n\f]?|[^\n0-9a-fA-F]))++"
_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\(?:.|\n|\Z))*(?:\"|\Z|(?=\n))|'(?:[^'\\\n]|\\(?:.|\n|\Z))*(?:'|\Z|(?=\n)))"
    rf"|@(?P<rule>{_IDENT})"
    rf"|(?P<function>{_IDENT})\("
    r"|(?P<mark>[(){};])"
    # A word is consumed whole, so that none begins in its middle; what is white or a comment between rules counts for nothing.
    rf"|(?P<other>{_IDENT}|\#|<!--|-->|[^\s])",
    re.S,
)
# What follows `url(` without a quotation mark; anything else than a bracket behind it makes it no address.
_BARE = re.compile(r"\s*(?P<address>(?:[^\"'()\\\s]|\\[^\n])*)\s*(?:\)|\Z)", re.S)
_BAD = re.compile(r"(?:[^)\\]|\\.)*\)?", re.S)
_QUOTED = re.compile(r"\s*[\"']")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\r\f])?|\n|(.)|\Z)", re.S)
_PERHAPS = re.compile(r"url|src\(|image-set|@import|\\", re.I)
# A string in one of these functions is an address (CSS Values 4, CSS Images 4).
_OF_ADDRESSES = frozenset({"url", "src", "image-set", "-webkit-image-set"})
# In the prelude of these, addresses are names or conditions, and nothing is fetched.
_FETCH_NOTHING = frozenset({"namespace", "supports", "container", "document", "-moz-document", "charset"})
# They may stand before an @import (CSS Cascade 5); behind any other rule it is invalid.
_BEFORE_IMPORTS = frozenset({"charset", "layer", "import"})
# What a template repeats on every page is shorter than this, and read once.
_LONG = 20_000


def css_addresses(text: str) -> tuple[tuple[str, int], ...]:
    """The addresses in CSS that are fetched, each with its offset (https://www.w3.org/TR/css-syntax-3/)."""
    if not _PERHAPS.search(text):
        return ()
    return _remembered(text) if len(text) < _LONG else tuple(_Reader(text).addresses())


@lru_cache(maxsize=512)
def _remembered(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(_Reader(text).addresses())


class _Reader:
    """Goes through a style sheet once; `open` are the functions and brackets that are open, `rule` the at-rule that begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[str, int]] = []
        self.open: list[str] = []
        self.rule = ""
        self.is_done = False
        self.may_import = True

    def addresses(self) -> list[tuple[str, int]]:
        position = 0
        while match := _TOKEN.search(self.text, position):
            position = match.end()
            if match["string"] is not None:
                self._string(match["string"], match.start())
            elif match["rule"] is not None:
                self.rule, self.is_done = unescaped(match["rule"]).lower(), False
            elif match["function"] is not None:
                position = self._function(unescaped(match["function"]).lower(), position)
            elif match["mark"] is not None:
                self._mark(match["mark"])
            elif match["other"] is not None and match["other"] not in ("<!--", "-->") and not self.rule:
                self.may_import = False
        return self.found

    def _string(self, string: str, start: int) -> None:
        inner = string[1:-1] if len(string) > 1 and string[-1] == string[0] else string[1:]
        if self.open:
            if self.open[-1] in _OF_ADDRESSES:
                self._add(inner, start + 1)
        elif self.rule == "import":
            self._add(inner, start + 1)

    def _function(self, name: str, position: int) -> int:
        """Enter a function, or read all of an unquoted `url()`; where to read on."""
        if name != "url" or _QUOTED.match(self.text, position):
            self.open.append(name)
            return position
        if bare := _BARE.match(self.text, position):
            self._add(bare["address"], bare.start("address"))
            return bare.end()
        bad = _BAD.match(self.text, position)
        return bad.end() if bad else position

    def _mark(self, mark: str) -> None:
        if mark == "(":
            self.open.append("")
        elif mark == ")":
            if self.open:
                self.open.pop()
        elif not self.open or mark == "}":
            # A bracket that was not closed ends with the block around it.
            self.open.clear()
            if mark != "}" and self.rule not in (_BEFORE_IMPORTS if mark == ";" else ()):
                self.may_import = False
            self.rule = ""

    def _add(self, address: str, offset: int) -> None:
        if self.rule in _FETCH_NOTHING:
            return
        if self.rule == "import":
            # Its first address is loaded, the others are conditions.
            if self.is_done or not self.may_import:
                return
            self.is_done = True
        self.found.append((unescaped(address), offset))


def unescaped(text: str) -> str:
    """A name, string or address of CSS, with its escapes resolved."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return match[2] or ""
