"""The block `/// concordance`: for each block of the article its page, its line in the source, and what stands in it."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, paragraph_number, place_name
from edition.block import NUMBERED_ID, Block
from edition.page import Page
from facts.homes import home_of
from facts.standing import naming
from rendering.directives import EditionBlock
from rendering.saying import Saying

_COLUMNS = ("Paragraph", "Page", "Line", "Markers", "Corrections", "Notes", "Bodies, terms, places")


class ConcordanceBlock(EditionBlock):
    """A table, made from the pages at each build. Line numbers are those of the source file, from 1."""

    NAME = "concordance"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "facts concordance"})

    def on_end(self, block: etree.Element) -> None:
        self.saying = Saying(self.extension)
        facts = self.edition.facts
        self.named = [(fact, set(naming(self.edition, fact))) for fact in (*facts.terms, *facts.places)]
        table = etree.SubElement(block, "table")
        head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for name in _COLUMNS:
            etree.SubElement(head, "th").text = AtomicString(name)
        body = etree.SubElement(table, "tbody")
        for page, one in self.edition.blocks:
            self._row(body, page, one)

    def _row(self, body: etree.Element, page: Page, block: Block) -> None:
        row = etree.SubElement(body, "tr")
        name = paragraph_number(block.id) if NUMBERED_ID.fullmatch(block.id) else place_name(block.id)
        self.saying.link(etree.SubElement(row, "th"), name, self.extension.link(page.name, block.id))
        etree.SubElement(row, "td").text = AtomicString(str(page.meta.get("title", page.name)))
        source = self.edition.source.by_id.get(block.id)
        line = etree.SubElement(row, "td")
        if source:
            line.text = AtomicString(str(source.line))
        markers = [span.marker for span in block.spans if span.kind == "marker" and span.marker]
        self._links(row, [(marker.form, REFERENCES_PAGE, f"ref-{marker.reference}") for marker in markers])
        reasons = [span.reason for span in block.corrections if span.reason]
        self._links(row, [(reason.id, APPARATUS_PAGE, reason.id) for reason in reasons])
        notes = dict.fromkeys(span.note for span in block.note_references)
        self._links(row, [(note, page.name, f"note-{note}") for note in notes])
        self._links(row, [
            (fact.text("stands-for") or fact.name, home_of(self.edition, fact.kind), fact.anchor)
            for fact, blocks in self.named if block.id in blocks
        ])

    def _links(self, row: etree.Element, found: list[tuple[str, str, str]]) -> None:
        cell = etree.SubElement(row, "td")
        for number, (text, page, fragment) in enumerate(found):
            if number:
                self.saying.add(cell, ", ")
            if page:
                self.saying.link(cell, text, self.extension.link(page, fragment))
            else:
                self.saying.add(cell, text)
