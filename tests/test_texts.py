"""Plain text and TEI: each tells the article, and is read by programs that know nothing of the edition."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lxml import etree

from edition.apparatus import lemmata, lemmata_of, undone
from edition.edition import Edition
from edition.page import Page
from exports import plain_text, tei
from exports.differences import Told, difference, differences

SITE = "https://example.org/"
SCHEMA = Path(__file__).parent / "data/tei_all-4.3.0.rng.gz"
FORMATS = {
    "plain text": (plain_text.plain_text, plain_text.told),
    "TEI": (tei.tei, tei.told),
}
RNG = "{http://relaxng.org/ns/structure/1.0}"
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module")
def document(edition: Edition) -> etree._Element:
    return etree.fromstring(tei.tei(edition, SITE).encode())


@pytest.mark.parametrize(("make", "told"), FORMATS.values(), ids=FORMATS)
def test_a_format_collates(edition: Edition, make, told):
    assert differences(edition, told(make(edition, SITE))) == []


@pytest.mark.parametrize(("make", "told"), FORMATS.values(), ids=FORMATS)
def test_a_format_says_what_it_is_and_invents_no_author(edition: Edition, make, told):
    content = make(edition, SITE)
    for words in ("names no author", edition.version.number, SITE, "2014", "Almaty", "nothing here licenses it"):
        assert words in content
    assert "<author" not in content


def test_differences_finds_what_is_missing_added_misplaced_or_changed(edition: Edition):
    told = {block.id: Told(block.reading_text, block.printed_text) for _, block in edition.blocks}
    assert differences(edition, told) == []
    found = {
        "missing": {name: words for name, words in told.items() if name != "p7"},
        "added": {**told, "p14": Told("", "")},
        "misplaced": dict(sorted(told.items(), reverse=True)),
        "changed": {**told, "p7": Told(told["p7"].read, told["p7"].read)},
    }
    messages = {name: "; ".join(d.message for d in differences(edition, words)) for name, words in found.items()}
    assert messages["missing"] == "p7 is not told" and messages["added"] == "p14 is no block of the article"
    assert "is not in its place" in messages["misplaced"] and "(the text as printed)" in messages["changed"]
    assert difference("same", "same") == ""


# A reading of nothing, and forms that stand in their paragraph more than once.
HARD = {
    "taken out": ("one {--two --}{>>E91 why<<}three", "one three"),
    "taken out at the beginning": ("{--one --}{>>E91 why<<}two two", "two two"),
    "supplied": ("one {++two ++}{>>E91 why<<}three", "one two three"),
    "the second of three": ("a b a b {~~x~>a b~~}{>>E91 why<<} a", "a b a b a b a"),
    "two side by side": ("{~~x~>a~~}{>>E91 why<<}{~~y~>a~~}{>>E92 why<<}a", "aaa"),
}


@pytest.mark.parametrize(("written", "reading"), HARD.values(), ids=HARD)
def test_a_printed_text_is_restored_from_the_apparatus(written: str, reading: str):
    (block,) = Page.parse("page.md", f"{written}\n{{ #p1 }}\n").blocks
    assert block.reading_text == reading
    assert undone(block.reading_text, lemmata_of(block)) == block.printed_text


def test_every_correction_is_in_the_apparatus(edition: Edition):
    assert [lemma.id for lemma in lemmata(edition)] == [place.span.reason.id for place in edition.corrections]


def schema(elements: set[str]) -> etree.RelaxNG:
    """The consortium's schema with the definitions of these elements alone, which takes a thousandth of the time.

    A schema without an element allows fewer documents, so what is valid by this one is valid by the whole.
    """
    tree = etree.fromstring(gzip.decompress(SCHEMA.read_bytes()))
    for element in list(tree.iter(f"{RNG}element")):
        if element.get("name") and element.get("name") not in elements:
            element.getparent().replace(element, etree.Element(f"{RNG}notAllowed"))
    return etree.RelaxNG(tree)


def names_of(document: etree._Element) -> set[str]:
    return {etree.QName(element).localname for element in document.iter(etree.Element)}


def test_the_tei_is_valid_by_the_consortiums_own_schema(document):
    parts = schema(names_of(document))
    assert parts.validate(document), parts.error_log


@pytest.mark.thorough
def test_the_tei_is_valid_by_the_whole_schema(document):
    whole = etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))
    assert whole.validate(document), whole.error_log


@pytest.mark.parametrize(("old", "new"), [("sic", "printed"), ("sic", "title")], ids=["no element", "out of place"])
def test_the_schema_refuses_what_is_no_tei(document, old: str, new: str):
    text = etree.tostring(document, encoding="unicode")
    broken = etree.fromstring(text.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>"))
    assert not schema(names_of(broken)).validate(broken)


def test_every_pointer_in_the_tei_has_its_target(document):
    ids = set(document.xpath("//@xml:id"))
    targets = document.xpath("//t:text//@target", namespaces=NAMES)
    assert len(targets) > 50 and {target.removeprefix("#") for target in targets} <= ids


def test_the_tei_has_each_correction_citation_and_quotation(edition: Edition, document):
    choices = document.xpath("//t:choice/@xml:id", namespaces=NAMES)
    assert choices == [f"at-{place.span.reason.id}" for place in edition.corrections]
    cited = document.xpath("//t:ref[@type='citation']/@target", namespaces=NAMES)
    assert cited == [f"#ref-{place.span.marker.reference}" for place in edition.citations]
    quotations = ["".join(quote.itertext()) for quote in document.xpath("//t:p[@n='11']//t:quote", namespaces=NAMES)]
    assert quotations == ['"frozen conflicts"“frozen conflicts”']
    assert not document.xpath("//t:item//t:quote", namespaces=NAMES)
    assert not document.xpath("//t:pb", namespaces=NAMES)
