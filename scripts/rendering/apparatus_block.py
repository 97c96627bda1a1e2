"""The block `/// apparatus`: every correction and every note, gathered from the pages."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from urllib.parse import urlunsplit

from markdown import Markdown
from markdown.util import AtomicString

from edition.addresses import APPARATUS_PAGE, file_named, place_name, relative, split
from edition.apparatus import visible
from edition.block import Directive
from edition.edition import Place
from edition.page import Page
from rendering.directives import EditionBlock


class ApparatusBlock(EditionBlock):
    """`/// apparatus`: every correction and every note, gathered from the pages."""

    NAME = "apparatus"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "apparatus"})

    def on_end(self, block: etree.Element) -> None:
        self._heading(block, "Corrections", "corrections")
        for page in self.edition.pages:
            places = [place for place in self.edition.corrections if place.page is page and place.span.reason]
            if places:
                heading = etree.SubElement(block, "h3", {"id": f"in-{page.stem}"})
                heading.text = AtomicString(str(page.meta.get("title", page.name)))
                entries = etree.SubElement(block, "ul", {"class": "corrections"})
                for place in places:
                    self._correction(entries, place)
        self._heading(block, "Notes", "editors-notes")
        for page, note in self.edition.notes:
            self._note(block, page, note)

    @staticmethod
    def _heading(block: etree.Element, text: str, identifier: str) -> None:
        etree.SubElement(block, "h2", {"id": identifier, "class": "editorial"}).text = AtomicString(text)

    def _correction(self, entries: etree.Element, place: Place) -> None:
        reason = place.span.reason
        if reason is None:
            return
        entry = etree.SubElement(entries, "li", {"id": reason.id})
        self._link(entry, reason.id, place.page, f"at-{reason.id}", "entry-id")
        self._link(entry, place_name(place.block.id), place.page, place.block.id, "entry-place")
        self.cite(entry, reason.id, f"correction {reason.id}")
        forms = etree.SubElement(entry, "p", {"class": "forms"})
        etree.SubElement(forms, "ins").text = AtomicString(visible(place.span.reading_text))
        etree.SubElement(forms, "span", {"class": "lemma-bracket"}).text = AtomicString("] ")
        etree.SubElement(forms, "del").text = AtomicString(visible(place.span.printed_text))
        why = etree.SubElement(entry, "p", {"class": "reason"})
        why.text = AtomicString(reason.told)

    def _note(self, block: etree.Element, page: Page, note: Directive) -> None:
        entry = etree.SubElement(block, "div", {"class": "editors-note"})
        self._words(entry, page, page.text[note.start:note.end].strip())
        label = self._link(entry, note.argument, page, f"note-{note.argument}", "note-label")
        entry.remove(label)
        entry.insert(0, label)
        back = etree.SubElement(entry, "p", {"class": "back"})
        seen: list[str] = []
        for place in self.edition.places("note"):
            if place.page is page and place.span.note == note.argument and place.block.id not in seen:
                seen.append(place.block.id)
                self._link(back, place_name(place.block.id), page, place.block.id, "entry-place")
        self.cite(back, f"note-{note.argument}", f"editor’s note {note.argument}")

    def _words(self, entry: etree.Element, page: Page, markdown: str) -> None:
        """The note as its own page has it: with that page's definitions of links, and its links as from here."""
        defined, self.md.references = self.md.references, _definitions(page)
        self.md.parser.parseChunk(entry, markdown)
        self.md.treeprocessors["inline"].run(entry)
        self.md.references = defined
        for element in entry.iter():
            for name in ("href", "src"):
                if address := element.get(name):
                    element.set(name, _from_apparatus(address, page.name))

    def _link(self, parent: etree.Element, text: str, page: Page, fragment: str, css_class: str) -> etree.Element:
        anchor = etree.SubElement(parent, "a", {"class": css_class, "href": self.extension.link(page.name, fragment)})
        anchor.text = AtomicString(text)
        anchor.tail = AtomicString(" ")
        return anchor


def _definitions(page: Page) -> dict[str, tuple[str, str]]:
    """The definitions of links on a page, by their labels, as Markdown has them."""
    if "]:" not in page.text:
        return {}
    reader = Markdown()
    reader.parser.parseDocument(page.text[page.begin:].split("\n"))
    return reader.references


def _from_apparatus(address: str, page: str) -> str:
    """A link of `page`, as the apparatus has to give it; one that is no path to a page, as it is."""
    parts = split(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return address
    path = file_named(page, parts.path) if parts.path else page
    return urlunsplit(("", "", relative(APPARATUS_PAGE, path), parts.query, parts.fragment))
