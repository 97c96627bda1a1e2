"""The edition as TEI P5 XML: https://tei-c.org/release/doc/tei-p5-doc/en/html/. Ids and numbers are those of the site."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from edition.block import BLOCK_ID, NUMBERED_ID, Block, Heading
from edition.edition import Edition
from edition.page import Page
from exports.differences import Told
from exports.parts import ids_in_a_copy, notes, references
from exports.tei_header import header
from exports.tei_prose import EDITORS, ID, NOTE_MARK, Notes, add_prose
from exports.tei_words import Words
from exports.xml_words import words_in

TEI = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PRINTED, _READ = frozenset({"sic", "note", NOTE_MARK}), frozenset({"corr", "note", NOTE_MARK})
# Elements between whose children a line feed means nothing.
_STRUCTURE = frozenset({
    "TEI", "teiHeader", "fileDesc", "titleStmt", "editionStmt", "publicationStmt", "notesStmt", "availability", "sourceDesc",
    "encodingDesc", "projectDesc", "editorialDecl", "correction", "quotation", "refsDecl", "citeStructure",
    "profileDesc", "langUsage", "textClass", "keywords", "text", "body", "back", "div", "list", "listBibl", "revisionDesc",
    "respStmt",
})


def tei(edition: Edition, site_url: str) -> str:
    """The whole edition as a TEI document. `site_url` is the address that it names."""
    root = etree.Element("TEI", {"xmlns": TEI, "xml:lang": edition.article["language"]})
    root.append(header(edition, site_url))
    text = etree.SubElement(root, "text")
    body = etree.SubElement(text, "body")
    ids = ids_in_a_copy(edition)
    words = Words(Notes({note.letter: note for note in notes(edition, site_url)}, ids))
    for page in edition.text_pages:
        _page(body, page, words)
    back = etree.SubElement(text, "back")
    _references(back, edition, site_url, ids)
    _corrections(back, edition)
    _lay_out(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def told(content: str) -> dict[str, Told]:
    """What a finished document tells of each block: with its <corr>, and with its <sic>."""
    return {
        element.get(_XML_ID, ""): Told(words_in(element, _PRINTED), words_in(element, _READ))
        for element in etree.fromstring(content).iter()
        if BLOCK_ID.fullmatch(element.get(_XML_ID, ""))
    }


def _page(body: etree.Element, page: Page, words: Words) -> None:
    """A page as a division, with one in it for each of its sections."""
    own = {block.id: block for block in page.blocks}
    parts: list[tuple[int, Block | Heading]] = [(block.start, block) for block in page.blocks]
    parts += [(heading.offset, heading) for heading in page.headings if heading.id not in own and heading.id != "notes"]
    division: etree.Element | None = None
    section = body
    for _, part in sorted(parts, key=lambda found: found[0]):
        if isinstance(part, Block) and part.id == "title":
            words.add(etree.SubElement(body, "head", {ID: part.id}), part)
            continue
        if division is None:
            division = section = etree.SubElement(body, "div", {"type": "page", "n": page.stem})
        if isinstance(part, Block):
            _block(section, part, words, [item for item in page.blocks if item.id.startswith(f"{part.id}-")])
            continue
        if part.level > 1:
            section = etree.SubElement(division, "div", {"type": "section", **({ID: part.id} if part.id else {})})
        elif part.id:
            division.set(ID, part.id)
        etree.SubElement(section, "head", {"resp": EDITORS, "type": "editorial"}).text = part.text


def _block(section: etree.Element, block: Block, words: Words, items: list[Block]) -> None:
    attributes = {ID: block.id}
    if NUMBERED_ID.fullmatch(block.id):
        attributes["n"] = block.id.removeprefix("p")
    if not block.id.startswith(("p5-", "printed-")):
        words.add(etree.SubElement(section, "p", attributes), block, items)
        return
    listed = section[-1] if len(section) and section[-1].tag == "list" else etree.SubElement(section, "list")
    words.add(etree.SubElement(listed, "item", attributes), block)


def _references(back: etree.Element, edition: Edition, site_url: str, ids: set[str]) -> None:
    division = _division(back, "references", "References")
    listed = etree.SubElement(division, "listBibl")
    for entry in references(edition, site_url):
        bibl = etree.SubElement(listed, "bibl", {ID: f"ref-{entry.number}", "n": entry.number})
        known = 1 if edition.formatted.get(entry.number) else 0
        add_prose(bibl, entry.paragraphs[:known], ids)
        for paragraph in entry.paragraphs[known:]:
            add_prose(etree.SubElement(bibl, "note", {"resp": EDITORS}), [paragraph], ids)


def _corrections(back: etree.Element, edition: Edition) -> None:
    """No notes, for programs that number those would number these among the editor's."""
    entries = etree.SubElement(_division(back, "corrections", "Corrections"), "list", {"type": "apparatus"})
    for place in edition.corrections:
        if reason := place.span.reason:
            item = etree.SubElement(entries, "item", {ID: reason.id, "n": reason.id})
            reference = etree.SubElement(item, "ref", {"target": f"#at-{reason.id}"})
            reference.text, reference.tail = reason.id, f": {reason.told}"


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
