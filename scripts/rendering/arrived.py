"""What a rendered page has, and where in its source that is written: links, ids and headings, by the marks that arrived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from edition.block import Heading, Id
from rendering.marking import Kind, Mark, Marked

# With which a page leads somewhere, or loads something.
LEADING = ("href", "cite", "action", "formaction", "longdesc")
LOADING = ("src", "srcset", "poster", "data")
_ADDRESSES = ", ".join(f"[{name}]" for name in (*LEADING, *LOADING))
# Brackets that no link has taken; in words that are emphasised the text ends before they close.
_PRINTED = re.compile(r"!?\[[^\[\]]*(?:\][ \n]?\[[^\[\]]*\]|$)")
_HEADINGS = "h1, h2, h3, h4, h5, h6"
# What is in these is code, or nothing that a reader sees.
_NOT_TEXT = frozenset({"code", "pre", "script", "style", "textarea", "template", "-comment"})


@dataclass(frozen=True)
class Link:
    """A link, or what a page loads. `offset` is where it is written, `at` where its destination is.

    `text` is what a reader hears of it; None where none can be expected. `is_raw` is a link written as HTML, which is an
    address of the site as it stands, while that of a Markdown link names a file.
    """

    target: str
    offset: int
    at: int
    text: str | None
    loads: bool
    is_raw: bool


@dataclass(frozen=True)
class Definition:
    """The definition of a link, `[label]: destination`, by its label without its case."""

    label: str
    offset: int
    is_used: bool


@dataclass(frozen=True)
class Reading:
    """What one page is to its reader. `ids` are all that it has, `written` those that stand in its source."""

    links: list[Link]
    definitions: list[Definition]
    headings: list[Heading]
    ids: list[str]
    written: list[Id]
    unresolved: list[int]
    shown: frozenset[int]


def arrived(html: str, marked: Marked) -> Reading:
    """What is in the HTML that was made of a marked text."""
    return _Arrived(html, marked).reading()


class _Arrived:
    """A rendered page with the marks that arrived in it."""

    def __init__(self, html: str, marked: Marked) -> None:
        self.html = html
        self.tree = LexborHTMLParser(f"<body>{html}")
        self.marked = marked

    def reading(self) -> Reading:
        ids = [(node.attributes["id"] or "") for node in self.tree.css("[id]")]
        ids += [(node.attributes["name"] or "") for node in self.tree.css("a[name]")]
        written = [
            Id(self.marked.without(name), mark.offset) for name in ids if (mark := self.marked.first(name))
        ]
        texts = [text for node in self.tree.css("body") for text in _texts(node)]
        marks = [found for text in texts for found in self.marked.all(text)]
        return Reading(
            sorted({(link.offset, link.target): link for link in self._links()}.values(), key=lambda link: link.offset),
            list(self._definitions()),
            list(self._headings()),
            [self.marked.without(name) for name in ids],
            sorted(written, key=lambda one: one.offset),
            [mark.offset for mark, behind in marks if mark.kind is Kind.REFERENCE and _PRINTED.match(behind)],
            frozenset(mark.offset for mark, _ in marks),
        )

    def _links(self) -> Iterator[Link]:
        for node in self.tree.css(_ADDRESSES):
            for name in (*LEADING, *LOADING):
                value = node.attributes.get(name)
                mark = self.marked.first(value) if value else None
                if value is None or mark is None:
                    continue
                addresses = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
                for address in addresses:
                    yield self._link(node, name, self.marked.without(address).strip(), mark)

    def _link(self, node: LexborNode, name: str, target: str, mark: Mark) -> Link:
        loads = name in LOADING or (node.tag == "link" and name == "href")
        return Link(target, mark.start, mark.offset, self._heard(node, name), loads, mark.kind is Kind.ATTRIBUTE)

    def _heard(self, node: LexborNode, name: str) -> str | None:
        if node.tag == "img":
            return self.marked.without(node.attributes.get("alt") or "")
        if node.tag not in ("a", "area") or name != "href":
            return None
        pictures = node.css("img, svg, video, object")
        words = [node.text(), node.attributes.get("aria-label") or "", node.attributes.get("alt") or ""]
        words += [picture.attributes.get("alt") or "" for picture in pictures]
        heard = self.marked.without(" ".join(words)).strip()
        # A picture without a text is a fault of its own.
        return heard or (None if pictures else "")

    def _definitions(self) -> Iterator[Definition]:
        """Those that Markdown took for such: their marks are in an address, or nowhere."""
        used = {mark.offset for node in self.tree.css(_ADDRESSES) for name in (*LEADING, *LOADING)
                if (mark := self.marked.first(node.attributes.get(name) or ""))}
        for sign, mark in self.marked.by_sign.items():
            if mark.kind is Kind.DEFINITION and (mark.offset in used or sign not in self.html):
                label = mark.text[mark.start + 1:mark.text.rfind("]:", mark.start, mark.offset)]
                yield Definition(" ".join(label.casefold().split()), mark.start, mark.offset in used)

    def _headings(self) -> Iterator[Heading]:
        for node in self.tree.css(_HEADINGS):
            words, name = node.text(), node.attributes.get("id") or ""
            mark = next((mark for mark, _ in self.marked.all(words) if mark.kind in (Kind.HEADING, Kind.TAG)), None)
            if mark:
                is_own = mark.kind is Kind.TAG or self.marked.first(name)
                yield Heading(
                    int((node.tag or "h1")[1]), self.marked.without(words).strip(),
                    self.marked.without(name) if is_own and name else None, mark.start,
                )


def _texts(node: LexborNode) -> Iterator[str]:
    """Every piece of text that a reader sees, in order."""
    child = node.child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in _NOT_TEXT:
            yield from _texts(child)
        child = child.next
