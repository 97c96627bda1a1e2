"""Every address of another site that the editor wrote: in the pages, the references, the facts, and nav."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from edition.configuration import CONFIGURATION
from rendering.reading import Readings

Place = tuple[str, int, int]


class Written(NamedTuple):
    """An address, its place, and the words that stand for it there; None where there are none."""

    address: str
    place: Place
    text: str | None = None


def written_addresses(readings: Readings) -> Iterator[Written]:
    """Each as it is written, in the order of the files; those that lead to a file of the edition are among them."""
    edition = readings.edition
    for page in edition.pages:
        for link in readings.of(page).links:
            yield Written(link.target, page.place(link.offset), link.text)
    for item in edition.references.items:
        if isinstance(item.data.get("URL"), str):
            yield Written(item.data["URL"], edition.references.place(item, "URL"))
    for source in edition.facts.of("source"):
        if address := source.text("address"):
            yield Written(address, source.place("address"))
    for entry in edition.configuration.entries:
        if not entry.is_page:
            yield Written(entry.target, (CONFIGURATION, entry.line, entry.column))
