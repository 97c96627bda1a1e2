"""What the edition consists of: the files that it needs, the pages that nav lists, and those that lie below docs/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.addresses import APPARATUS_PAGE, HOME_PAGE, REFERENCES_PAGE, WHOLE_PAGE, finished_path
from edition.citing import CITE_PAGE
from edition.configuration import Configuration
from edition.errors import EditionError
from edition.page import Page
from edition.published import DOCS, published_files, published_pages

# The pages that the site can't do without, and why.
NEEDED = {
    HOME_PAGE: "it is the home page, at the site's own address",
    REFERENCES_PAGE: "the citation markers lead there",
    APPARATUS_PAGE: "the corrections lead there",
    WHOLE_PAGE: "it is the whole article, which search engines and reference managers read",
    CITE_PAGE: "the panel that cites a paragraph is taken from it",
    "about.md": "the foot of every page leads there, to the rights and the versions",
}


@dataclass(frozen=True)
class Structure:
    """The files below docs/ and what mkdocs.yml says of them."""

    root: Path
    configuration: Configuration

    @cached_property
    def published(self) -> list[str]:
        return published_files(self.root, self.configuration)

    @cached_property
    def pages(self) -> list[str]:
        """The pages that are published: those of nav, and those that `not_in_nav` excuses."""
        return published_pages(self.root, self.configuration)

    @cached_property
    def missing(self) -> list[str]:
        """The pages that nav lists and that are not there."""
        return [name for name in self.configuration.pages if not (self.root / DOCS / name).is_file()]

    @cached_property
    def unlisted(self) -> list[str]:
        """The pages that are there and not published: nav does not list them, and nothing excuses them."""
        return [name for name in self.published if name.endswith(".md") and name not in self.pages]

    @property
    def says_all(self) -> bool:
        """Whether nav can be blamed for what it does not list: it has entries, and each of them leads somewhere."""
        return bool(self.configuration.entries) and all(entry.target for entry in self.configuration.entries)

    @property
    def others(self) -> list[str]:
        """The published files that are no pages."""
        return [name for name in self.published if not name.endswith(".md")]

    @cached_property
    def unreachable(self) -> list[str]:
        """Files that the site needs, by what they become, of which nav lists no page."""
        become = {finished_path(name) for name in self.pages}
        return [name for name in NEEDED if finished_path(name) not in become]

    def renamed_to(self, missing: str) -> str:
        """The unlisted page that is a missing one under another name; empty if none is.

        It has the missing one's title, a heading with its name, or, if no other is missing, blocks that no listed page has.
        """
        title = next(entry.title for entry in self.configuration.entries if entry.target == missing)
        found = {name: page for name in self.unlisted if (page := self._page(name))}
        for name, page in found.items():
            ids = [heading.id for heading in page.headings[:1]]
            if title == page.meta.get("title") or Path(missing).stem in ids:
                return name
        listed = {block.id for name in self.pages if (page := self._page(name)) for block in page.blocks}
        candidates = [name for name, page in found.items() if any(block.id not in listed for block in page.blocks)]
        return candidates[0] if len(candidates) == len(self.missing) == 1 else ""

    def _page(self, name: str) -> Page | None:
        try:
            return Page.load(self.root, name)
        except EditionError:
            return None
