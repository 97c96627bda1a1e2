"""The block `/// places`: the places of the article on a map, and a list that says the same."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.facts import Fact
from facts.drawing_map import draw_map
from facts.mapping import load_map
from facts.standing import naming
from facts.telling import is_named
from rendering.directives import EditionBlock
from rendering.saying import Saying, sources_lead


class PlacesBlock(EditionBlock):
    """The places of docs/facts.toml; the map where docs/facts.map.json has its outlines."""

    NAME = "places"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "facts"})

    def on_end(self, block: etree.Element) -> None:
        self.saying = Saying(self.extension)
        places = self.edition.facts.places
        if drawn := load_map(self.edition.root):
            draw_map(etree.SubElement(block, "div", {"class": "drawn"}), drawn, places, is_named)
        entries = etree.SubElement(block, "ul", {"class": "places"})
        for place in places:
            self._entry(entries, place)

    def _entry(self, entries: etree.Element, place: Fact) -> None:
        css_class = "place of-article" if is_named(place) else "place of-editor"
        entry = etree.SubElement(entries, "li", {"id": place.anchor, "class": css_class})
        told = self.saying.paragraph(entry, "place-what")
        etree.SubElement(told, "strong").text = AtomicString(place.name)
        self.saying.add(told, f": {place.text('what')}")
        self.saying.probably(entry, place)
        where = self.saying.paragraph(entry, "place-where")
        country, found = place.text("stands-for"), naming(self.edition, place)
        if found:
            lead = f"Added by the editor; the article names {country}, in " if country else "In the article: "
            self.saying.add(where, lead)
            self.saying.block_links(where, found)
            self.saying.add(where, ". ")
        else:
            self.saying.add(where, "Added by the editor; not named in the article. ")
        self.saying.add(where, sources_lead(place))
        self.saying.sources(where, place)
        self.saying.add(where, ".")
