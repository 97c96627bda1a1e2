"""What authors write in Markdown, made so that every reader can get at it.

Markdown's extensions have no setting for these. Each fix says what is wrong with what they make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SIDES = ("left", "center", "right")
_STYLES = {f"text-align:{side}": side for side in _SIDES}
_WITHIN = ".md-content"


def make_accessible(tree: LexborHTMLParser) -> None:
    """Put the content of a page right, in place."""
    for fix in _FIXES:
        fix(tree)


def _columns_are_aligned_by_class(tree: LexborHTMLParser) -> None:
    """The tables' extension aligns by a style inline, which the policy forbids."""
    for cell in tree.css(f"{_WITHIN} :is(th, td)[style]"):
        style = "".join((cell.attributes["style"] or "").split()).removesuffix(";")
        if side := _STYLES.get(style):
            _add_class(cell, f"align-{side}")
            del cell.attrs["style"]


def _sides_are_told_by_class(tree: LexborHTMLParser) -> None:
    """Material's pictures stand at a side by `align`, which HTML has no longer."""
    for node in tree.css(f"{_WITHIN} :is(img, th, td)[align]"):
        side = (node.attributes["align"] or "").lower()
        if side in _SIDES:
            _add_class(node, f"align-{side}")
            del node.attrs["align"]


def _heads_say_what_they_head(tree: LexborHTMLParser) -> None:
    """A head without a scope is read with each cell of its row as well; an empty one, a corner, is the head of nothing."""
    for head in tree.css(f"{_WITHIN} th:not([scope])"):
        if not head.text().strip() and not head.css_first("img, svg"):
            _make_cell(head)
            continue
        row, section, *_ = _above(head)
        heads_columns = section.tag == "thead" or not row.css_first("td")
        head.attrs["scope"] = "col" if heads_columns else "row"


def _make_cell(head: LexborNode) -> None:
    (cell,) = LexborHTMLParser("<table><tr><td></td></tr></table>").css("td")
    for name, value in head.attributes.items():
        cell.attrs[name] = value
    head.insert_before(cell)
    head.decompose()


def _tables_scroll_and_can_be_reached(tree: LexborHTMLParser) -> None:
    """A table wider than its column scrolls by itself, and a key must reach what scrolls (WCAG 2.1.1)."""
    given: set[str] = set()
    for number, table in enumerate(_tables(tree), 1):
        caption = table.css_first("caption")
        if not caption and (figure := table.parent) and figure.tag == "figure":
            caption = figure.css_first("figcaption")
        name = " ".join(caption.text().split()) if caption else f"Table {number}"
        (around,) = LexborHTMLParser('<div class="table-scroll" role="region" tabindex="0"></div>').css("div")
        # Two regions of one name could not be told apart in a list of them.
        around.attrs["aria-label"] = f"{name} ({number})" if name in given else name
        given.add(name)
        table.insert_before(around)
        if inserted := table.prev:
            inserted.insert_child(table)
            table.decompose()


def _tables(tree: LexborHTMLParser) -> list[LexborNode]:
    """The tables that hold data and scroll in nothing else: neither numbered code nor a table in a table."""
    return [
        table for table in tree.css(f"{_WITHIN} table:not(.highlighttable)")
        if not any(node.tag == "table" or "table-scroll" in _classes(node) for node in _above(table))
    ]


def _code_can_be_reached(tree: LexborHTMLParser) -> None:
    """So must code, which scrolls too."""
    for code in tree.css(f"{_WITHIN} .highlight pre > code:not([tabindex])"):
        code.attrs["tabindex"] = "0"


def _signs_are_not_read_aloud(tree: LexborHTMLParser) -> None:
    """A sign in the text is a picture without a name; what it says, the words beside it say, or its title."""
    for sign in tree.css(f"{_WITHIN} .twemoji"):
        for picture in sign.css("svg"):
            picture.attrs["aria-hidden"] = "true"
        if title := sign.attributes.get("title"):
            sign.attrs["role"] = "img"
            sign.attrs["aria-label"] = title


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


def _add_class(node: LexborNode, name: str) -> None:
    node.attrs["class"] = " ".join([*_classes(node), name])


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above:
        yield above
        above = above.parent


_FIXES: tuple[Callable[[LexborHTMLParser], None], ...] = (
    _columns_are_aligned_by_class,
    _sides_are_told_by_class,
    _heads_say_what_they_head,
    _tables_scroll_and_can_be_reached,
    _code_can_be_reached,
    _signs_are_not_read_aloud,
    _footnotes_say_what_they_are,
    _tabs_have_names,
)
