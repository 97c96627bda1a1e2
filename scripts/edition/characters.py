r"""Characters as Markdown writes them: `\[` for a bracket, `&nbsp;` for one that can't be seen, each with its place.

The one normalisation of white space: a line feed inside a block, with the indent after it, is one space.
"""

from __future__ import annotations

import html
import re

ESCAPE = r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])"
ENTITY = r"&(?:\#\d+|\#x[0-9a-fA-F]+|\w+);"
LINE_FEED = r"\n[ \t]*"
# A character that is written as several.
SEVERAL = f"{ESCAPE}|(?P<entity>{ENTITY})|(?P<feed>{LINE_FEED})"
_SEVERAL = re.compile(SEVERAL)

# Each with its offset in the page's file.
Characters = list[tuple[str, int]]


def text_of(characters: Characters) -> str:
    return "".join(character for character, _ in characters)


def plain(raw: str, start: int = 0) -> Characters:
    """Characters of `raw` with escapes, entities and line feeds resolved, each with its offset from `start`."""
    characters: Characters = []
    position = 0
    for match in _SEVERAL.finditer(raw):
        characters += literal(raw, position, match.start(), start)
        characters += resolved(match, start)
        position = match.end()
    return characters + literal(raw, position, len(raw), start)


def end_of_character(raw: str, position: int) -> int:
    """Where the character that begins at `position` of a block's Markdown ends there: an escape or a name is one."""
    match = _SEVERAL.match(raw, position)
    return match.end() if match else position + 1


def literal(raw: str, begin: int, end: int, start: int) -> Characters:
    """The characters of `raw` from `begin` to `end` as they stand, each with its offset from `start`."""
    return [(raw[i], start + i) for i in range(begin, end)]


def resolved(match: re.Match[str], start: int) -> Characters:
    """The characters that a match of SEVERAL stands for, each with the offset of the whole."""
    offset = start + match.start()
    if match["escaped"]:
        return [(match["escaped"], offset)]
    if match["entity"]:
        return [(character, offset) for character in html.unescape(match["entity"])]
    return [(" ", offset)]
