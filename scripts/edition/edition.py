"""The edition as a whole: loaded once, knows the file and line of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.archived import load_copies
from edition.block import Block, Directive
from edition.configuration import CONFIGURATION, Configuration
from edition.errors import Reading, UnreadableErrors
from edition.facts import Facts
from edition.formatting import FORMATTED, FORMATTED_ARTICLE, load_article, load_formatted, load_formatted_article
from edition.page import Page
from edition.published import published_pages
from edition.references import References
from edition.releases import Release, load_releases
from edition.repair import Repairs, repairs
from edition.source import Source
from edition.span import Span
from edition.version import Version
from sitecheck.external.copies import Copies

__all__ = ["CONFIGURATION", "Edition", "Place"]


@dataclass(frozen=True)
class Place:
    """A span of the article's text, and where it stands."""

    page: Page
    block: Block
    span: Span


@dataclass
class Edition:
    """Everything that the checks and the rendering work from. `pages` are in reading order, as mkdocs.yml's nav.

    `article` is the article's own record. `formatted` is the formatted entry of each reference, `formatted_article`
    the article's citation in each style, and `formatted_from` the digest of the record that each file was made from.
    `releases` are those made so far, oldest first; `facts` are the editor's own, of which there need not be any.
    """

    root: Path
    source: Source
    pages: list[Page]
    references: References
    article: dict[str, Any]
    formatted: dict[str, str]
    formatted_article: dict[str, dict[str, str]]
    formatted_from: dict[str, str]
    version: Version
    configuration: Configuration
    releases: list[Release]
    facts: Facts = field(default_factory=Facts)

    @classmethod
    def load(cls, root: Path) -> Edition:
        """Read the edition below `root`. Raises UnreadableErrors, for all files that are missing or can't be read."""
        reading = Reading()
        configuration = reading.of(Configuration.load, root)
        names = published_pages(root, configuration) if configuration else []
        pages = [page for name in names if (page := reading.of(Page.load, root, name)) is not None]
        formatted, references_digest = reading.of(load_formatted, root, FORMATTED) or ({}, "")
        formatted_article, article_digest = reading.of(load_formatted_article, root) or ({}, "")
        source, references = reading.of(Source.load, root), reading.of(References.load, root)
        article, version, releases, facts = (
            reading.of(load_article, root), reading.of(Version.load, root), reading.of(load_releases, root),
            reading.of(Facts.load, root),
        )
        if (
            reading.errors or configuration is None or source is None or references is None or article is None
            or version is None or releases is None or facts is None
        ):
            raise UnreadableErrors(reading.errors)
        return cls(
            root, source, pages, references, article, formatted, formatted_article,
            {FORMATTED: references_digest, FORMATTED_ARTICLE: article_digest}, version, configuration,
            releases, facts,
        )

    @cached_property
    def repairs(self) -> Repairs:
        """What is to be put right in the article's blocks, for the rules that tell of it; see `repaired`."""
        return repairs(self.pages, self.source) if self.source.is_published else Repairs(self.pages, [], [], [], [])

    def repaired(self) -> Edition:
        """The edition as it would be with its blocks put right, for all other rules. It knows what was put right."""
        edition = replace(self, pages=self.repairs.pages)
        edition.repairs = self.repairs
        return edition

    @cached_property
    def copies(self) -> Copies:
        """The archived copies of what the edition links to. Raises UnreadableError for a faulty list of them."""
        return load_copies(self.root)

    @cached_property
    def blocks(self) -> list[tuple[Page, Block]]:
        return [(page, block) for page in self.pages for block in page.blocks]

    @cached_property
    def pages_by_name(self) -> dict[str, Page]:
        return {page.name: page for page in self.pages}

    @cached_property
    def text_pages(self) -> list[Page]:
        """The pages with blocks of the article, in reading order: what the whole article is made from."""
        return [page for page in self.pages if page.blocks]

    def places(self, kind: str) -> Iterator[Place]:
        """Every span of one kind (see `Span`), in reading order."""
        for page, block in self.blocks:
            for span in block.spans:
                if span.kind == kind:
                    yield Place(page, block, span)

    @cached_property
    def corrections(self) -> list[Place]:
        """Every place that the apparatus lists, in reading order."""
        return [Place(page, block, span) for page, block in self.blocks for span in block.corrections]

    @cached_property
    def citations(self) -> list[Place]:
        return list(self.places("marker"))

    @cached_property
    def notes(self) -> list[tuple[Page, Directive]]:
        return [(page, note) for page in self.pages for note in page.notes]
