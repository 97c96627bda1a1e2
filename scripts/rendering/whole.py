"""The whole article as one page: what the pages with its text are to a reader, put together with the same ids.

docs/article.md has the place for it: `/// whole-article`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlunsplit

from selectolax.lexbor import LexborHTMLParser

from edition.addresses import finished_path, page_address, split

PLACE = '<div class="whole-article"></div>'
NOTES = ("Editor’s notes", "notes")
_ADDRESSES = ("href", "src", "poster", "cite")
# Paragraphs that lead from one page to another, or into the edition; the heading above a page's notes.
_LEFT_OUT = ".lead, .way-in, .way-on, #notes"
_NOTE = ".editors-note[id]"


class Part(NamedTuple):
    """A page with a part of the article: its path below docs/, and its finished content as HTML."""

    page: str
    html: str


def whole_article(parts: Sequence[Part], page: str) -> str:
    """The HTML of the whole article, to stand on `page`.

    It has the title, the content of each of `parts`, their headings one level lower where they begin with one of their own,
    and all notes at the end. Links among the parts lead within the page; others are as from there.
    """
    trees = [LexborHTMLParser(f"<body>{part.html}") for part in parts]
    firsts = {part.page: _first_heading(tree) for part, tree in zip(parts, trees, strict=True)}
    contents: list[str] = []
    notes: list[str] = []
    for part, tree in zip(parts, trees, strict=True):
        for node in tree.css(_LEFT_OUT):
            node.decompose()
        for name in _ADDRESSES:
            for node in tree.css(f"[{name}]"):
                node.attrs[name] = _from_there(node.attributes[name] or "", part.page, page, firsts)
        if tree.css_first("#title") is None and tree.css_first("h1"):
            _lower(tree)
        for node in tree.css(_NOTE):
            notes.append(node.html or "")
            node.decompose()
        contents.append((tree.body and tree.body.inner_html) or "")
    heading = f'<h2 class="editorial" id="{NOTES[1]}">{NOTES[0]}</h2>'
    return "\n".join([*contents, heading, *notes])


def headings(html: str) -> list[tuple[int, str, str]]:
    """Level, id and words of each heading that has an id; of a correction, the words that are read."""
    tree, found = LexborHTMLParser(f"<body>{html}"), []
    for node in tree.css("del"):
        node.decompose()
    for node in tree.css("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]"):
        found.append((int((node.tag or "h1")[1]), node.attributes["id"] or "", escape(node.text().strip())))
    return found


def _first_heading(tree: LexborHTMLParser) -> str:
    node = tree.css_first("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")
    return (node.attributes["id"] or "") if node else ""


def _from_there(address: str, page: str, whole: str, firsts: dict[str, str]) -> str:
    """An address in the finished `page`, as `whole` has to give it."""
    parts = split(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or not (parts.path or parts.fragment):
        return address
    target = posixpath.normpath(posixpath.join("/", page_address(page), parts.path)) if parts.path else ""
    for covered, first in firsts.items():
        if (not target and covered == page) or target == _folder(covered):
            return f"#{parts.fragment or first}"
    relative = posixpath.relpath(target, _folder(whole)) + ("/" if parts.path.endswith(("/", ".")) else "")
    return urlunsplit(("", "", relative, parts.query, parts.fragment))


def _folder(page: str) -> str:
    return posixpath.dirname(f"/{finished_path(page)}")


def _lower(tree: LexborHTMLParser) -> None:
    for level in range(5, 0, -1):
        for node in tree.css(f"h{level}"):
            lower = tree.create_node(f"h{level + 1}")
            for name, value in node.attributes.items():
                lower.attrs[name] = value or ""
            for child in node.iter(include_text=True):
                lower.insert_child(child)
            node.replace_with(lower)
