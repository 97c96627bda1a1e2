"""The header of the TEI document: what the edition is, what it was made from, and by which policy."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from edition.addresses import site_root
from edition.citing import year_of
from edition.edition import Edition
from edition.permanent import name_of
from edition.source import SHA256
from exports.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE
from exports.tei_prose import EDITORS

_POLICY = (
    "The policy is a compositor’s: spacing, words run together, letters from another script, doubled punctuation and "
    "misplaced quotation marks are corrected. Grammar, spelling and wording are left as printed; where words are lost, a "
    "note says so. Each correction is a choice of sic and corr; one that goes further is of the type conjecture and "
    "of medium certainty. With every sic in place of its corr, the text is that of the source, letter for letter."
)
_QUOTATIONS = (
    "The article’s quotation marks are kept as characters. What stands in them is marked where both stand in one "
    "paragraph, and at the edges of a correction, if in one; or where the closing one stands in the list below the "
    "paragraph: then each part names its neighbours by prev and next. It is a quote within a cit where a citation marker "
    "follows; else soCalled if it has no more than three words; else a quote."
)
_SUBJECTS = (
    "Kazakhstan", "Organization for Security and Co-operation in Europe", "Chairmanship of the OSCE, 2010",
    "OSCE Summit in Astana, 2010",
)
_NO_AUTHOR = "The article names no author, and none is given here; no journal is known either."
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
    _paragraph(etree.SubElement(encoding, "refsDecl", {"n": "numbers"}), _NUMBERS)
    numbers = etree.SubElement(encoding, "refsDecl", {"n": "paragraphs"})
    etree.SubElement(numbers, "citeStructure", {
        "unit": "paragraph", "match": "//body//*[self::p or self::item][@n]", "use": "@n",
    })
    profile = etree.SubElement(head, "profileDesc")
    usage = etree.SubElement(profile, "langUsage")
    etree.SubElement(usage, "language", {"ident": edition.article["language"]}).text = "English"
    keywords = etree.SubElement(etree.SubElement(profile, "textClass"), "keywords", {"resp": EDITORS})
    for subject in _SUBJECTS:
        etree.SubElement(keywords, "term").text = subject
    _revisions(head, edition)
    return head


def _revisions(head: etree.Element, edition: Edition) -> None:
    """The versions, newest first; the one that this is may still be a draft."""
    number, released = edition.version.number, [release.version for release in edition.releases]
    revisions = etree.SubElement(head, "revisionDesc", {"status": "published" if number in released else "draft"})
    if number not in released or name_of(edition) != f"version {number}":
        day = edition.version.date.isoformat()
        etree.SubElement(revisions, "change", {"when": day, "who": EDITORS}).text = f"{name_of(edition)}.".capitalize()
    for release in reversed(edition.releases):
        change = etree.SubElement(revisions, "change", {"when": release.date, "n": release.version, "who": EDITORS})
        change.text = f"Version {release.version} released."


def _file(description: etree.Element, edition: Edition, root: str) -> None:
    record, version = edition.article, edition.version
    year = str(year_of(record))
    titles = etree.SubElement(description, "titleStmt")
    etree.SubElement(titles, "title").text = record["title"]
    responsible = etree.SubElement(titles, "respStmt", {"xml:id": "editors"})
    etree.SubElement(responsible, "resp").text = "Numbered, corrected and annotated by"
    etree.SubElement(responsible, "name").text = "the editors of this edition"
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
    etree.SubElement(etree.SubElement(description, "notesStmt"), "note", {"type": "author"}).text = _NO_AUTHOR
    source = etree.SubElement(etree.SubElement(description, "sourceDesc"), "bibl")
    etree.SubElement(source, "title").text = record["title"]
    etree.SubElement(source, "pubPlace").text = record["publisher-place"]
    etree.SubElement(source, "date", {"when": year}).text = year
    note = etree.SubElement(source, "note")
    note.text = f"The source is a file of text, SHA-256 {SHA256}."


def _paragraph(parent: etree.Element, words: str) -> None:
    etree.SubElement(parent, "p").text = words
