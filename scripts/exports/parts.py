"""What the written formats have in common: what stands at their head, and the words of notes and references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.addresses import place_name, site_root
from edition.apparatus import lemmata
from edition.citing import year_of
from edition.edition import Edition
from edition.permanent import name_of
from edition.source import SHA256
from exports.catalogue import SOURCE
from exports.prose import Paragraph, Prose, Run

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
        ("To cite", f"“{record['title']}”, {record['publisher-place']}, {year}, para. 7, {short_address(site_url, 'p7')}"),
        ("Rights", f"{ARTICLE_RIGHTS} The editorial matter is licensed CC BY 4.0, {EDITORIAL_LICENCE}"),
    ]


def key(headings: str) -> list[str]:
    """What a reader must know to read a written format; `headings` is how it shows those of the editors."""
    return [
        "Paragraphs have permanent numbers, the same in every format and on the web.",
        f"{headings} are the editors’.",
        "A letter after a word leads to an editor’s note.",
        "A number in square brackets is a citation marker of the article, and leads to the reference.",
        "Each corrected word is listed in the apparatus, with the form printed in 2014 and the reason.",
    ]


def colophon(edition: Edition, site_url: str) -> list[str]:
    """How the edition was made, for the end of a copy."""
    return [
        f"The text is that of the file published in 2014, kept at {site_root(site_url)}{SOURCE.path}; its SHA-256 is {SHA256}.",
        "It was corrected as a compositor would: spacing, words run together, letters from another script, doubled "
        "punctuation and misplaced quotation marks. Grammar, spelling and wording are left as printed.",
        "With every correction undone, each paragraph of this copy matches the source letter for letter; a program "
        "compares them each time the edition is made.",
        f"This is {name_of(edition)} of {edition.version.date.isoformat()}. The typeface is Literata, under the SIL Open "
        "Font Licence.",
    ]


def short_address(site_url: str, identifier: str) -> str:
    """An address to be printed: the home page leads on from it to the page that has the anchor."""
    return f"{site_root(site_url)}#{identifier}"


def label(block_id: str) -> str:
    """How a block is marked: `¶ 7`, `title`, `list 1`, `record year`."""
    name = place_name(block_id)
    return (
        name.replace("paragraph ", "¶ ")
        if name.startswith("paragraph")
        else block_id.replace("printed-", "list ").replace("-", " ")
    )


@dataclass(frozen=True)
class Note:
    """An editor's note: its letter, what it says, and the blocks that refer to it."""

    letter: str
    paragraphs: list[Paragraph]
    blocks: list[str]


@dataclass(frozen=True)
class ReferenceEntry:
    """A reference: its number, and what the editors say of it, first its formatted entry if there is one."""

    number: str
    paragraphs: list[Paragraph]


def ids_in_a_copy(edition: Edition) -> set[str]:
    """The ids that every written format has a place for, so that a link to one of them need not leave it."""
    headings = {heading.id for page in edition.text_pages for heading in page.headings if heading.id and heading.id != "notes"}
    return headings | {block.id for _, block in edition.blocks} | {lemma.id for lemma in lemmata(edition)} | {
        *(f"note-{note.argument}" for _, note in edition.notes), *(f"ref-{item.id}" for item in edition.references.items),
    }


def notes(edition: Edition, site_url: str) -> Iterator[Note]:
    """Each editor's note, in reading order."""
    prose = Prose(edition, site_url)
    for page, note in edition.notes:
        blocks = [block.id for block in page.blocks if any(s.note == note.argument for s in block.note_references)]
        yield Note(note.argument, prose.paragraphs(page, page.text[note.start:note.end]), blocks)


def references(edition: Edition, site_url: str) -> Iterator[ReferenceEntry]:
    """Each reference in the order of its number, with what its entry on the page of the references says."""
    prose = Prose(edition, site_url)
    for item in edition.references.items:
        said = [
            paragraph for page in edition.pages if (entry := page.directive("reference", item.id))
            for paragraph in prose.paragraphs(page, page.text[entry.start:entry.end])
        ]
        if known := edition.formatted.get(item.id):
            found = "" if item.in_source else f"Identified {item.custom['identified']}: "
            said.insert(0, (Run(f"{found}{known}"),))
        yield ReferenceEntry(item.id, said or [(Run("The article’s list has no such entry."),)])
