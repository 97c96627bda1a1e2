"""The addresses that the edition has now, each with its words; and the digests by which the registry knows them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from edition.edition import Edition
from edition.entries import entries
from edition.ids import generated_ids, written_ids
from edition.whole import WHOLE_PAGE

NO_WORDS = "-"
DIGEST_LENGTH = 16


@dataclass(frozen=True)
class Words:
    """What stands at an address, as read and as printed. Each is empty where there is nothing of the kind."""

    read: str = ""
    printed: str = ""


def digest(words: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the words in UTF-8; `-` for no words.

    The words are not normalised, but for what holds in the whole edition: a line feed within a block, with the indent
    after it, is one space. In a note or a reference, links and emphasis are left out, and white space is one space.
    """
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LENGTH] if words else NO_WORDS


def address_of(page: str, identifier: str = "") -> str:
    """How the registry writes an address: `chairmanship.md#p3`, and `chairmanship.md` for the page itself."""
    return f"{page}#{identifier}" if identifier else page


def addresses(edition: Edition) -> dict[str, Words]:
    """Every address of the edition with its words: pages in reading order, each with its ids in natural order."""
    told = {(entry.page, entry.id): Words(entry.read, entry.printed) for entry in entries(edition)}
    for page in edition.pages:
        told.update({(page.name, heading.id): Words(heading.text) for heading in page.headings
                     if heading.id and (page.name, heading.id) not in told})
    in_text = {page.name for page in edition.text_pages}
    told.update({(WHOLE_PAGE, identifier): words for (page, identifier), words in list(told.items()) if page in in_text})
    found = {}
    for page in edition.pages:
        found[address_of(page.name)] = Words()
        for identifier in sorted(written_ids(page) | generated_ids(edition, page), key=_natural):
            found[address_of(page.name, identifier)] = told.get((page.name, identifier), Words())
    return found


def _natural(identifier: str) -> list[tuple[int, int, str]]:
    """Sorts p2 before p10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", identifier)]
