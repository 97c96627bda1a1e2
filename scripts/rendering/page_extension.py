"""What the blocks written `/// name` ask of the extension that renders their page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from edition.cited import State
from edition.edition import Edition
from edition.releases import Kept
from lint.rule import Rule


class OfferedFile(Protocol):
    """A file that the site offers: its path below the site's root, its name and media type, and for whom it is."""

    @property
    def path(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def use(self) -> str: ...


class PageExtension(Protocol):
    """Renders `page`, a path below docs/, of an edition, for one address; `rendering.extension` says what the others are."""

    edition: Edition
    site_url: str
    page: str
    kept: Kept | None
    files: Sequence[OfferedFile]
    rules: Sequence[tuple[str, Sequence[Rule]]]
    state: State | None
    frozen: bool
    note_uses: dict[str, int]

    def link(self, page: str, fragment: str) -> str:
        """The link from the page being rendered to an id of another, or of its own."""
