"""What the edition consists of: the files that it needs, the pages that nav lists, and those that lie below docs/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.addresses import APPARATUS_PAGE, HOME_PAGE, REFERENCES_PAGE, finished_path
from edition.citing import CITE_PAGE
from edition.configuration import Configuration
from edition.errors import EditionError
from edition.files import below
from edition.page import Page
from edition.whole import WHOLE_PAGE

DOCS = "docs"
# The pages that the site can't do without, and why.
NEEDED = {
    HOME_PAGE: "it is the home page, at the site's own address",
    REFERENCES_PAGE: "the citation markers lead there",
    APPARATUS_PAGE: "the corrections lead there",
    WHOLE_PAGE: "it is the whole article, which search engines and reference managers read",
    CITE_PAGE: "the panel that cites a paragraph is taken from it",
    "about.md": "the foot of every page leads there, to the rights and the versions",
}
# As MkDocs has it, beside hidden files; `exclude_docs` and `draft_docs` add to it.
_LEFT_OUT = "/templates/"


@dataclass(frozen=True)
class Structure:
    """The files below docs/ and what mkdocs.yml says of them."""

    root: Path
    configuration: Configuration

    @cached_property
    def published(self) -> list[str]:
        """The files below docs/ that MkDocs publishes, by their paths there."""
        from pathspec.gitignore import GitIgnoreSpec

        settings = [self.configuration.values.get(name) for name in ("exclude_docs", "draft_docs")]
        patterns = [line for setting in settings if isinstance(setting, str) for line in setting.splitlines()]
        left_out = GitIgnoreSpec.from_lines([_LEFT_OUT, *patterns])
        names = [name.removeprefix(f"{DOCS}/") for name in below(self.root, DOCS)]
        return [name for name in names if not left_out.match_file(name)]

    @cached_property
    def missing(self) -> list[str]:
        """The pages that nav lists and that are not there."""
        return [name for name in self.configuration.pages if not (self.root / DOCS / name).is_file()]

    @cached_property
    def unlisted(self) -> list[str]:
        """The pages that are there and that nav does not list; `not_in_nav` excuses them."""
        from pathspec.gitignore import GitIgnoreSpec

        setting = self.configuration.values.get("not_in_nav")
        excused = GitIgnoreSpec.from_lines(setting.splitlines() if isinstance(setting, str) else [])
        listed = set(self.configuration.pages)
        return [
            name for name in self.published
            if name.endswith(".md") and name not in listed and not excused.match_file(name)
        ]

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
        become = {finished_path(name) for name in self.configuration.pages}
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
        listed = {block.id for name in self.configuration.pages if (page := self._page(name)) for block in page.blocks}
        candidates = [name for name, page in found.items() if any(block.id not in listed for block in page.blocks)]
        return candidates[0] if len(candidates) == len(self.missing) == 1 else ""

    def _page(self, name: str) -> Page | None:
        try:
            return Page.load(self.root, name)
        except EditionError:
            return None
