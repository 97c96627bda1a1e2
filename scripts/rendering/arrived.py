"""What a rendered page has, and where in its source that is written: links, ids and headings, by the marks that arrived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from edition.block import Heading, Id
from edition.marker import parse_marker
from rendering.defined import Definition, abbreviations, definitions_of_links, footnotes
from rendering.followed import ICON, Followed, followed, is_printed_marker, mark_of, markers
from rendering.link import Link
from rendering.marking import Kind, Mark, Marked

# With which a page leads somewhere, or loads something.
LEADING = ("href", "cite", "action", "formaction", "longdesc")
LOADING = ("src", "srcset", "poster", "data")
_ADDRESSES = ", ".join(f"[{name}]" for name in (*LEADING, *LOADING))
# Brackets that no link has taken; in words that are emphasised the text ends before they close.
_PRINTED = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*(?:\][ \n]?\[[^\[\]]*\]|$)")
_HEADINGS = "h1, h2, h3, h4, h5, h6"
# What is in these is code, or nothing that a reader sees.
_NOT_TEXT = frozenset({"code", "pre", "script", "style", "textarea", "template"})


@dataclass(frozen=True)
class Reading:
    """What one page is to its reader. `ids` are all that it has, `written` those that stand in its source.

    `links` has each link once, where it is written, or once with words and once without; `followed` has those that can be
    followed, as often as they are met.
    `markers` are the offsets of citation markers; `shown` and `coded` those of marks in text that a reader sees, and in code
    or comments.
    """

    links: list[Link]
    followed: list[Followed]
    definitions: list[Definition]
    footnotes: list[Definition]
    abbreviations: list[Definition]
    headings: list[Heading]
    ids: list[str]
    written: list[Id]
    unresolved: list[int]
    markers: frozenset[int]
    shown: frozenset[int]
    coded: frozenset[int]


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
        texts = [piece for node in self.tree.css("body") for piece in _texts(node)]
        marks = [found for text, is_shown in texts if is_shown for found in self.marked.all(text)]
        coded = [mark.offset for text, is_shown in texts if not is_shown for mark, _ in self.marked.all(text)]
        links = sorted(self._links(), key=lambda link: link.offset)
        return Reading(
            list({(link.offset, link.target, bool(link.text)): link for link in links}.values()),
            list(followed(self.tree, self.marked, self._link)),
            list(definitions_of_links(self.html, self.marked, self._used())),
            list(footnotes(self.html, self.tree, self.marked)),
            list(abbreviations(self.html, self.tree, self.marked)),
            list(self._headings()),
            [self.marked.without(name) for name in ids],
            sorted(written, key=lambda one: one.offset),
            [mark.offset for mark, behind in marks if mark.kind is Kind.REFERENCE and _is_unresolved(behind)],
            frozenset([*markers(self.tree, self.marked), *(m.offset for m, behind in marks if is_printed_marker(m, behind))]),
            frozenset(mark.offset for mark, _ in marks),
            frozenset(coded),
        )

    def _links(self) -> Iterator[Link]:
        for node in self.tree.css(_ADDRESSES):
            for name in (*LEADING, *LOADING):
                value = node.attributes.get(name)
                mark = mark_of(node, value, self.marked) if value else None
                if value is None or mark is None:
                    continue
                addresses = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
                for address in addresses:
                    yield self._link(node, mark, name, address)

    def _link(self, node: LexborNode, mark: Mark, name: str = "href", target: str | None = None) -> Link:
        loads = name in LOADING or (node.tag == "link" and name == "href")
        address = self.marked.without((node.attributes.get(name) or "") if target is None else target).strip()
        # Before the mark of an address between pointed brackets is its scheme, by which Markdown knows it.
        at = mark.start + 1 if mark.kind is Kind.AUTOLINK else mark.offset
        return Link(address, mark.start, at, self._heard(node, name), loads, mark.kind is Kind.ATTRIBUTE)

    def _heard(self, node: LexborNode, name: str) -> str | None:
        if node.tag == "img":
            return self.marked.without(node.attributes.get("alt") or "")
        if node.tag not in ("a", "area") or name != "href":
            return None
        pictures = node.css("img, svg, video, object")
        words = [node.text(), node.attributes.get("aria-label") or "", node.attributes.get("alt") or ""]
        words += [picture.attributes.get("alt") or "" for picture in pictures]
        heard = ICON.sub("", self.marked.without(" ".join(words))).strip()
        # A picture without a text is a fault of its own.
        return heard or (None if pictures else "")

    def _used(self) -> set[int]:
        """The offsets of the marks that arrived in addresses."""
        values = [node.attributes.get(name) or "" for node in self.tree.css(_ADDRESSES) for name in (*LEADING, *LOADING)]
        return {mark.offset for value in values if (mark := self.marked.first(value))}

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


def _is_unresolved(printed: str) -> bool:
    """Whether a text begins with brackets in which a link's words and its label are printed; a citation's are no label."""
    match = _PRINTED.match(printed)
    return match is not None and parse_marker(f"[{match[0].rpartition('[')[2]}") is None


def _texts(node: LexborNode, *, is_shown: bool = True) -> Iterator[tuple[str, bool]]:
    """Every piece of text, in order, and whether a reader sees it as text."""
    child = node.child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or "", is_shown
        elif child.tag == "-comment":
            yield child.html or "", False
        else:
            yield from _texts(child, is_shown=is_shown and child.tag not in _NOT_TEXT)
        child = child.next
