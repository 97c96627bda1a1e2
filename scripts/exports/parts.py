"""What the written formats have in common: what stands at their head, and the words of notes and references."""

from __future__ import annotations

from collections.abc import Iterator

from edition.addresses import place_name, site_root
from edition.citing import year_of
from edition.edition import Edition
from edition.entries import plain_prose
from edition.permanent import name_of

ARTICLE_RIGHTS = "The text of the article belongs to its author, who is not known to us; nothing here licenses it."
EDITORIAL_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def facts(edition: Edition, site_url: str) -> list[tuple[str, str]]:
    """Name and value of each thing that a copy must say of itself."""
    record = edition.article
    year = year_of(record)
    return [
        ("Published", f"{record['publisher-place']}, {year}; the article names no author"),
        ("Edition", f"{name_of(edition)}, {edition.version.date.isoformat()}"),
        ("Address", site_root(site_url)),
        ("To cite", f"“{record['title']}”, {record['publisher-place']}, {year}, para. 7, with the address of the paragraph"),
        ("Rights", f"{ARTICLE_RIGHTS} The editorial matter is licensed CC BY 4.0, {EDITORIAL_LICENCE}"),
    ]


def label(block_id: str) -> str:
    """How a block is marked: `¶ 7`, `title`, `list 1`, `record year`."""
    name = place_name(block_id)
    return (
        name.replace("paragraph ", "¶ ")
        if name.startswith("paragraph")
        else block_id.replace("printed-", "list ").replace("-", " ")
    )


def notes(edition: Edition) -> Iterator[tuple[str, str, list[str]]]:
    """Each editor's note: its letter, its words, and the blocks that refer to it."""
    for page, note in edition.notes:
        blocks = [block.id for block in page.blocks if any(s.note == note.argument for s in block.note_references)]
        yield note.argument, plain_prose(page.text[note.start:note.end]), blocks


def references(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each reference: its number, and its formatted entry, or that the article's own list lacks it."""
    for item in edition.references.items:
        known = edition.formatted.get(item.id, "")
        lack = "" if item.in_source else "The article’s list has no such entry."
        found = f"Identified {item.custom['identified']}: " if known and not item.in_source else ""
        yield item.id, f"{lack} {found}{known}".strip()
