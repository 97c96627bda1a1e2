"""The block `/// citations`: how to cite the article and each of its parts, in every style and for every manager."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.addresses import paragraph_number
from edition.block import Block
from edition.citation_forms import fill
from edition.citing import EXPORTS, Citation, Cited, citations, editors_cited, everything_cited, export_name, living
from edition.page import Page
from edition.permanent import address_of, digest
from rendering.directives import EditionBlock

FIRST_WORDS = 6
# As many digits of a digest as tell the words of one place apart.
SHORT_DIGEST = 8
EDITORS_ID = "cite-editors"


class CitationsBlock(EditionBlock):
    """A list of links, a section for the article and for each paragraph, and a list of the editors' own parts.

    The entry for a list of references stands once, in the article's section, for it is the same wherever a paragraph is
    cited. The panel that a paragraph's number opens is a copy of that entry and of the paragraph's section.
    """

    NAME = "citations"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "citations"})

    def on_end(self, block: etree.Element) -> None:
        everything = everything_cited(self.edition, self.extension.site_url)
        self._list(block, everything)
        for cited in everything:
            self._section(block, cited)
        self._editors(block)

    @staticmethod
    def _list(block: etree.Element, everything: list[Cited]) -> None:
        paragraph = etree.SubElement(block, "p", {"class": "cite-list"})
        for cited in everything:
            link = etree.SubElement(paragraph, "a", {"href": f"#cite-{cited.id}"})
            if cited.locator:
                link.set("aria-label", cited.name)
            link.text = AtomicString(paragraph_number(cited.id) if cited.locator else cited.name)
            link.tail = " "

    def _section(self, block: etree.Element, cited: Cited) -> None:
        section = etree.SubElement(block, "section", {"class": "cite"})
        heading = etree.SubElement(section, "h3", {"id": f"cite-{cited.id}"})
        heading.text = AtomicString(cited.name)
        if cited.locator:
            self._first_words(section, cited)
        self._styles(section, cited)
        _files(section, cited)
        _address(section, "cite-address", "", cited.address)
        kept, home = self.extension.kept, self._home(cited)
        if kept is None:
            draft = etree.SubElement(section, "p", {"class": "cite-draft"})
            draft.text = AtomicString(
                "This edition is a draft: no version of it has been released yet, and its words may still change."
            )
        elif address := kept.addresses.get(home, "" if cited.locator else kept.root):
            has_changed = home in kept.changed
            kept_as = (
                f"The words have changed since version {kept.version}, which keeps them as they were: "
                if has_changed else f"Kept as it is in version {kept.version}: "
            )
            _address(section, "cite-kept", kept_as, address)
        if cited.locator:
            is_kept = home in kept.addresses and home not in kept.changed if kept else False
            words = kept.version if kept and is_kept else digest(self._words(cited))[:SHORT_DIGEST]
            _address(section, "cite-checked", "To check later whether these words have changed: ", cited.checked(words))

    def _styles(self, section: etree.Element, cited: Cited) -> None:
        styles = etree.SubElement(section, "dl", {"class": "cite-styles"})
        for citation in citations(self.edition, cited, self.extension.state or living(self.extension.site_url)):
            etree.SubElement(styles, "dt").text = AtomicString(citation.style)
            forms = etree.SubElement(styles, "dd", {} if cited.locator else _labels(citation))
            if not cited.locator:
                fill(etree.SubElement(forms, "p", {"class": "cite-entry"}), citation.entry)
            fill(etree.SubElement(forms, "p", {"class": "cite-in-text"}), citation.cited, citation.place)

    def _editors(self, block: etree.Element) -> None:
        section = etree.SubElement(block, "section", {"class": "cite-editors"})
        heading = etree.SubElement(section, "h3", {"id": EDITORS_ID})
        heading.text = AtomicString("Notes, references and corrections")
        what = etree.SubElement(section, "p")
        what.text = AtomicString(
            "What the editors added is cited in the same way, with its name instead of the paragraph’s: "
            "“editor’s note a”, “reference [1]”, “correction E1”. Each has its own files."
        )
        entries = etree.SubElement(section, "ul")
        for cited in editors_cited(self.edition, self.extension.site_url):
            entry = etree.SubElement(entries, "li", {"id": f"cite-{cited.id}"})
            link = etree.SubElement(entry, "a", {"class": "cite-name", "href": cited.address})
            link.text = AtomicString(cited.name)
            link.tail = AtomicString(": ")
            _files(entry, cited, "span")

    def _place(self, cited: Cited) -> tuple[Page, Block]:
        return next((page, block) for page, block in self.edition.blocks if block.id == cited.id)

    def _home(self, cited: Cited) -> str:
        return address_of(self._place(cited)[0].name, cited.id) if cited.locator else ""

    def _words(self, cited: Cited) -> str:
        return self._place(cited)[1].reading_text

    def _first_words(self, section: etree.Element, cited: Cited) -> None:
        page, block = self._place(cited)
        words = " ".join(block.reading_text.split()[:FIRST_WORDS])
        paragraph = etree.SubElement(section, "p", {"class": "cite-words"})
        link = etree.SubElement(paragraph, "a", {"href": self.extension.link(page.name, block.id)})
        link.text = AtomicString(f"“{words} …”")


def _address(section: etree.Element, css_class: str, words: str, address: str) -> None:
    paragraph = etree.SubElement(section, "p", {"class": css_class})
    paragraph.text = AtomicString(words)
    etree.SubElement(paragraph, "a", {"href": address}).text = AtomicString(address)


def _files(parent: etree.Element, cited: Cited, element: str = "p") -> None:
    files = etree.SubElement(parent, element, {"class": "cite-files"})
    for ending, (name, _) in EXPORTS.items():
        # Empty: a word here would be the name under which the file is saved.
        link = etree.SubElement(files, "a", {"href": export_name(cited, ending), "download": ""})
        link.text = AtomicString(name)
        link.tail = " "


def _labels(citation: Citation) -> dict[str, str]:
    one, several = citation.labels
    return {"data-one": one, "data-several": several, **({"data-in-note": "true"} if citation.in_note else {})}
