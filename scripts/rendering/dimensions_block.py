"""The block `/// dimensions`: what the article puts into each dimension, and which institutions it names there."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.facts import Fact
from facts.homes import home_of
from facts.telling import institutions_in
from rendering.directives import EditionBlock
from rendering.saying import Saying


class DimensionsBlock(EditionBlock):
    """A picture in boxes: above, the institutions that the opening paragraph names; below it the dimensions side by side."""

    NAME = "dimensions"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "facts dimensions"})

    def on_end(self, block: etree.Element) -> None:
        self.saying = Saying(self.extension)
        dimensions = self.edition.facts.dimensions
        for opening in dict.fromkeys(filter(None, (dimension.text("institutions") for dimension in dimensions))):
            box = etree.SubElement(block, "section", {"class": "dimension-opening"})
            etree.SubElement(box, "h2", {"id": "institutions"}).text = AtomicString("Institutions, in all three")
            self._institutions(box, opening)
            self.saying.block_link(self.saying.paragraph(box, "dimension-where"), opening)
        row = etree.SubElement(block, "div", {"class": "dimension-row"})
        for dimension in dimensions:
            self._box(row, dimension)

    def _box(self, row: etree.Element, dimension: Fact) -> None:
        paragraph = dimension.text("paragraph")
        box = etree.SubElement(row, "section", {"class": "dimension"})
        etree.SubElement(box, "h2", {"id": dimension.anchor}).text = AtomicString(dimension.name)
        if official := dimension.text("official"):
            told = self.saying.paragraph(box, "from-editor", f"Officially “{official}”: ")
            self.saying.sources(told, dimension, dated=False)
            self.saying.add(told, ".")
        items = etree.SubElement(box, "ul")
        for item in dimension.texts("items"):
            etree.SubElement(items, "li").text = AtomicString(item)
        self._institutions(box, paragraph, "Names: ")
        self.saying.block_link(self.saying.paragraph(box, "dimension-where"), paragraph)

    def _institutions(self, box: etree.Element, block_id: str, lead: str = "") -> None:
        """The institutions that a block names, as links to the glossary; nothing where it names none."""
        found = institutions_in(self.edition, block_id)
        if not found:
            return
        home = home_of(self.edition, "term")
        told = self.saying.paragraph(box, "dimension-institutions", lead)
        for number, term in enumerate(found):
            if number:
                self.saying.add(told, ", ")
            if home:
                self.saying.link(told, term.name, self.extension.link(home, term.anchor))
            else:
                self.saying.add(told, term.name)
