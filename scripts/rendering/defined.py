"""What a page defines in one place and uses in others: links, footnotes and abbreviations, as Markdown took them.

Of two definitions with one label Markdown silently keeps the last; one that is never used shows nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rendering.marking import Kind, Mark, Marked

_ITEM = "div.footnote > ol > li[id]"
_REFERENCE = "a.footnote-ref[href]"


@dataclass(frozen=True)
class Definition:
    """A definition. Two labels are one to Markdown if they are equal here.

    `offset` is where it begins. Of several with one label only the last can be used.
    """

    label: str
    offset: int
    is_used: bool


def definitions_of_links(html: str, marked: Marked, used: Collection[int]) -> Iterator[Definition]:
    """`[label]: destination`; `used` are the offsets of the marks that arrived in an address."""
    for mark in _taken(Kind.DEFINITION, html, marked, used):
        # As Markdown compares labels: without their case.
        yield Definition(_label(mark, "[").strip().lower(), mark.start, mark.offset in used)


def abbreviations(html: str, tree: LexborHTMLParser, marked: Marked) -> Iterator[Definition]:
    """`*[label]: words`; one is used if its label is a word of the page's text."""
    titles = [node.attributes["title"] or "" for node in tree.css("abbr[title]")]
    used = {mark.offset for title in titles if (mark := marked.first(title)) and mark.kind is Kind.ABBREVIATION}
    for mark in _taken(Kind.ABBREVIATION, html, marked, used):
        yield Definition(_label(mark, "*[").strip(), mark.start, mark.offset in used)


def footnotes(html: str, tree: LexborHTMLParser, marked: Marked) -> Iterator[Definition]:
    """`[^label]: words`; one is used if a mark in the text, or in another footnote that is used, leads to it."""
    items = {node.attributes["id"] or "": node for node in tree.css(_ITEM)}
    own = {mark.offset: name for name, node in items.items() if (mark := _first(node, marked))}
    unused = _unused(items, tree)
    for mark in _taken(Kind.FOOTNOTE, html, marked, own):
        yield Definition(_label(mark, "[^"), mark.start, own.get(mark.offset, "") not in unused)


def _taken(kind: Kind, html: str, marked: Marked, used: Collection[int]) -> Iterator[Mark]:
    """The marks of what Markdown took for definitions: they arrived where they are used, or nowhere.

    Within a comment Markdown still makes links, which nobody sees: there a mark after a quotation mark is in an address.
    """
    for sign, mark in marked.by_sign.items():
        if mark.kind is kind and (mark.offset in used or sign not in html.replace(f'"{sign}', "")):
            yield mark


def _label(mark: Mark, opening: str) -> str:
    closing = mark.text.rfind("]", mark.start, mark.text.rfind(":", mark.start, mark.offset))
    return mark.text[mark.start + len(opening):closing]


def _first(item: LexborNode, marked: Marked) -> Mark | None:
    """The mark of the footnote that is rendered as `item`; what comes later may be code that shows another."""
    return next((mark for mark, _ in marked.all(item.text()) if mark.kind is Kind.FOOTNOTE), None)


def _unused(items: dict[str, LexborNode], tree: LexborHTMLParser) -> set[str]:
    """The footnotes to which nothing leads. One to which only such a one leads is not among them: it follows from it."""
    leads: dict[str, set[str]] = {}
    for node in tree.css(_REFERENCE):
        leads.setdefault(_home(node, items), set()).add((node.attributes["href"] or "").removeprefix("#"))
    reached = _reached("", leads)
    lost = [name for name in items if name not in reached]
    led_to = {name for other in lost for name in leads.get(other, set()) - {other}}
    unused: set[str] = set()
    for name in sorted(lost, key=led_to.__contains__):
        if name not in reached:
            unused.add(name)
            reached |= {name, *_reached(name, leads)}
    return unused


def _reached(start: str, leads: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        new = leads.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _home(node: LexborNode, items: dict[str, LexborNode]) -> str:
    """The footnote in which a mark stands; empty if it is in the page's text."""
    parent = node.parent
    while parent is not None:
        name = parent.attributes.get("id")
        if parent.tag == "li" and name in items:
            return name or ""
        parent = parent.parent
    return ""
