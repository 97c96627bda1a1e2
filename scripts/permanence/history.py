"""What was released of an edition, and what there is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from edition.edition import Edition
from edition.page import Page
from edition.permanent import Words, permanent
from permanence.changelog import Changelog
from permanence.registry import Published, Registry
from rendering.reading import Readings


@dataclass(frozen=True)
class History:
    """An edition, by its readings, with its registry and its changelog."""

    readings: Readings

    @property
    def edition(self) -> Edition:
        return self.readings.edition

    @cached_property
    def registry(self) -> Registry:
        return Registry.load(self.edition.root)

    @cached_property
    def changelog(self) -> Changelog:
        return Changelog.load(self.edition.root)

    @cached_property
    def addresses(self) -> dict[str, Words]:
        return permanent(self.edition)

    @property
    def standing(self) -> Iterator[tuple[Published, Words]]:
        """Every released address that is not gone and is there, with its words now."""
        for known in self.registry.published.values():
            if not known.gone and known.address in self.addresses:
                yield known, self.addresses[known.address]

    def is_there(self, address: str) -> bool:
        """Whether a page or an id written in one is in the edition, permanent or not."""
        name, _, identifier = address.partition("#")
        page = self.edition.pages_by_name.get(name)
        written = self.readings.of(page).written if page and identifier else []
        return address in self.addresses or bool(page and identifier in {"", *(one.id for one in written)})

    def place_of(self, address: str) -> tuple[str, int, int]:
        """Where the words of an address stand in the sources: on its page, else where its id is found; else the page."""
        name, _, identifier = address.partition("#")
        page = self.edition.pages_by_name[name]
        for source in (page, *self.edition.pages):
            if identifier in (offsets := _offsets(source)):
                return source.place(offsets[identifier])
        return page.place(0)


def _offsets(page: Page) -> dict[str, int]:
    """Where each id of a page has its words; the id of a correction is that of its entry in the apparatus."""
    return {
        **{span.reason.id: span.start for block in page.blocks for span in block.corrections if span.reason},
        **{f"note-{note.argument}": note.offset for note in page.notes},
        **{f"ref-{entry.argument}": entry.offset for entry in page.directives if entry.name == "reference"},
        **{heading.id: heading.offset for heading in page.headings if heading.id},
        **{block.id: block.start for block in page.blocks},
    }
