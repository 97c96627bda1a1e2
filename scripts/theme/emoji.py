"""Signs by their short names, `:material-book:`: which the site has, and which would come from another host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

# What pymdownx.emoji takes for a name; it asks nothing of what stands around it.
_NAME = re.compile(r"(?<!\\)(:[+\-\w]+:)")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:")


def faults(text: str, options: Mapping[str, object]) -> Iterator[tuple[int, str, str]]:
    """Each name that makes no sign of the site's own: its offset, what is wrong, and what to write instead.

    `options` are those of pymdownx.emoji in mkdocs.yml, which may name folders with the owner's signs.
    """
    folders = options.get("custom_icons")
    own = tuple(folder for folder in folders if isinstance(folder, str)) if isinstance(folders, list) else ()
    for match in _NAME.finditer(text):
        name = match[1]
        if name in _icons(own):
            continue
        if sign := _character(name):
            yield (
                match.start(), f"{name} is the emoji {sign}, whose picture would be loaded from another host",
                f"write {sign} itself; or, if it is none, &#58; for the first colon",
            )
        elif _ICON.fullmatch(name):
            close = get_close_matches(name, _icons(own), 1)
            yield match.start(), f"{name} is not an icon that Material has", f"write {close[0]}" if close else "choose another"
        elif _stands_alone(text, match):
            message = f"{name} is not a sign, and would be printed as it is written"
            yield match.start(), message, "write another, or put it in code"


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether it is meant for a sign: a word between colons, not the colons of a time or of a name in a program."""
    before, after = text[match.start() - 1:match.start()], text[match.end():match.end() + 1]
    return match[1][1].isalpha() and not any(c.isalnum() or c in ":/" for c in before + after)


def _character(name: str) -> str:
    """The character that an emoji is, or nothing."""
    from pymdownx import twemoji_db

    entry = twemoji_db.emoji.get(twemoji_db.aliases.get(name, name))
    codes = entry and (entry.get("unicode_alt") or entry.get("unicode"))
    return "".join(chr(int(code, 16)) for code in codes.split("-")) if codes else ""


@cache
def _icons(folders: tuple[str, ...]) -> frozenset[str]:
    # Reading the list takes a second; only a page with such a sign asks for it.
    from material.extensions.emoji import twemoji

    index = twemoji({"custom_icons": list(folders)}, None)["emoji"]
    return frozenset(name for name, sign in index.items() if "path" in sign)
