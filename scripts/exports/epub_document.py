"""One document of the e-book: what it holds, and how it stands in the file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from edition.addresses import paragraph_number
from exports.xhtml import book_page
from facts.svg import NAMESPACE as SVG

etree.register_namespace("svg", SVG)
_END_TAG = re.compile(r"></(?:br|hr|img|wbr)>")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Document:
    """One document of the book. `section` is its content, `kind` its epub:type."""

    name: str
    kind: str
    section: etree.Element

    @property
    def file(self) -> str:
        return file_of(self.name)

    @property
    def has_pictures(self) -> bool:
        return next(self.section.iter(f"{{{SVG}}}svg"), None) is not None

    @cached_property
    def headings(self) -> list[Heading]:
        return [
            Heading(int(element.tag[1]), _unmarked("".join(element.itertext())), element.get("id", ""))
            for element in self.section.iter()
            if element.tag in ("h1", "h2")
        ]

    def xhtml(self) -> str:
        """The document as it stands in the file. What is empty has an end tag as in HTML, for programs that take it as that."""
        body = _END_TAG.sub("/>", etree.tostring(self.section, encoding="unicode", short_empty_elements=False))
        return book_page(self.headings[0].text, body)


def _unmarked(heading: str) -> str:
    """A heading without the brackets that mark it in the text; in a list of contents all are the editors'."""
    return heading[1:-1] if heading.startswith("[") and heading.endswith("]") else heading


def numbered(document: Document) -> Iterator[str]:
    """The ids of a document's numbered paragraphs, in order."""
    for element in document.section.iter():
        if "numbered" in element.get("class", "").split():
            yield element.get("id", "")


def page_id(paragraph: str) -> str:
    """The id of the mark of the page that a numbered paragraph is: `page-7` for `p7`."""
    return f"page-{paragraph_number(paragraph)}"


def file_of(name: str) -> str:
    """All documents lie beside each other, whatever folder their page is in."""
    return f"{name.removesuffix('.md').replace('/', '-')}.xhtml"
