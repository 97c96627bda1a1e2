"""The documents of the e-book: the pages rendered as on the site; their links, numbers and notes those of a book."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown

from edition.addresses import (
    APPARATUS_PAGE,
    HOME_PAGE,
    REFERENCES_PAGE,
    file_named,
    page_address,
    paragraph_number,
    site_root,
    split,
)
from edition.cited import State
from edition.citing import CITE_PAGE, everything_cited
from edition.edition import Edition
from edition.releases import Kept
from exports.epub_document import Document, file_of, page_id
from exports.epub_words import LEAD, about
from exports.xhtml import tree_of
from facts.homes import pages_of_facts
from rendering.extension import EditionExtension

ABOUT = "about-this-file.md"
_CHAPTER = ("chapter", "doc-chapter")
_APPENDIX = ("appendix", "doc-appendix")
# What a document is, by the vocabularies of EPUB and of ARIA; the other pages with text are chapters.
_KINDS = {
    REFERENCES_PAGE: ("bibliography", "doc-bibliography"),
    APPARATUS_PAGE: _APPENDIX,
    CITE_PAGE: _APPENDIX,
    ABOUT: ("colophon", "doc-colophon"),
}
# Paragraphs that lead from one page of the site to another.
_WAYS = ("way-in", "way-on")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def documents(edition: Edition, site_url: str, kept: Kept | None, state: State | None) -> list[Document]:
    """The documents in their order: pages with text, pages of the facts, apparatus, citations, and a page about the file."""
    root = site_root(site_url)
    others = [edition.pages_by_name[name] for name in (*pages_of_facts(edition), APPARATUS_PAGE, CITE_PAGE)]
    texts = {page.name: page.text[page.begin:] for page in [*edition.text_pages, *others]}
    texts[ABOUT] = about(edition, root)
    book = _Book(edition, root, frozenset(texts), kept, state)
    return [book.document(name, text) for name, text in texts.items()]


class _Book:
    """Renders the documents; knows which pages the book has, and where everything else is on the web."""

    def __init__(self, edition: Edition, root: str, names: frozenset[str], kept: Kept | None, state: State | None) -> None:
        self.root = root
        self.names = names
        self.texts = {page.name for page in edition.text_pages}
        self.of_facts = frozenset(pages_of_facts(edition))
        self.edition = edition
        self.kept = kept
        self.state = state
        self.addresses = {cited.id: cited.address for cited in everything_cited(edition, root)}

    def document(self, name: str, text: str) -> Document:
        extension = EditionExtension(self.edition, self.root, name, kept=self.kept, state=self.state)
        xhtml = Markdown(extensions=["attr_list", extension], output_format="xhtml").convert(text)
        section = tree_of(xhtml, "section")
        kind, role = _KINDS.get(name, _APPENDIX if name in self.of_facts else _CHAPTER)
        section.attrib.update({"epub:type": kind, "role": role})
        self._leave_out_ways(section)
        if name in self.texts:
            self._mark_headings(section)
        if name == HOME_PAGE:
            self._say_what_a_book_can(section)
        for element in list(section.iter()):
            self._make_bookish(element, name)
        return Document(name, kind, section)

    @staticmethod
    def _leave_out_ways(section: etree.Element) -> None:
        for element in list(section):
            if element.get("class") in _WAYS:
                section.remove(element)

    @staticmethod
    def _mark_headings(section: etree.Element) -> None:
        """Put the editors' own headings into square brackets, as is usual in print."""
        for heading in section.iter():
            if heading.tag in _HEADINGS and "editorial" in heading.get("class", "").split():
                heading.text = f"[{heading.text or ''}"
                if len(heading):
                    heading[-1].tail = f"{heading[-1].tail or ''}]"
                else:
                    heading.text += "]"

    @staticmethod
    def _say_what_a_book_can(section: etree.Element) -> None:
        """The first page's lead says what the site can do; a book shows no other form of the text."""
        for lead in section.iter("p"):
            if lead.get("class") == "lead":
                lead[:] = []
                lead.text = LEAD

    def _make_bookish(self, element: etree.Element, name: str) -> None:
        classes = element.get("class", "").split()
        if "editors-note" in classes and element.get("id"):
            element.attrib.update({"epub:type": "footnote", "role": "doc-footnote"})
        if "numbered" in classes:
            self._make_page(element)
        if element.tag != "a":
            return
        # The files for reference managers are on the web; what a script would show has no script here.
        element.attrib.pop("download", None)
        element.attrib.pop("data-also", None)
        element.set("href", self._href(element.get("href", ""), name))
        if "citation" in classes:
            element.attrib.update({"epub:type": "biblioref", "role": "doc-biblioref"})
        elif element.get("id", "").startswith("at-note-"):
            element.attrib.update({"epub:type": "noteref", "role": "doc-noteref"})
        elif element.get("href", "").startswith("#at-note-"):
            element.attrib.update({"epub:type": "backlink", "role": "doc-backlink"})

    def _make_page(self, element: etree.Element) -> None:
        """Lead a paragraph's number to the web, and put the page's mark before it that a list of pages must lead to."""
        identifier = element.get("id", "")
        element[0].set("href", self.addresses[identifier])
        mark = etree.Element("span", {
            "id": page_id(identifier), "epub:type": "pagebreak", "role": "doc-pagebreak",
            "aria-label": paragraph_number(identifier),
        })
        element.insert(0, mark)

    def _href(self, href: str, name: str) -> str:
        """A link as Markdown has it, made one of the book or, where the book lacks the page, of the web."""
        parts = split(href)
        if parts.scheme or not parts.path:
            return href
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        target = file_named(name, parts.path)
        if target in self.names:
            return file_of(target) + fragment
        path = page_address(target) if target.endswith(".md") else target
        return self.root + path + fragment
