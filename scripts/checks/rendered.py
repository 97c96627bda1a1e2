"""The rendered text: what a reader gets in the HTML is the article, as read and as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from edition.addresses import WHOLE_PAGE, finished_path
from edition.edition import Edition
from edition.span import Span
from exports.differences import ADDED, difference
from lint.rule import Problem, rule
from sitecheck.html_page import HtmlPage, visible_text

if TYPE_CHECKING:
    # Reading finished pages takes libraries that a check of the sources needn't wait for.
    from sitecheck.site import Site

WHOLE = finished_path(WHOLE_PAGE)


@dataclass(frozen=True)
class Rendering:
    """An edition and the site that was rendered from it."""

    edition: Edition
    site: Site

    def elements(self) -> Iterator[tuple[HtmlPage, str, LexborNode]]:
        """Every element of the site whose id is that of a block of the article, but for those that say it has moved."""
        known = self.edition.source.by_id
        for page in self.site.pages:
            for node in page.tree.css("[id]:not(.moved)"):
                identifier = node.attributes["id"] or ""
                if identifier in known:
                    yield page, identifier, node


@rule("H001", "rendering", waivable=False)
def every_block_is_rendered_once(rendering: Rendering) -> Iterator[Problem]:
    """A block of the article is not rendered exactly once on its page and once in the whole article.

    Bad:
        no element with the id p7 in the site
    Good:
        <p id="p7"> on its page and on that of the whole article
    Fix: check whether the block's id line is rendered; an attribute list must be the last line of its block.
    """
    home = {block.id: finished_path(page.name) for page, block in rendering.edition.blocks}
    rendered: Counter[tuple[str, str]] = Counter()
    for page, identifier, _ in rendering.elements():
        rendered[page.path, identifier] += 1
        if page.path not in (home.get(identifier), WHOLE) or rendered[page.path, identifier] > 1:
            place = page.line_of(f'id="{identifier}"')
            yield Problem(page.path, *place, f"{identifier} is rendered once too often", identifier)
    for block in rendering.edition.source.blocks:
        for path in sorted({home.get(block.id, WHOLE), WHOLE}):
            if not rendered[path, block.id]:
                yield Problem(path, 1, 1, f"{block.id} is not on this finished page", block.id)


@rule("H002", "rendering", waivable=False)
def html_has_the_reading_text(rendering: Rendering) -> Iterator[Problem]:
    """A block's text in the HTML is not the reading text.

    Markdown or a theme can change what was proved in the source: a swallowed asterisk, a smart quotation mark.

    Bad:
        <p id="p7">The Summit ended …   (with a word in the HTML that is not in the page's source)
    Good:
        the text of <p id="p7"> equal to the block with its corrections made
    Fix: escape the character that Markdown takes for markup, with a backslash.
    """
    yield from _compared(rendering, "del", "reading_text")


@rule("H003", "rendering", waivable=False)
def html_has_the_printed_text(rendering: Rendering) -> Iterator[Problem]:
    """A block's text in the HTML, with its corrections undone, is not the printed text.

    Bad:
        <del>tolerance became</del><ins>tolerance became</ins>
    Good:
        <del>tolerancebecame</del><ins>tolerance became</ins>
    Fix: check what scripts/rendering/extension.py makes of the correction.
    """
    yield from _compared(rendering, "ins", "printed_text")


@rule("H004", "rendering", waivable=False)
def notation_is_rendered_as_what_it_is(rendering: Rendering) -> Iterator[Problem]:
    """A citation marker, a correction or a note's mark in a block is not what it should be in the finished page.

    Each is a link, in the order of the source: a marker to its reference, a correction to its entry in the apparatus, a
    note's mark to its note. If one were left as plain text, comparing the text alone would not show it.

    Bad:
        relations” [3]      (in the HTML, without a link)
    Good:
        relations” <a class="citation" href="../references/#ref-3">[3]</a>
    Fix: check what is around the mark in the source, and what scripts/rendering/extension.py makes of it.
    """
    blocks = {block.id: (page, block) for page, block in rendering.edition.blocks}
    for page, identifier, node in rendering.elements():
        if identifier not in blocks:
            continue
        source_page, block = blocks[identifier]
        known = rendering.edition.references.by_id
        expected = [(target, span.start) for span in block.spans if (target := _target(span, known))]
        found = [(link.attributes["href"] or "").partition("#")[2] for link in node.css(_MARKS)]
        for at, (target, start) in enumerate(expected):
            if found[at:at + 1] != [target]:
                message = (
                    f"this should lead to #{target} in {page.path}, and leads to {found[at] if at < len(found) else 'nothing'}"
                )
                yield Problem(*source_page.place(start), message, identifier)
                break


@rule("H005", "rendering", waivable=False)
def words_are_marked_by_the_edition_alone(rendering: Rendering) -> Iterator[Problem]:
    """A word of the article is marked in a finished page as an abbreviation, as emphasis or the like.

    The article has no such marks. The text stays the same, so nothing else would find it: some extensions and plugins mark
    words wherever they occur, as a list of abbreviations added to every page does.

    Bad:
        <abbr title="Organization for Security and Co-operation in Europe">OSCE</abbr>      (within <p id="p7">)
    Good:
        OSCE
    Fix: keep it off the pages with the article's text; define abbreviations on the editorial page that needs them.
    """
    blocks = {block.id: (page, block) for page, block in rendering.edition.blocks}
    for page, identifier, node in rendering.elements():
        marked = node.css_first(_MARKING) if identifier in blocks else None
        if marked and not _difference(node, blocks[identifier][1].reading_text, "del"):
            source_page, block = blocks[identifier]
            message = f"“{visible_text(marked)}” is marked by <{marked.tag}> in {page.path}"
            yield Problem(*source_page.place(block.start), message, identifier)


_MARKS = "a.citation, a.correction, .note-reference a"
# What HTML has for words that differ from those around them.
_MARKING = "abbr, b, bdi, cite, code, data, dfn, em, i, kbd, mark, q, s, samp, small, strong, sub, time, u, var"


def _target(span: Span, references: Container[str]) -> str:
    """The id that a span of the source leads to; empty if it leads nowhere."""
    if span.kind == "note":
        return f"note-{span.note}"
    if span.kind == "marker" and span.marker and span.marker.reference in references:
        return f"ref-{span.marker.reference}"
    return span.reason.id if span.kind == "correction" and span.reason else ""


def _compared(rendering: Rendering, left_out: str, attribute: str) -> Iterator[Problem]:
    blocks = {block.id: (page, block) for page, block in rendering.edition.blocks}
    for page, identifier, node in rendering.elements():
        if identifier not in blocks:
            continue
        source_page, block = blocks[identifier]
        if message := _difference(node, getattr(block, attribute), left_out):
            yield Problem(*source_page.place(block.start), f"{identifier} {message} in {page.path}", identifier)


def _difference(node: LexborNode, text: str, left_out: str) -> str:
    """What tells a block in the HTML, without what is `left_out`, from its text; nothing if they are the same."""
    return difference(visible_text(node, ADDED | {left_out}).replace("\n", " "), text)
