"""The blocks written `/// name | argument` … `///` in a page, each rendered from the edition's data.

Built on pymdownx.blocks: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/api/
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.addresses import note_reference_id, place_name, site_root, slug
from edition.citing import CITE_PAGE
from edition.edition import Edition
from lint.rule import Rule
from rendering.page_extension import PageExtension


class EditionBlock(Block):
    """A block that knows the edition, and the extension that renders its page."""

    @property
    def extension(self) -> PageExtension:
        extension: PageExtension = self.config["extension"]
        return extension

    @property
    def edition(self) -> Edition:
        return self.extension.edition

    def cite(self, parent: etree.Element, identifier: str, name: str) -> None:
        """Add a link that leads to the citation of what has `identifier`; with scripts it opens the panel."""
        anchor = etree.SubElement(parent, "a", {
            "class": "cite-this", "href": self.extension.link(CITE_PAGE, f"cite-{identifier}"), "aria-label": f"Cite {name}",
        })
        anchor.text = AtomicString("Cite")


class NoteBlock(EditionBlock):
    """`/// note | a`: an editor's note, with links back to every place that refers to it."""

    NAME = "note"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "editors-note", "id": f"note-{self.argument}", "role": "note"})

    def on_end(self, block: etree.Element) -> None:
        label = etree.Element("span", {"class": "note-label"})
        label.text = AtomicString(self.argument)
        block.insert(0, label)
        back = etree.SubElement(block, "p", {"class": "back"})
        uses = 0
        for place in self.edition.places("note"):
            if place.page.name == self.extension.page and place.span.note == self.argument:
                uses += 1
                anchor = etree.SubElement(back, "a", {"href": f"#{note_reference_id(self.argument, uses)}"})
                anchor.text = AtomicString(f"↑ {place_name(place.block.id)}")
        self.cite(back, f"note-{self.argument}", f"editor’s note {self.argument}")


class ReferenceBlock(EditionBlock):
    """`/// reference | 1`: an entry, its formatted form, and every place that cites it."""

    NAME = "reference"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        section = etree.SubElement(parent, "section", {"class": "reference"})
        heading = etree.SubElement(section, "h2", {"id": f"ref-{self.argument}"})
        heading.text = AtomicString(f"[{self.argument}]")
        return section

    def on_end(self, block: etree.Element) -> None:
        item = self.edition.references.by_id.get(self.argument)
        if item is None:
            return
        facts = etree.SubElement(block, "dl")
        if formatted := self.edition.formatted.get(self.argument):
            etree.SubElement(facts, "dt").text = "Formatted"
            etree.SubElement(facts, "dd").text = AtomicString(formatted)
        etree.SubElement(facts, "dt").text = "Cited in"
        for place in self.edition.citations:
            marker = place.span.marker
            if marker and marker.reference == self.argument:
                entry = etree.SubElement(facts, "dd")
                anchor = etree.SubElement(entry, "a", {"href": self.extension.link(place.page.name, place.block.id)})
                anchor.text = AtomicString(place_name(place.block.id))
                anchor.tail = AtomicString(f", citing p. {marker.page_range}" if marker.pages else "")
        self.cite(etree.SubElement(block, "p", {"class": "back"}), f"ref-{self.argument}", f"reference [{self.argument}]")


class FilesBlock(EditionBlock):
    """`/// files`: the files in which the edition can be taken along, as many as a build makes, and its data."""

    NAME = "files"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "ul", {"class": "files"})

    def on_end(self, block: etree.Element) -> None:
        root = site_root(self.extension.site_url)
        for form in self.extension.files:
            item = etree.SubElement(block, "li")
            # Absolute: MkDocs knows only of files that are there before the pages.
            link = etree.SubElement(item, "a", {"href": f"{root}{form.path}", "type": form.media_type, "download": ""})
            link.text = AtomicString(form.name)
            link.tail = AtomicString(f": {form.use}")


class RulesBlock(EditionBlock):
    """`/// rules`: the explanation of every rule, from its docstring."""

    NAME = "rules"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "rules"})

    def on_end(self, block: etree.Element) -> None:
        for subject, rules in self.extension.rules:
            heading = etree.SubElement(block, "h2", {"id": slug(subject)})
            heading.text = AtomicString(subject)
            for rule in rules:
                self._rule(block, rule)

    @staticmethod
    def _rule(block: etree.Element, rule: Rule) -> None:
        heading = etree.SubElement(block, "h3", {"id": rule.code})
        heading.text = AtomicString(f"{rule.code} {rule.summary.rstrip('.')}")
        if rule.reason:
            etree.SubElement(block, "p").text = rule.reason
        for name, example in (("Bad", rule.bad), ("Good", rule.good)):
            etree.SubElement(block, "p", {"class": "example-name"}).text = name
            code_block = etree.SubElement(etree.SubElement(block, "pre"), "code")
            code_block.text = AtomicString(example)
        etree.SubElement(block, "p", {"class": "fix"}).text = f"**Fix:** {rule.fix}"


class WholeArticleBlock(EditionBlock):
    """`/// whole-article`: the place of the whole article, which is put there when all pages are rendered."""

    NAME = "whole-article"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "whole-article"})
