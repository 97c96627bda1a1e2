"""The documents of the e-book: the pages rendered as on the site; their links, numbers and notes those of a book."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape

from markdown import Markdown

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, page_address, paragraph_number, site_root
from edition.citing import CITE_PAGE, everything_cited
from edition.edition import Edition
from edition.rendering import EditionExtension
from edition.targets import split
from formats.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE
from registry.kept import Kept
from registry.words import name_of

ABOUT = "about-this-file.md"
_CHAPTER = ("chapter", "doc-chapter")
# What a document is, by the vocabularies of EPUB and of ARIA; the other pages with text are chapters.
_KINDS = {
    REFERENCES_PAGE: ("bibliography", "doc-bibliography"),
    APPARATUS_PAGE: ("appendix", "doc-appendix"),
    CITE_PAGE: ("appendix", "doc-appendix"),
    ABOUT: ("colophon", "doc-colophon"),
}
# Paragraphs that lead from one page of the site to another.
_WAYS = ("way-in", "way-on")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
# HTML's elements without content, as people write them.
_EMPTY = re.compile(r"<(br|hr|img|wbr)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>")
_END_TAG = re.compile(r"></(?:br|hr|img|wbr)>")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)\w+;")

_DOCUMENT = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="edition.css"/>
</head>
<body>
{body}
</body>
</html>
"""

_ABOUT_TEXT = """\
# About this e-book {{ #about-this-e-book .editorial }}

The edition at <{root}>: {name}, {date}.
[About this edition]({root}about/) says there what the source of the text is, how it was edited, and what is not known.

- A paragraph’s number is a link to its address on the web.
  Where a reading program goes to a page by its number, it goes to that paragraph.
- Corrected words are marked by a dotted line and lead to their entry in the [apparatus](apparatus.md).
  It has the form printed in 2014.
- Citation markers lead to the [references](references.md), small letters to the editor’s notes.
- [Cite](cite.md) has citations of the article and of each paragraph.

## Rights {{ #rights .editorial }}

{article_rights}
The editorial matter is licensed [CC BY 4.0]({licence}).
The typeface of the apparatus is Literata, under the SIL Open Font Licence, which lies beside it in this file.
"""


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
        return _file(self.name)

    @cached_property
    def headings(self) -> list[Heading]:
        return [
            Heading(int(element.tag[1]), "".join(element.itertext()), element.get("id", ""))
            for element in self.section.iter()
            if element.tag in ("h1", "h2")
        ]

    def xhtml(self) -> str:
        """The document as it stands in the file. What is empty has an end tag as in HTML, for programs that take it as that."""
        body = _END_TAG.sub("/>", etree.tostring(self.section, encoding="unicode", short_empty_elements=False))
        return _DOCUMENT.format(title=escape(self.headings[0].text), body=body)


def documents(edition: Edition, site_url: str, kept: Kept | None) -> list[Document]:
    """The documents in their order: the pages with text, the apparatus, the citations, and a page about the file."""
    root = site_root(site_url)
    others = [edition.pages_by_name[name] for name in (APPARATUS_PAGE, CITE_PAGE)]
    texts = {page.name: _FRONT_MATTER.sub("", page.text) for page in [*edition.text_pages, *others]}
    texts[ABOUT] = _ABOUT_TEXT.format(
        root=root, name=name_of(edition), date=edition.version.date.isoformat(),
        article_rights=ARTICLE_RIGHTS, licence=EDITORIAL_LICENCE,
    )
    book = _Book(edition, root, frozenset(texts), kept)
    return [book.document(name, text) for name, text in texts.items()]


class _Book:
    """Renders the documents; knows which pages the book has, and where everything else is on the web."""

    def __init__(self, edition: Edition, root: str, names: frozenset[str], kept: Kept | None) -> None:
        self.root = root
        self.names = names
        self.extension = EditionExtension(edition, root, kept=kept)
        self.addresses = {cited.id: cited.address for cited in everything_cited(edition, root)}

    def document(self, name: str, text: str) -> Document:
        self.extension.page = name
        xhtml = Markdown(extensions=["attr_list", self.extension], output_format="xhtml").convert(text)
        # XML knows but five of HTML's names for characters.
        xhtml = _NAMED_ENTITY.sub(lambda match: unescape(match[0]), xhtml)
        section = etree.fromstring(f"<section>{_closed(xhtml)}</section>")
        kind, role = _KINDS.get(name, _CHAPTER)
        section.attrib.update({"epub:type": kind, "role": role})
        self._leave_out_ways(section)
        for element in list(section.iter()):
            self._make_bookish(element, name)
        return Document(name, kind, section)

    @staticmethod
    def _leave_out_ways(section: etree.Element) -> None:
        for element in list(section):
            if element.get("class") in _WAYS:
                section.remove(element)

    def _make_bookish(self, element: etree.Element, name: str) -> None:
        classes = element.get("class", "").split()
        if "editors-note" in classes and element.get("id"):
            element.attrib.update({"epub:type": "footnote", "role": "doc-footnote"})
        if "numbered" in classes:
            self._make_page(element)
        if element.tag != "a":
            return
        # The files for reference managers are on the web.
        element.attrib.pop("download", None)
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
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
        if target in self.names:
            return _file(target) + fragment
        path = page_address(target) if target.endswith(".md") else target
        return self.root + path + fragment


def _closed(html: str) -> str:
    """HTML with its elements without content closed, as XML wants them."""
    return _EMPTY.sub(r"<\1\2/>", html)


def numbered(document: Document) -> Iterator[str]:
    """The ids of a document's numbered paragraphs, in order."""
    for element in document.section.iter():
        if "numbered" in element.get("class", "").split():
            yield element.get("id", "")


def page_id(paragraph: str) -> str:
    """The id of the mark of the page that a numbered paragraph is: `page-7` for `p7`."""
    return f"page-{paragraph_number(paragraph)}"


def _file(name: str) -> str:
    """All documents lie beside each other, whatever folder their page is in."""
    return f"{name.removesuffix('.md').replace('/', '-')}.xhtml"
