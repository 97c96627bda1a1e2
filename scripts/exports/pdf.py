"""The edition as a PDF, tagged and with bookmarks, typeset by Typst: https://typst.app/docs/reference/pdf/.

Typst comes as one package with nothing to install beside it, tags its PDF, and gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

from edition.addresses import place_name, site_root
from edition.apparatus import lemmata, visible
from edition.citing import everything_cited
from edition.edition import Edition
from edition.page import Block, Page
from edition.permanent import name_of
from exports.parts import facts, label, notes, references
from exports.pdf_facts import sections_of_facts

TEMPLATE = Path(__file__).with_name("pdf.typ")
FONTS = Path(__file__).resolve().parents[1] / "typeface/print"


def pdf(edition: Edition, site_url: str) -> bytes:
    """The whole edition as a PDF. `site_url` is the address to which its paragraphs' numbers lead."""
    import typst

    moment = datetime.combine(edition.version.date, time(), UTC)
    return typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=[FONTS], ignore_system_fonts=True,
        sys_inputs={"edition": json.dumps(contents(edition, site_url), ensure_ascii=False)},
        format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp()),
    )


def contents(edition: Edition, site_url: str) -> dict:
    """What the PDF says, as its template takes it."""
    root = site_root(site_url)
    addresses = {cited.id: cited.address for cited in everything_cited(edition, root)}
    return {
        "title": edition.article["title"],
        "language": edition.article["language"],
        "version": name_of(edition),
        "facts": facts(edition, root),
        "parts": [part for page in edition.text_pages for part in _parts(page, addresses)],
        "notes": [
            {"letter": letter, "words": words, "places": [{"id": b, "name": place_name(b)} for b in blocks]}
            for letter, words, blocks in notes(edition)
        ],
        "references": [{"number": number, "words": words} for number, words in references(edition)],
        "apparatus": [
            {
                "id": lemma.id, "block": lemma.block_id, "place": label(lemma.block_id), "occurrence": lemma.occurrence,
                "read": visible(lemma.read), "printed": visible(lemma.printed), "reason": lemma.reason,
            }
            for lemma in lemmata(edition)
        ],
        "sections": sections_of_facts(edition),
    }


def _parts(page: Page, addresses: dict[str, str]) -> list[dict]:
    """The headings and blocks of a page, in order; the heading over its notes is not among them.

    The article's title is the one heading of level 1, and so the pages without it go a level lower.
    """
    blocks = {block.id for block in page.blocks}
    lower = 0 if "title" in blocks else 1
    found = [(block.start, _block(block, addresses)) for block in page.blocks if block.id != "title"]
    found += [
        (heading.offset, {"kind": "heading", "level": heading.level + lower, "words": heading.text})
        for heading in page.headings if heading.id not in blocks and heading.id != "notes"
    ]
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def _block(block: Block, addresses: dict[str, str]) -> dict:
    return {
        "kind": "block", "id": block.id, "number": block.id.removeprefix("p") if block.id in addresses else "",
        "address": addresses.get(block.id, ""), "item": "-" in block.id and block.id in addresses,
        "pieces": [_piece(span) for span in block.spans],
    }


def _piece(span) -> dict:
    if span.kind == "note":
        return {"kind": "note", "letter": span.note}
    correction = span.reason.id if span.is_corrected and span.reason else ""
    reference = span.marker.reference if span.kind == "marker" else ""
    return {"kind": "words", "words": span.reading_text, "correction": correction, "reference": reference}
