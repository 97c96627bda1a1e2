"""The block `/// citations`: how to cite the whole article and each paragraph, in every style and for every manager."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape

from markdown.util import AtomicString

from edition.addresses import paragraph_number
from edition.citing import EXPORTS, Cited, citations, everything_cited, export_name
from edition.permanent import address_of, digest
from rendering.directives import EditionBlock

FIRST_WORDS = 6
# As many digits of a digest as tell the words of one place apart.
SHORT_DIGEST = 8


class CitationsBlock(EditionBlock):
    """A list of links, and a section for each that can be cited.

    The panel that a paragraph's number opens is a copy of its section.
    """

    NAME = "citations"

    def on_create(self, parent):
        return etree.SubElement(parent, "div", {"class": "citations"})

    def on_end(self, block):
        everything = everything_cited(self.edition, self.extension.site_url)
        self._list(block, everything)
        for cited in everything:
            self._section(block, cited)

    @staticmethod
    def _list(block, everything: list[Cited]):
        paragraph = etree.SubElement(block, "p", {"class": "cite-list"})
        for cited in everything:
            link = etree.SubElement(paragraph, "a", {"href": f"#cite-{cited.id}"})
            if cited.locator:
                link.set("aria-label", cited.name)
            link.text = AtomicString(paragraph_number(cited.id) if cited.locator else cited.name)
            link.tail = " "

    def _section(self, block, cited: Cited):
        section = etree.SubElement(block, "section", {"class": "cite"})
        heading = etree.SubElement(section, "h3", {"id": f"cite-{cited.id}"})
        heading.text = AtomicString(cited.name)
        if cited.locator:
            self._first_words(section, cited)
        styles = etree.SubElement(section, "dl", {"class": "cite-styles"})
        for citation in citations(self.edition, cited):
            etree.SubElement(styles, "dt").text = AtomicString(citation.style)
            forms = etree.SubElement(styles, "dd")
            _emphasised(etree.SubElement(forms, "p", {"class": "cite-entry"}), citation.entry)
            _emphasised(etree.SubElement(forms, "p", {"class": "cite-in-text"}), citation.in_text)
        files = etree.SubElement(section, "p", {"class": "cite-files"})
        for ending, (name, _) in EXPORTS.items():
            # Empty: a word here would be the name under which the file is saved.
            link = etree.SubElement(files, "a", {"href": export_name(cited, ending), "download": ""})
            link.text = AtomicString(name)
            link.tail = " "
        _address(section, "cite-address", "", cited.address)
        kept, home = self.extension.kept, self._home(cited)
        if kept is None:
            draft = etree.SubElement(section, "p", {"class": "cite-draft"})
            draft.text = AtomicString(
                "This edition is a draft: no version of it is released yet, and its words may still change."
            )
        elif address := kept.addresses.get(home, "" if cited.locator else kept.root):
            has_changed = home in kept.changed
            kept_as = (
                f"The words have changed since version {kept.version}, which keeps them as they were: "
                if has_changed else f"Kept as it is in version {kept.version}: "
            )
            _address(section, "cite-kept", kept_as, address)
        if cited.locator:
            is_kept = kept is not None and home in kept.addresses and home not in kept.changed
            words = kept.version if is_kept else digest(self._words(cited))[:SHORT_DIGEST]
            _address(section, "cite-checked", "To be told later whether these words have changed: ", cited.checked(words))

    def _place(self, cited: Cited):
        return next((page, block) for page, block in self.edition.blocks if block.id == cited.id)

    def _home(self, cited: Cited) -> str:
        return address_of(self._place(cited)[0].name, cited.id) if cited.locator else ""

    def _words(self, cited: Cited) -> str:
        return self._place(cited)[1].reading_text

    def _first_words(self, section, cited: Cited):
        page, block = self._place(cited)
        words = " ".join(block.reading_text.split()[:FIRST_WORDS])
        paragraph = etree.SubElement(section, "p", {"class": "cite-words"})
        link = etree.SubElement(paragraph, "a", {"href": self.extension.link(page.name, block.id)})
        link.text = AtomicString(f"“{words} …”")


def _address(section, css_class: str, words: str, address: str) -> None:
    paragraph = etree.SubElement(section, "p", {"class": css_class})
    paragraph.text = AtomicString(words)
    etree.SubElement(paragraph, "a", {"href": address}).text = AtomicString(address)


def _emphasised(element, html: str) -> None:
    """Put HTML that has no tag but <em> into an element."""
    before, *rest = re.split(r"<em>(.*?)</em>", html)
    element.text = AtomicString(unescape(before))
    for words, after in zip(rest[::2], rest[1::2], strict=True):
        emphasis = etree.SubElement(element, "em")
        emphasis.text = AtomicString(unescape(words))
        emphasis.tail = AtomicString(unescape(after))
