"""What the PDF says, as its template takes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edition.addresses import place_name, site_root
from edition.apparatus import lemmata, visible
from edition.block import Block
from edition.citing import everything_cited
from edition.edition import Edition
from edition.page import Page
from edition.permanent import name_of
from edition.span import Span
from exports.parts import colophon, facts, ids_in_a_copy, key, label, notes, references, short_address
from exports.pdf_facts import sections_of_facts
from exports.prose import Paragraph


def contents(edition: Edition, site_url: str) -> dict[str, Any]:
    """The edition for exports/pdf.typ: a title, facts and a key, the parts of the text, and what stands behind it."""
    root = site_root(site_url)
    addresses = {cited.id: cited.address for cited in everything_cited(edition, root)}
    said = {note.letter: note for note in notes(edition, root)}
    targets = ids_in_a_copy(edition)
    return {
        "title": edition.article["title"],
        "language": edition.article["language"],
        "version": name_of(edition),
        "address": short_address(root, ""),
        "facts": facts(edition, root),
        "key": [*key("The headings in square brackets"), "A number in the margin is a link to the paragraph’s address."],
        "colophon": colophon(edition, root),
        "parts": list(_text(edition, addresses)),
        "notes": {
            letter: {
                "places": ", ".join(dict.fromkeys(place_name(block) for block in note.blocks)),
                "paragraphs": _paragraphs(note.paragraphs, targets),
            }
            for letter, note in said.items()
        },
        "references": [
            {"number": entry.number, "paragraphs": _paragraphs(entry.paragraphs, targets)}
            for entry in references(edition, root)
        ],
        "apparatus": [
            {
                "id": lemma.id, "block": lemma.block_id, "place": label(lemma.block_id), "occurrence": lemma.occurrence,
                "read": visible(lemma.read), "printed": visible(lemma.printed), "reason": lemma.reason,
            }
            for lemma in lemmata(edition)
        ],
        "sections": sections_of_facts(edition),
    }


def _text(edition: Edition, addresses: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every part of the text. A note's first mark is where the note stands; the others lead to it."""
    told: set[str] = set()
    for page in edition.text_pages:
        for part in _parts(page, addresses):
            for piece in part.get("pieces", ()):
                if piece["kind"] == "note":
                    piece["first"] = piece["letter"] not in told
                    told.add(piece["letter"])
            yield part


def _parts(page: Page, addresses: dict[str, str]) -> list[dict[str, Any]]:
    """The headings and blocks of a page, in order; the heading over its notes is not among them.

    The article's title is the one heading of level 1, and so the pages without it go a level lower.
    """
    blocks = {block.id for block in page.blocks}
    lower = 0 if "title" in blocks else 1
    found = [(block.start, _block(block, addresses)) for block in page.blocks]
    found += [
        (heading.offset, {"kind": "heading", "id": heading.id or "", "level": heading.level + lower, "words": heading.text})
        for heading in page.headings if heading.id not in blocks and heading.id != "notes"
    ]
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def _block(block: Block, addresses: dict[str, str]) -> dict[str, Any]:
    numbered = block.id in addresses
    kind = "title" if block.id == "title" else "item" if numbered and "-" in block.id else "block"
    return {
        "kind": kind,
        "id": block.id, "number": block.id.removeprefix("p") if numbered else "",
        "address": addresses.get(block.id, ""), "pieces": [_piece(span) for span in block.spans],
    }


def _piece(span: Span) -> dict[str, Any]:
    if span.kind == "note":
        return {"kind": "note", "letter": span.note}
    correction = span.reason.id if span.is_corrected and span.reason else ""
    reference = span.marker.reference if span.marker else ""
    return {"kind": "words", "words": span.reading_text, "correction": correction, "reference": reference}


def _paragraphs(paragraphs: list[Paragraph], targets: set[str]) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "words": run.words, "italic": run.italic, "target": run.target if run.target in targets else "",
                "address": run.address,
            }
            for run in paragraph
        ]
        for paragraph in paragraphs
    ]
