"""The addresses that a release promises for ever, each with its words; and the digests by which the registry knows them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from edition.edition import Edition
from edition.entries import entries

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


def permanent(edition: Edition) -> dict[str, Words]:
    """Every address that a release promises for ever, with its words: pages in reading order, ids in natural order.

    These are the title, paragraphs, list items, printed lines, notes, references and corrections, the headings of the
    text pages, and the pages that have any of them. Not the second copies on the page of the whole article.
    """
    words = {(entry.page, entry.id): Words(entry.read, entry.printed) for entry in entries(edition)}
    for page in edition.text_pages:
        for heading in page.headings:
            if heading.id:
                words.setdefault((page.name, heading.id), Words(heading.text))
    found = {}
    for page in edition.pages:
        ids = sorted((identifier for name, identifier in words if name == page.name), key=_natural)
        if ids:
            found[page.name] = Words()
        for identifier in ids:
            found[address_of(page.name, identifier)] = words[page.name, identifier]
    return found


def digest_of_words(edition: Edition) -> str:
    """The SHA-256 of all permanent addresses with the digests of their words, a line each."""
    lines = [f"{address}\t{digest(words.printed)}\t{digest(words.read)}\n" for address, words in permanent(edition).items()]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def name_of(edition: Edition) -> str:
    """What the edition is: a version, one with later changes, or a draft of one."""
    number = edition.version.number
    release = next((release for release in edition.releases if release.version == number), None)
    if release is None:
        return f"draft of version {number}"
    return f"version {number}" if release.words == digest_of_words(edition) else f"version {number} with later changes"


def _natural(identifier: str) -> list[tuple[int, int, str]]:
    """Sorts p2 before p10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", identifier)]
