"""What authors write in Markdown, made so that every reader can get at it.

Markdown's extensions have no setting for these. Each fix says what is wrong with what they make.
"""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SIDES = ("left", "center", "right")
_ALIGNED = {written: f"align-{side}" for side in _SIDES for written in (f"text-align: {side};", side)}
_WITHIN = ".md-content"


def make_accessible(tree: LexborHTMLParser) -> None:
    """Put the content of a page right, in place."""
    for fix in _FIXES:
        fix(tree)


def _columns_are_aligned_by_class(tree: LexborHTMLParser) -> None:
    """The tables' extension aligns by a style inline, which the policy forbids, or by an attribute that HTML gave up."""
    for cell in tree.css(f"{_WITHIN} :is(th, td):is([style], [align])"):
        for attribute in ("style", "align"):
            if name := _ALIGNED.get(cell.attributes.get(attribute) or ""):
                cell.attrs["class"] = " ".join(filter(None, [cell.attributes.get("class"), name]))
                del cell.attrs[attribute]


def _heads_say_what_they_head(tree: LexborHTMLParser) -> None:
    """A head without a scope is read with each cell of its row as well; an empty one, a corner, is the head of nothing."""
    for head in tree.css(f"{_WITHIN} th:not([scope])"):
        if not head.text().strip() and not head.css_first("img, svg"):
            _make_cell(head)
            continue
        head.attrs["scope"] = "col" if head.parent.parent.tag == "thead" else "row"


def _make_cell(head: LexborNode) -> None:
    cell = LexborHTMLParser("<table><tr><td></td></tr></table>").css_first("td")
    for name, value in head.attributes.items():
        cell.attrs[name] = value
    head.insert_before(cell)
    head.decompose()


def _tables_scroll_and_can_be_reached(tree: LexborHTMLParser) -> None:
    """A table wider than its column scrolls by itself, and a key must reach what scrolls (WCAG 2.1.1)."""
    names: set[str] = set()
    for number, table in enumerate(tree.css(f"{_WITHIN} table:not([class])"), 1):
        caption = table.parent.css_first("figcaption") if table.parent.tag == "figure" else None
        name = " ".join(caption.text().split()) if caption else ""
        name = name if name and name not in names else f"Table {number}"
        names.add(name)
        around = LexborHTMLParser('<div class="table-scroll" role="region" tabindex="0"></div>').css_first("div")
        around.attrs["aria-label"] = name
        table.insert_before(around)
        table.prev.insert_child(table)
        table.decompose()


def _code_can_be_reached(tree: LexborHTMLParser) -> None:
    """So must code, which scrolls too."""
    for code in tree.css(f"{_WITHIN} .highlight pre > code:not([tabindex])"):
        code.attrs["tabindex"] = "0"


def _signs_are_not_read_aloud(tree: LexborHTMLParser) -> None:
    """A sign in the text is a picture without a name; what it says, the words beside it say."""
    for sign in tree.css(f"{_WITHIN} .twemoji svg"):
        sign.attrs["aria-hidden"] = "true"


def _footnotes_say_what_they_are(tree: LexborHTMLParser) -> None:
    """A mark is called by its number alone, and an arrow by its sign."""
    for mark in tree.css(f"{_WITHIN} a.footnote-ref"):
        mark.attrs["aria-label"] = f"Footnote {mark.text()}"
    for back in tree.css(f"{_WITHIN} a.footnote-backref"):
        back.attrs["aria-label"] = back.attributes.get("title") or "Back to the text"


def _tabs_have_names(tree: LexborHTMLParser) -> None:
    """A choice between tabs is a group of radio buttons, each named by its label, and the group by nothing."""
    for number, tabs in enumerate(tree.css(f"{_WITHIN} .tabbed-set"), 1):
        tabs.attrs["role"] = "group"
        tabs.attrs["aria-label"] = f"Tabs {number}"


_FIXES: tuple[Callable[[LexborHTMLParser], None], ...] = (
    _columns_are_aligned_by_class,
    _heads_say_what_they_head,
    _tables_scroll_and_can_be_reached,
    _code_can_be_reached,
    _signs_are_not_read_aloud,
    _footnotes_say_what_they_are,
    _tabs_have_names,
)
