"""What can be cited: the whole article, each numbered block, and each note, reference and correction of the editors'."""

from __future__ import annotations

from dataclasses import dataclass

from edition.addresses import page_address, paragraph_number, site_root
from edition.block import NUMBERED_ID
from edition.edition import Edition
from edition.entries import entries

WHOLE = "article"
_EDITORS_KINDS = ("note", "reference", "correction")


@dataclass(frozen=True)
class Cited:
    """What is cited, by its id; with its locator and its full address. The whole article has no locator."""

    id: str
    locator: str
    address: str
    name: str = "The whole article"

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a numbered block of the article."""
        return self.locator.startswith("para. ")

    def checked(self, words: str) -> str:
        """The address with what was cited, a version or a digest of the words, of which the page tells any change."""
        page, _, fragment = self.address.partition("#")
        return f"{page}?cited={words}#{fragment}"


@dataclass(frozen=True)
class State:
    """The text that a citation names: its version and its address. A text that is no released version has no number."""

    address: str
    version: str = ""


def living(site_url: str) -> State:
    """The edition as it stands, at an address that may end with a slash or not."""
    return State(site_root(site_url))


def everything_cited(edition: Edition, site_url: str) -> list[Cited]:
    """The whole article, and each numbered block in order. `site_url` may end with a slash or not."""
    root = site_root(site_url)
    blocks = [(page, block) for page, block in edition.blocks if NUMBERED_ID.fullmatch(block.id)]
    return [
        Cited(WHOLE, "", root),
        *(
            Cited(
                block.id, f"para. {paragraph_number(block.id)}", f"{root}{page_address(page.name)}#{block.id}",
                f"Paragraph {paragraph_number(block.id)}",
            )
            for page, block in blocks
        ),
    ]


def editors_cited(edition: Edition, site_url: str) -> list[Cited]:
    """Each note, reference and correction, in reading order; `locator` is what it is called, “editor’s note d”."""
    root = site_root(site_url)
    return [
        Cited(entry.id, entry.name[0].lower() + entry.name[1:], f"{root}{page_address(entry.page)}#{entry.id}", entry.name)
        for entry in entries(edition) if entry.kind in _EDITORS_KINDS
    ]
