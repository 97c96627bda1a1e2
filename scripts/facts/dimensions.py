"""The block `/// dimensions`: what the article puts into each dimension, and which institutions it names there."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.addresses import place_name
from edition.directives import EditionBlock
from edition.facts import Fact
from facts.homes import home_of
from facts.saying import Saying
from facts.standing import naming

# The group of terms that is the institutions of the OSCE.
INSTITUTIONS = "office"


class DimensionsBlock(EditionBlock):
    """A picture in boxes: above, the institutions that the opening paragraph names; below it the dimensions side by side."""

    NAME = "dimensions"

    def on_create(self, parent):
        return etree.SubElement(parent, "div", {"class": "facts dimensions"})

    def on_end(self, block):
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

    def _box(self, row, dimension: Fact):
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

    def _institutions(self, box, block_id: str, lead: str = ""):
        """The institutions that a block names, as links to the glossary; nothing where it names none."""
        found = [
            term for term in self.edition.facts.terms
            if term.text("group") == INSTITUTIONS and block_id in naming(self.edition, term)
        ]
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


def told_in(dimension: Fact) -> str:
    """A dimension in one line, for formats without boxes."""
    where = place_name(dimension.text("paragraph"))
    return f"{dimension.name} ({where}): {'; '.join(dimension.texts('items'))}."
