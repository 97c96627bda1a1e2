"""The header of the TEI document: what the edition is, what it was made from, and by which policy."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from edition.addresses import site_root
from edition.citing import year_of
from edition.edition import Edition
from edition.permanent import name_of
from edition.source import SHA256
from exports.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE

EDITORS = "#editors"
_POLICY = (
    "The policy is a compositor’s: spacing, words run together, letters of another script, doubled punctuation and "
    "misplaced quotation marks are corrected. Grammar, spelling and wording stand as printed; where words are lost, a "
    "note says so. Each correction is a choice of sic and corr; one that goes further is a conjecture, of medium "
    "certainty. With every sic for its corr the text is that of the source, letter for letter."
)
_QUOTATIONS = (
    "The article’s quotation marks are kept as characters. A quotation is marked where its two marks stand in one "
    "paragraph and at the edges of a correction, if in one; a longer one is not."
)
_NUMBERS = (
    "Paragraphs are numbered in the order of the source, list items below their paragraph; the numbers are permanent, "
    "and the fragment of a paragraph’s address on the site is its xml:id."
)


def header(edition: Edition, site_url: str) -> etree.Element:
    """The teiHeader. The article names no author, and neither does this."""
    head = etree.Element("teiHeader")
    _file(etree.SubElement(head, "fileDesc"), edition, site_root(site_url))
    encoding = etree.SubElement(head, "encodingDesc")
    _paragraph(etree.SubElement(encoding, "projectDesc"), "An edition for reading, and for citing by paragraph.")
    declaration = etree.SubElement(encoding, "editorialDecl")
    _paragraph(etree.SubElement(declaration, "correction", {"method": "markup"}), _POLICY)
    _paragraph(etree.SubElement(declaration, "quotation", {"marks": "all"}), _QUOTATIONS)
    _paragraph(etree.SubElement(encoding, "refsDecl"), _NUMBERS)
    usage = etree.SubElement(etree.SubElement(head, "profileDesc"), "langUsage")
    etree.SubElement(usage, "language", {"ident": edition.article["language"]}).text = "English"
    return head


def _file(description: etree.Element, edition: Edition, root: str) -> None:
    record, version = edition.article, edition.version
    year = str(year_of(record))
    titles = etree.SubElement(description, "titleStmt")
    etree.SubElement(titles, "title").text = record["title"]
    etree.SubElement(titles, "editor", {"xml:id": "editors"}).text = "The editors of this edition"
    stated = etree.SubElement(etree.SubElement(description, "editionStmt"), "edition", {"n": version.number})
    stated.text = f"{name_of(edition)}, ".capitalize()
    etree.SubElement(stated, "date", {"when": version.date.isoformat()}).text = version.date.isoformat()
    publication = etree.SubElement(description, "publicationStmt")
    etree.SubElement(publication, "publisher").text = "The editors of this edition"
    etree.SubElement(publication, "date", {"when": version.date.isoformat()}).text = version.date.isoformat()
    etree.SubElement(publication, "idno", {"type": "URI"}).text = root
    availability = etree.SubElement(publication, "availability")
    licence = etree.SubElement(availability, "licence", {"target": EDITORIAL_LICENCE})
    licence.text = "The editorial matter alone (notes, headings, apparatus, this header) is licensed CC BY 4.0."
    _paragraph(availability, ARTICLE_RIGHTS)
    source = etree.SubElement(etree.SubElement(description, "sourceDesc"), "bibl")
    etree.SubElement(source, "title").text = record["title"]
    etree.SubElement(source, "pubPlace").text = record["publisher-place"]
    etree.SubElement(source, "date", {"when": year}).text = year
    note = etree.SubElement(source, "note")
    note.text = f"The article names no author, and no journal is known. The source is a file of text, SHA-256 {SHA256}."


def _paragraph(parent: etree.Element, words: str) -> None:
    etree.SubElement(parent, "p").text = words
