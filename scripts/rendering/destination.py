"""How far the destination of a link reaches in the Markdown that it is written in."""

from __future__ import annotations

import re

from rendering.link import Link

# How a destination goes on, by the sign before it.
_IN_BRACKETS = re.compile(r"[^\s()]*(?:\([^\s()]*\)[^\s()]*)*")
_WRITTEN = {
    "<": re.compile(r"[^<>\n]*"), '"': re.compile(r'[^"]*'), "'": re.compile(r"[^']*"), "=": re.compile(r"[^\s>]*"),
}


def destination(text: str, link: Link) -> tuple[int, int]:
    """Where in a page's text the destination of one of its links begins and ends."""
    if text.startswith(link.target, link.at):
        return link.at, link.at + len(link.target)
    written = _WRITTEN.get(text[link.at - 1], _IN_BRACKETS).match(text, link.at)
    return link.at, written.end() if written else link.at
