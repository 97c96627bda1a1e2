"""What the scripts of a site may call the elements that they make and change."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([bBdDfnrsStvwW])|(.))", re.S)
_WORD = re.compile(r"[\w-]+")
_LETTER = re.compile(r"[^\W\d_]")
# "open-" + state, `open-${state}`, and the other way round; "h" + level has to be a number's.
_BEFORE_A_PIECE = re.compile(r"""([\w-]+[-_])(?=["'`]|\$\{)|([\w-]{3,})(?=["'`]\s*\+|\$\{)""")
_BEHIND_A_PIECE = re.compile(r"""["'`}]([-_][\w-]+)|(?:\+\s*["'`]|\$\{(?:[^{}]|\{[^{}]*\})*\})([\w-]{3,})""")
_BEFORE_A_NUMBER = re.compile(r"""\b([a-zA-Z]{1,2})(?=["'`]\s*\+|\$\{)""")
_NUMBERED = re.compile(r"([a-zA-Z]{1,2})\d+", re.ASCII)
# block + "__" + part, `${block}__${part}`, [block, part].join("__"), and "--" + property.
_BETWEEN_PIECES = re.compile(
    r"""\+\s*["'`]([-_]+)["'`]\s*\+|\}([-_]+)\$\{|\bjoin\(["'`]([-_]+)["'`]\)|["'`](--)(?:["'`]\s*\+|\$\{)"""
)
# Where names stand: in strings; a regular expression or a comment before one may hold quotes. No script is parsed for this,
# so it may be mistaken; only the shortest words depend on it.
_STRING = re.compile(
    r"""//[^\n]*|/\*.*?\*/|/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*(?=[\s.,;:)\]}])"""
    r"""|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)""",
    re.S,
)
# Scripts that ask for the direction of writing are many, those that set it few.
_SETS_DIRECTION = re.compile(r"""\bdir["'`]?\s*(?:=[^=]|[,:])""")
_BEHIND_A_QUOTE = re.compile(r"""["'`<]([\w-]+)""")


class Scripts:
    """What the scripts of a site, read as nothing but words, may call the elements that they make and change.

    All words count, in strings or not: `hidden` is an attribute's name also in `button.hidden = true`, and code needs no
    parser to be read so. Words of one or two letters are mostly variables, and count in strings.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        strings = "\n".join(match[1] for text in texts for match in _STRING.finditer(text) if match[1])
        text = _ESCAPE.sub(_unescaped, "\n".join(texts))
        every = set(_WORD.findall(text))
        self._squeezed = {_squeezed(word) for word in every}
        self._words = {word for word in every if len(word) > 2}
        self._words.update(_WORD.findall(_ESCAPE.sub(_unescaped, strings)), _BEHIND_A_QUOTE.findall(text))
        self._heads = tuple(head for head in _pieces(_BEFORE_A_PIECE, text) if _LETTER.search(head))
        self._tails = tuple(tail for tail in _pieces(_BEHIND_A_PIECE, text) if _LETTER.search(tail))
        self._numbered = set(_BEFORE_A_NUMBER.findall(text))
        self._set_direction = bool(_SETS_DIRECTION.search(text))
        self._joints = _pieces(_BETWEEN_PIECES, text)

    def say(self, name: str) -> bool:
        """Whether `name` occurs, or can be put together."""
        pieces = _WORD.findall(name)
        return all(self._say(piece) for piece in pieces)

    def _say(self, word: str) -> bool:
        if word in self._words or word.startswith(self._heads) or word.endswith(self._tails):
            return True
        if (numbered := _NUMBERED.fullmatch(word)) and numbered[1] in self._numbered:
            return True
        return any(joint in word and self._words.issuperset(filter(None, word.split(joint))) for joint in self._joints)

    def make(self, tag: str) -> bool:
        """Whether an element `tag` may be made; what the names of tags are in lower case, they needn't be in a script."""
        return self.say(tag) or (len(tag) > 2 and _squeezed(tag) in self._squeezed)

    def set(self, attribute: str) -> bool:
        """Whether `attribute` may be set: by its name or by its property, data-md-state by dataset.mdState."""
        if attribute == "dir":
            return self._set_direction
        return self.say(attribute) or _squeezed(attribute.removeprefix("data-")) in self._squeezed


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    # \n in a string, \b in a regular expression: no letter of the word behind it.
    return " " if match[4] else match[5]


def _squeezed(name: str) -> str:
    return name.replace("-", "").lower()


def _pieces(pattern: re.Pattern[str], text: str) -> set[str]:
    return {piece for found in pattern.findall(text) for piece in found if piece}
