"""The edition as TEI P5 XML: https://tei-c.org/release/doc/tei-p5-doc/en/html/. Ids and numbers are those of the site."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from edition.edition import Edition
from edition.page import BLOCK_ID, NUMBERED_ID, Block, Page
from exports.differences import Told
from exports.parts import notes, references
from exports.tei_header import EDITORS, header
from exports.tei_words import ID, add_words
from exports.xml_words import words_in

TEI = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PRINTED, _READ = frozenset({"sic"}), frozenset({"corr"})
# Elements between whose children a line feed means nothing.
_STRUCTURE = frozenset({
    "TEI", "teiHeader", "fileDesc", "titleStmt", "editionStmt", "publicationStmt", "availability", "sourceDesc",
    "encodingDesc", "projectDesc", "editorialDecl", "correction", "quotation", "refsDecl", "citeStructure",
    "profileDesc", "langUsage", "text", "body", "back", "div", "list", "listBibl", "revisionDesc", "respStmt",
})


def tei(edition: Edition, site_url: str) -> str:
    """The whole edition as a TEI document. `site_url` is the address that it names."""
    root = etree.Element("TEI", {"xmlns": TEI, "xml:lang": edition.article["language"]})
    root.append(header(edition, site_url))
    text = etree.SubElement(root, "text")
    body = etree.SubElement(text, "body")
    for page in edition.text_pages:
        _page(body, page)
    back = etree.SubElement(text, "back")
    _references(back, edition)
    _corrections(back, edition)
    _notes(back, edition)
    _lay_out(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def told(content: str) -> dict[str, Told]:
    """What a finished document tells of each block: with its <corr>, and with its <sic>."""
    return {
        element.get(_XML_ID): Told(words_in(element, _PRINTED), words_in(element, _READ))
        for element in etree.fromstring(content).iter()
        if BLOCK_ID.fullmatch(element.get(_XML_ID, ""))
    }


def _page(body: etree.Element, page: Page) -> None:
    """A page as a division, with one in it for each of its sections."""
    own = {block.id: block for block in page.blocks}
    parts = [(block.start, block) for block in page.blocks]
    parts += [(heading.offset, heading) for heading in page.headings if heading.id not in own and heading.id != "notes"]
    division = section = None
    for _, part in sorted(parts, key=lambda found: found[0]):
        if isinstance(part, Block) and part.id == "title":
            add_words(etree.SubElement(body, "head", {ID: part.id}), part)
            continue
        if division is None:
            division = section = etree.SubElement(body, "div", {"type": "page", "n": page.stem})
        if isinstance(part, Block):
            _block(section, part)
            continue
        if part.level > 1:
            section = etree.SubElement(division, "div", {"type": "section", ID: part.id})
        else:
            division.set(ID, part.id)
        etree.SubElement(section, "head", {"resp": EDITORS, "type": "editorial"}).text = part.text


def _block(section: etree.Element, block: Block) -> None:
    attributes = {ID: block.id}
    if NUMBERED_ID.fullmatch(block.id):
        attributes["n"] = block.id.removeprefix("p")
    if not block.id.startswith(("p5-", "printed-")):
        add_words(etree.SubElement(section, "p", attributes), block)
        return
    items = section[-1] if len(section) and section[-1].tag == "list" else etree.SubElement(section, "list")
    add_words(etree.SubElement(items, "item", attributes), block)


def _references(back: etree.Element, edition: Edition) -> None:
    division = _division(back, "references", "References")
    listed = etree.SubElement(division, "listBibl")
    for number, words in references(edition):
        etree.SubElement(listed, "bibl", {ID: f"ref-{number}", "n": number}).text = words


def _corrections(back: etree.Element, edition: Edition) -> None:
    division = _division(back, "corrections", "Corrections")
    for place in edition.corrections:
        if reason := place.span.reason:
            note = {ID: reason.id, "type": "correction", "resp": EDITORS, "target": f"#at-{reason.id}"}
            etree.SubElement(division, "note", note).text = reason.text


def _notes(back: etree.Element, edition: Edition) -> None:
    division = _division(back, "notes", "Editor’s notes")
    for letter, words, _ in notes(edition):
        note = {ID: f"note-{letter}", "n": letter, "type": "editorial", "place": "foot", "resp": EDITORS}
        etree.SubElement(division, "note", note).text = words


def _division(back: etree.Element, kind: str, heading: str) -> etree.Element:
    division = etree.SubElement(back, "div", {"type": kind})
    etree.SubElement(division, "head", {"resp": EDITORS, "type": "editorial"}).text = heading
    return division


def _lay_out(element: etree.Element) -> None:
    """Begin each child of a structural element on a line of its own."""
    if element.tag in _STRUCTURE and len(element):
        element.text = "\n"
        for child in element:
            child.tail = "\n"
            _lay_out(child)
