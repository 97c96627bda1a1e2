"""The block `/// glossary`: bodies, offices, documents and ideas of the article, each explained, with where it stands."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.facts import Fact
from facts.standing import naming
from rendering.directives import EditionBlock
from rendering.saying import Saying, sources_lead


class GlossaryBlock(EditionBlock):
    """The terms of docs/facts.toml, in the order of their names."""

    NAME = "glossary"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "facts glossary"})

    def on_end(self, block: etree.Element) -> None:
        self.saying = Saying(self.extension)
        for term in sorted(self.edition.facts.terms, key=lambda term: term.name.casefold()):
            self._entry(block, term)

    def _entry(self, block: etree.Element, term: Fact) -> None:
        section = etree.SubElement(block, "section", {"class": "term-entry"})
        heading = etree.SubElement(section, "h2", {"id": term.anchor})
        heading.text = AtomicString(term.name)
        if expansion := term.text("expansion"):
            self.saying.paragraph(section, "term-expansion", f"{expansion}.")
        self.saying.paragraph(section, "term-what", term.text("what"))
        self.saying.probably(section, term)
        told = self.saying.paragraph(section, "term-where", "In the article: ")
        self.saying.block_links(told, naming(self.edition, term))
        self.saying.add(told, ".")
        if term.texts("sources"):
            more = self.saying.paragraph(section, "term-sources", sources_lead(term))
            self.saying.sources(more, term)
            self.saying.add(more, ".")
