"""The Markdown extension that renders the edition's notation: corrections, citation markers, notes and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from edition.addresses import (
    link,
)
from edition.cited import State
from edition.edition import Edition
from edition.releases import Kept
from lint.rule import Rule
from rendering.apparatus_block import ApparatusBlock
from rendering.article_blocks import ArticleBlocks
from rendering.citation_block import CitationsBlock
from rendering.directives import FilesBlock, NoteBlock, ReferenceBlock, RulesBlock, WholeArticleBlock
from rendering.facts import OF_FACTS, GlossaryTerms
from rendering.inline import Correction, Marker, NoteReference
from rendering.page_extension import OfferedFile
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

    def reset(self) -> None:
        """Forget what the text converted before had; Markdown asks for it."""
        self.note_uses.clear()

    def link(self, page: str, fragment: str) -> str:
        """The link from the page being rendered to an id of another, or of its own."""
        return link(self.page, page, fragment)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        super().extendMarkdown(md)
        md.registerExtension(self)
        for name, processor in (
            ("edition-correction", Correction),
            ("edition-marker", Marker),
            ("edition-note", NoteReference),
        ):
            md.inlinePatterns.register(processor(md, self), name, _PRIORITY)
        md.treeprocessors.register(GlossaryTerms(md, self), "edition-terms", _AFTER_ATTRIBUTES + 0.5)
        md.treeprocessors.register(ArticleBlocks(md, self), "edition-blocks", _AFTER_ATTRIBUTES)
        md.treeprocessors.register(RobustLinks(md, self.edition.copies), "edition-robust-links", _AFTER_ATTRIBUTES)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 (pymdownx's name)
        for block in (
            NoteBlock, ReferenceBlock, ApparatusBlock, FilesBlock, RulesBlock, CitationsBlock, WholeArticleBlock, *OF_FACTS,
        ):
            block_mgr.register(block, {"extension": self})
