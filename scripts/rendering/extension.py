"""The Markdown extension that renders the edition's notation: corrections, citation markers, notes and numbers.

Corrected words keep both forms in the page: `<del hidden>` what was printed, `<ins>` what is read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension

from edition import notation
from edition.addresses import (
    APPARATUS_PAGE,
    REFERENCES_PAGE,
    link,
    note_reference_id,
    page_address,
    paragraph_number,
    site_root,
)
from edition.archived import load_copies
from edition.block import BLOCK_ID, NUMBERED_ID
from edition.cited import State
from edition.edition import Edition
from edition.releases import Kept
from lint.rule import Rule
from rendering.citation_block import CitationsBlock
from rendering.directives import (
    ApparatusBlock,
    FilesBlock,
    NoteBlock,
    OfferedFile,
    ReferenceBlock,
    RulesBlock,
    WholeArticleBlock,
)
from rendering.facts import OF_FACTS, GlossaryTerms
from rendering.robust_links import RobustLinks

# Above whatever else is made of signs, as keys (185), escapes (180) and links (170); below inline code (190).
_PRIORITY = 188
# After attr_list (8) has put the written ids on their elements.
_AFTER_ATTRIBUTES = 7


class EditionExtension(BlocksExtension):
    """Renders one page of an edition, `page` below docs/, for one address.

    In a frozen edition each block of the article has a link to itself in the newest one. `files` are those that can be taken
    along; `kept` is what the newest release has of the edition; `rules` are those that it is checked by, by their subjects;
    `state` is the text that citations name, by default the living one.
    """

    def __init__(
        self, edition: Edition, site_url: str, page: str, *, kept: Kept | None = None, frozen: bool = False,
        files: Sequence[OfferedFile] = (), rules: Sequence[tuple[str, Sequence[Rule]]] = (), state: State | None = None,
    ) -> None:
        super().__init__()
        self.edition = edition
        self.site_url = site_url
        self.kept = kept
        self.frozen = frozen
        self.files = files
        self.rules = rules
        self.state = state
        self.page = page
        self.note_uses: dict[str, int] = {}
        self._copies = load_copies(edition.root)

    def reset(self) -> None:
        """Forget what the page rendered before had; Markdown asks for it."""
        super().reset()
        self.note_uses.clear()

    def link(self, page: str, fragment: str) -> str:
        """The link from the page being rendered to an id of another, or of its own."""
        return link(self.page, page, fragment)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        super().extendMarkdown(md)
        for name, processor in (
            ("edition-correction", _Correction),
            ("edition-marker", _Marker),
            ("edition-note", _NoteReference),
        ):
            md.inlinePatterns.register(processor(md, self), name, _PRIORITY)
        md.treeprocessors.register(GlossaryTerms(md, self), "edition-terms", _AFTER_ATTRIBUTES + 0.5)
        md.treeprocessors.register(_ArticleBlocks(md, self), "edition-blocks", _AFTER_ATTRIBUTES)
        md.treeprocessors.register(RobustLinks(md, self._copies), "edition-robust-links", _AFTER_ATTRIBUTES)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:  # noqa: N802 (pymdownx's name)
        for block in (
            NoteBlock, ReferenceBlock, ApparatusBlock, FilesBlock, RulesBlock, CitationsBlock, WholeArticleBlock, *OF_FACTS,
        ):
            block_mgr.register(block, {"extension": self})


def two_forms(parent: etree.Element, printed: str, reading: str) -> None:
    """Put the printed form, hidden, and the reading into an element."""
    removed = etree.SubElement(parent, "del", {"hidden": "hidden"})
    removed.text = AtomicString(printed)
    inserted = etree.SubElement(parent, "ins")
    inserted.text = AtomicString(reading)


class _Inline(InlineProcessor):
    pattern = ""

    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(self.pattern, md)
        self.compiled_re = re.compile(self.pattern, re.S)
        self.extension = extension


class _Correction(_Inline):
    pattern = f"(?:{notation.CORRECTION})(?:{notation.COMMENT})?"

    def handleMatch(self, m: re.Match[str], data: str):  # noqa: N802 (Markdown's name)
        (span,) = notation.parse(m[0])
        if span.reason is None:
            return None, None, None
        element = etree.Element("a", {
            "class": "correction",
            "id": f"at-{span.reason.id}",
            "href": self.extension.link(APPARATUS_PAGE, span.reason.id),
        })
        two_forms(element, span.printed_text, span.reading_text)
        return element, m.start(0), m.end(0)


class _Marker(_Inline):
    # Brackets before `(…)` or `[…]` are a link's; before `[^…]`, a note's mark, they are not.
    pattern = rf"(?<![\\\w]){notation.BRACKET}(?!\(|\[(?!\^))(?:{notation.COMMENT})?"

    def handleMatch(self, m: re.Match[str], data: str):  # noqa: N802 (Markdown's name)
        spans = notation.parse(m[0])
        marker = spans[0].marker
        if marker is None or len(spans) > 1 or marker.reference not in self.extension.edition.references.by_id:
            return None, None, None
        element = etree.Element("a", {
            "class": "citation",
            "href": self.extension.link(REFERENCES_PAGE, f"ref-{marker.reference}"),
        })
        if spans[0].reason:
            element.set("id", f"at-{spans[0].reason.id}")
            two_forms(element, spans[0].printed_text, spans[0].reading_text)
        else:
            element.text = AtomicString(marker.form)
        return element, m.start(0), m.end(0)


class _NoteReference(_Inline):
    pattern = notation.NOTE_REFERENCE

    def handleMatch(self, m: re.Match[str], data: str):  # noqa: N802 (Markdown's name)
        label = m["note"]
        if "footnote" in self.md.inlinePatterns and label in self.md.inlinePatterns["footnote"].footnotes.footnotes:
            return None, None, None
        use = self.extension.note_uses[label] = self.extension.note_uses.get(label, 0) + 1
        element = etree.Element("sup", {"class": "note-reference"})
        # For the same reason as behind a number; a no-break one, so that the mark stays with its word.
        element.text = AtomicString("\N{NO-BREAK SPACE}")
        anchor = etree.SubElement(element, "a", {
            "id": note_reference_id(label, use),
            "href": f"#note-{label}",
            "aria-label": f"Editor’s note {label}",
        })
        anchor.text = AtomicString(label)
        return element, m.start(0), m.end(0)


class _ArticleBlocks(Treeprocessor):
    """Marks the article's own blocks, and puts its number, a link to its own anchor, at the head of each numbered one."""

    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            identifier = element.get("id", "")
            if not BLOCK_ID.fullmatch(identifier):
                continue
            element.set("class", "article-words")
            if NUMBERED_ID.fullmatch(identifier):
                element.set("class", "article-words numbered")
                number = paragraph_number(identifier)
                anchor = etree.Element("a", {
                    "class": "number", "href": f"#{identifier}", "aria-label": f"Paragraph {number}",
                })
                # Without the space a browser that looks for whole words would read number and word as one.
                anchor.text = AtomicString(f"{number} ")
                anchor.tail, element.text = element.text, None
                element.insert(0, anchor)
            if self.extension.frozen:
                newest = etree.SubElement(element, "a", {"class": "newest", "href": self._newest(identifier)})
                newest.text = AtomicString("this place in the newest version")

    def _newest(self, identifier: str) -> str:
        return f"{site_root(self.extension.site_url)}{page_address(self.extension.page)}#{identifier}"
