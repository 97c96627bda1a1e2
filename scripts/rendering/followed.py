"""The links of a page as its reader meets them: where each stands in the source, what it is called and what is around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from edition.marker import parse_marker
from rendering.link import Link
from rendering.marking import Kind, Mark, Marked

_NOTE = "note-"
_CELLS = ("td", "th")
# Icons stay as they are written in a reading; they have no words.
ICON = re.compile(r":[a-z][\w+-]*:")


@dataclass(frozen=True)
class Followed:
    """A link that a reader can follow. `offset` is where its words are, wherever its destination is defined.

    `name` is what it is called by those who hear it (its `aria-label`, or else its words), with single spaces. `note` is the
    editor's note that it stands in, if it does; `is_in_row` tells whether it has the rest of a table's row beside it.
    """

    link: Link
    offset: int
    name: str
    note: str
    is_in_row: bool


def followed(tree: LexborHTMLParser, marked: Marked, link: Callable[[LexborNode, Mark], Link]) -> Iterator[Followed]:
    """Every link of the page that is written in its source, in order; `link` tells of each where it leads."""
    for node in tree.css("a[href], area[href]"):
        mark = mark_of(node, node.attributes["href"] or "", marked)
        if mark:
            around = list(_ancestors(node))
            yield Followed(
                link(node, mark), _offset(node, mark, marked), " ".join(ICON.sub(" ", marked.without(_name(node))).split()),
                next((name for one in around if (name := _note(one))), ""), _is_in_row(around),
            )


def mark_of(node: LexborNode, address: str, marked: Marked) -> Mark | None:
    """The mark of an address: the one that arrived in it or, where Markdown was given no more than the address, before it."""
    return marked.first(address) or (_before(node, marked, Kind.BARE) if node.tag == "a" else None)


def markers(tree: LexborHTMLParser, marked: Marked) -> Iterator[int]:
    """Where each citation marker begins that is read as one: it became a link to its reference, or is printed as it is."""
    for node in tree.css("a.citation"):
        if mark := _before(node, marked, Kind.BRACKETS):
            yield mark.offset


def is_printed_marker(mark: Mark, behind: str) -> bool:
    """Whether the brackets that a reader sees after a mark are a citation marker's, which then names no reference."""
    closing = behind.find("]")
    return mark.kind is Kind.BRACKETS and parse_marker(behind[:closing + 1]) is not None


def _offset(node: LexborNode, mark: Mark, marked: Marked) -> int:
    if mark.kind is not Kind.DEFINITION:
        return mark.start
    before = _before(node, marked, Kind.REFERENCE, Kind.BRACKETS)
    return before.offset if before else mark.start


def _before(node: LexborNode, marked: Marked, *kinds: Kind) -> Mark | None:
    """The mark that stands directly before an element."""
    before = node.prev
    if before is None or before.tag != "-text":
        return None
    marks = [mark for mark, behind in marked.all(before.text_content or "") if not behind]
    return next((mark for mark in marks if mark.kind in kinds), None)


def _name(node: LexborNode) -> str:
    if (label := node.attributes.get("aria-label") or "").strip():
        return label
    return "".join(_words(node)) if node.tag == "a" else node.attributes.get("alt") or ""


def _words(node: LexborNode) -> Iterator[str]:
    child = node.child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "img":
            yield child.attributes.get("alt") or ""
        else:
            yield from _words(child)
        child = child.next


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _note(node: LexborNode) -> str:
    is_note = "editors-note" in (node.attributes.get("class") or "").split()
    return (node.attributes.get("id") or "").removeprefix(_NOTE) if is_note else ""


def _is_in_row(around: list[LexborNode]) -> bool:
    """Whether another cell of the same row has words, which tell what a link in this one is about."""
    cell = next((one for one in around if one.tag in _CELLS), None)
    row = cell.parent if cell else None
    return row is not None and any(
        other.tag in _CELLS and other.text().strip() for other in row.iter() if other.mem_id != (cell and cell.mem_id)
    )
