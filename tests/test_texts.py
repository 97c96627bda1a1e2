"""Plain text and TEI: each tells the article, and is read by programs that know nothing of the edition."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from blocks import NUMBERED
from edition.apparatus import lemmata, lemmata_of, undone
from edition.edition import Edition
from edition.page import Page
from edition.permanent import digest_of_words
from edition.releases import Release
from exports import plain_text, tei
from exports.differences import Told, difference, differences
from exports.parts import notes
from exports.tei_prose import Notes
from exports.tei_words import Words

SITE = "https://example.org/"
SCHEMA = Path(__file__).parent / "data/tei_all-4.3.0.rng.gz"
FORMATS = {
    "plain text": (plain_text.plain_text, plain_text.told),
    "TEI": (tei.tei, tei.told),
}
RNG = "{http://relaxng.org/ns/structure/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
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
    assert messages["missing"] == "p7 is missing" and messages["added"] == "p14 is not a block of the article"
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
    within = {target.removeprefix("#") for target in targets if target.startswith("#")}
    assert len(within) > 30 and within <= ids
    assert {target.partition(":")[0] for target in targets if not target.startswith("#")} == {"http", "https"}


def test_the_tei_has_each_correction_citation_and_quotation(edition: Edition, document):
    choices = document.xpath("//t:choice/@xml:id", namespaces=NAMES)
    assert choices == [f"at-{place.span.reason.id}" for place in edition.corrections]
    cited = document.xpath("//t:ref[@type='citation']/@target", namespaces=NAMES)
    assert cited == [f"#ref-{place.span.marker.reference}" for place in edition.citations]
    assert not document.xpath("//t:pb", namespaces=NAMES)


def found(document: etree._Element, path: str) -> list[str]:
    """The words as read of the elements on a path."""
    return [
        "".join(element.xpath(".//text()[not(ancestor::t:sic)]", namespaces=NAMES)).strip()
        for element in document.xpath(path, namespaces=NAMES)
    ]


def test_what_stands_in_quotation_marks_is_what_it_is(document):
    assert found(document, "//t:body//t:soCalled") == ["“double standards”", "“dividing lines”", "“frozen conflicts”"]
    alone = found(document, "//t:body//t:quote[not(parent::t:cit)][not(@next)]")
    assert [words[:8] for words in alone] == ["“from oc", "“to the "]
    cited = found(document, "//t:body//t:cit/t:quote")
    assert [(words[:4], words.split()[-1]) for words in cited] == [
        ("«The", "conflict»"), ("«Tra", "states»"), ("to s", "Asia»"), ("“com", "relations”"), ("«Its", "nations»")]
    assert found(document, "//t:body//t:cit/t:ref") == ["[1, p. 3]", "[2]", "[1, p. 6]", "[3]", "[4]"]
    assert document.xpath("count(//t:cit[count(*) != 2])", namespaces=NAMES) == 0


def test_a_quotation_that_goes_on_into_a_list_is_a_chain(document):
    chain = document.xpath("//t:quote[@xml:id]", namespaces=NAMES)
    names = [f"#quote-{name}" for name in ("p5", "p5-1", "p5-2", "p5-3", "p5-4")]
    assert [f"#{part.get(XML_ID)}" for part in chain] == names
    assert [part.get("next") for part in chain] == [*names[1:], None]
    assert [part.get("prev") for part in chain] == [None, *names[:-1]]


LONG = {
    "closed in the list": ("He said: “one", ["two", "three” and", "four"], ["quote-p1", "quote-p1-1", "quote-p1-2"]),
    "closed nowhere": ("He said: “one", ["two", "three"], []),
    "a quotation of its own": ("He said:", ["“two and that is all of it”", "three"], []),
}


@pytest.mark.parametrize(("paragraph", "items", "expected"), LONG.values(), ids=LONG)
def test_only_what_is_closed_goes_on(paragraph: str, items: list[str], expected: list[str]):
    listed = "".join(f"- {item}\n  {{ #p1-{n} }}\n" for n, item in enumerate(items, 1))
    first, *below = Page.parse("page.md", f"{paragraph}\n{{ #p1 }}\n\n{listed}").blocks
    writer, made = Words(Notes({}, set())), etree.Element("div")
    for block, others in [(first, below), *((item, []) for item in below)]:
        element = ElementTree.Element("p")
        writer.add(element, block, others)
        assert "".join(element.itertext()) == block.reading_text
        made.append(etree.fromstring(ElementTree.tostring(element)))
    assert made.xpath("//quote/@*[local-name() = 'id']") == expected


def test_a_note_stands_at_its_first_mark_with_its_letter_and_its_sources(edition: Edition, document):
    letters = [note.argument for _, note in edition.notes]
    assert document.xpath("//t:body//t:note/@n", namespaces=NAMES) == letters
    assert document.xpath("//t:ref[@type='noteref']/text()", namespaces=NAMES) == ["a", "e", "e"]
    # Nothing else is a note with a place, for TEI's stylesheets number those alone.
    assert document.xpath("count(//t:note[@place])", namespaces=NAMES) == len(letters)
    sources = document.xpath("//t:body//t:note//t:ref/@target[starts-with(., 'http')]", namespaces=NAMES)
    assert sources == [run.address for note in notes(edition, SITE) for part in note.paragraphs for run in part
                       if run.address and not run.target]
    assert found(document, "//t:note//t:hi[@rend='italic']") == [
        "Astana Commemorative Declaration: Towards a Security Community"]


def test_a_conjecture_says_that_it_is_one(edition: Edition, document):
    conjectures = [place.span.reason.id for place in edition.corrections if place.span.reason.conjecture]
    assert conjectures == ["E21", "E62"]
    assert document.xpath("//t:choice[t:corr[@type='conjecture'][@cert='medium']]/@xml:id", namespaces=NAMES) == [
        f"at-{name}" for name in conjectures]
    assert [words.partition(":")[0] for words in found(document, "//t:item[contains(., ': Conjecture: ')]")] == conjectures


def test_the_header_says_who_answers_for_what_and_how_to_cite(edition: Edition, document):
    header = document.find("{*}teiHeader")
    assert header.xpath("string(//t:respStmt[@xml:id='editors'])", namespaces=NAMES).split() != []
    (structure,) = header.xpath("//t:citeStructure", namespaces=NAMES)
    # Its path is XPath in which a name without a prefix is one of TEI's.
    path = re.sub(r"(?<=[/:])(?=[a-z]+\b(?!:))", "t:", structure.get("match"))
    assert [element.get(structure.get("use").removeprefix("@")) for element in document.xpath(path, namespaces=NAMES)] == [
        name.removeprefix("p") for name in NUMBERED]
    assert len(header.xpath("//t:textClass//t:term", namespaces=NAMES)) == 4
    assert found(document, "//t:notesStmt/t:note")[0].startswith("The article names no author")
    assert header.xpath("//t:revisionDesc/@status", namespaces=NAMES) == ["draft"]


def test_the_revisions_are_the_releases(edition: Edition):
    released = replace(edition, releases=[
        Release("0.9.0", "2026-01-02", SITE), Release(edition.version.number, "2026-03-04", SITE, digest_of_words(edition)),
    ])
    document = etree.fromstring(tei.tei(released, SITE).encode())
    (revisions,) = document.xpath("//t:revisionDesc", namespaces=NAMES)
    assert revisions.get("status") == "published"
    assert [(change.get("n"), change.get("when")) for change in revisions] == [
        (edition.version.number, "2026-03-04"), ("0.9.0", "2026-01-02")]
