"""The edition as a whole: loaded once, knows the file and line of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from edition.errors import EditionError
from edition.formatting import FORMATTED, FORMATTED_ARTICLE, load_article, load_formatted
from edition.notation import Span
from edition.page import Block, Directive, Page
from edition.references import References
from edition.releases import Release, load_releases
from edition.source import Source
from edition.version import Version

CONFIGURATION = "mkdocs.yml"


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
    `releases` are those made so far, oldest first.
    """

    root: Path
    source: Source
    pages: list[Page]
    references: References
    article: dict
    formatted: dict[str, str]
    formatted_article: dict[str, dict[str, str]]
    formatted_from: dict[str, str]
    version: Version
    releases: list[Release]

    @classmethod
    def load(cls, root: Path) -> Edition:
        """Read the edition below `root`. Raises EditionError if a file is missing or can't be read."""
        pages = [Page.load(root, name) for name in _page_names(root)]
        formatted, references_digest = load_formatted(root, FORMATTED)
        formatted_article, article_digest = load_formatted(root, FORMATTED_ARTICLE)
        return cls(
            root, Source.load(root), pages, References.load(root), load_article(root), formatted, formatted_article,
            {FORMATTED: references_digest, FORMATTED_ARTICLE: article_digest},
            Version.load(root), load_releases(root),
        )

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
        """Every span of one kind (see `notation.Span`), in reading order."""
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


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its `!ENV` and `!!python/name` tags, which concern MkDocs alone."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _page_names(root: Path) -> list[str]:
    try:
        configuration = yaml.load((root / CONFIGURATION).read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise EditionError(f"{CONFIGURATION}: not found; run this in a checkout of the edition") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        raise EditionError(f"{CONFIGURATION}:{line}: not YAML ({getattr(error, 'problem', error)})") from None
    names = list(_leaves(configuration.get("nav") if isinstance(configuration, dict) else None))
    if not names:
        raise EditionError(f"{CONFIGURATION}: has no nav; list the pages in reading order: nav: [index.md, …]")
    return names


def _leaves(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _leaves(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _leaves(item)
