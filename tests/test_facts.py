"""The editor's facts: what is made of them follows the data, adds no word to the article, and answers readers' questions."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import xml.etree.ElementTree as etree
import zipfile
from pathlib import Path

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

import pdftext
from blocks import NUMBERED
from building import mkdocs
from building.checking import check_edition, check_site, load
from edition.edition import Edition
from edition.facts import Event, Fact, Facts
from exports import epub
from exports.catalogue import EPUB, OFFLINE, PDF
from exports.differences import differences
from exports.pdf import contents
from facts.marking import MarkedTerm, mark_terms
from facts.standing import in_the_articles_order, naming
from factsedition import edit
from running import snapshot
from test_epub import complaints
from test_fonts import characters_of, strings

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
PICTURES_OF_A_PAGE = 25_000
SMALLEST_WRITING = 12


@pytest.fixture(scope="module")
def facts(with_facts: Path) -> Facts:
    return Facts.load(with_facts)


def page(site, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / name / "index.html").read_text(encoding="utf-8"))


def test_neither_the_edition_nor_its_site_has_findings(with_facts: Path, facts_site):
    assert check_edition(load(with_facts)) == []
    assert check_site(Edition.load(with_facts), facts_site.folder, facts_site.url) == []


def test_an_edition_without_facts_has_none_of_it(pristine: Path, site):
    assert Facts.load(pristine).tables == ()
    html = "".join(path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html"))
    assert 'class="term"' not in html and "facts.css" not in html


# The glossary in the text

def test_no_word_of_a_paragraph_changes(site, facts_site):
    for name in ("", "chairmanship", "astana-summit", "three-dimensions", "article"):
        for number in NUMBERED:
            before, after = (page(one, name).css_first(f"#{number}") for one in (site, facts_site))
            assert (before is None) == (after is None)
            assert before is None or before.text() == after.text()


def test_each_first_use_in_a_paragraph_leads_to_its_entry(with_facts: Path, facts_site):
    edition, whole = Edition.load(with_facts), page(facts_site, "article")
    entries = {node.attributes["id"] for node in page(facts_site, "glossary").css(".term-entry h2")}
    for term in edition.facts.terms:
        assert term.anchor in entries
        for number in naming(edition, term):
            if number in NUMBERED:
                paragraph = whole.css_first(f"#{number}")
                links = paragraph.css(f'a.term[href$="#{term.anchor}"], a.correction[data-also~="{term.anchor}"]')
                assert len(links) == 1, f"{term.id} in {number}"


def test_no_link_lies_within_another(facts_site):
    assert page(facts_site, "article").css("a a") == []


@pytest.mark.parametrize(("html", "forms", "expected"), [
    ("<p>The OSCE and the OSCE.</p>", ["OSCE"], '<p>The <a class="term" href="x">OSCE</a> and the OSCE.</p>'),
    ("<p>OSCEs and EOSCE.</p>", ["OSCE"], "<p>OSCEs and EOSCE.</p>"),
    ("<p>the Final\nAct</p>", ["Final Act"], '<p>the <a class="term" href="x">Final Act</a></p>'),
    ("<p>a <sup>1</sup> EU b</p>", ["EU"], '<p>a <sup>1</sup> <a class="term" href="x">EU</a> b</p>'),
    (
        '<p>by <a class="correction"><del>SCO,EU</del><ins>SCO, EU</ins></a> EU</p>', ["EU"],
        '<p>by <a class="correction" data-also="term-t"><del>SCO,EU</del><ins>SCO, EU</ins></a> EU</p>',
    ),
    (
        '<p>a monitoring <a class="correction"><ins>mission.</ins></a></p>', ["monitoring mission"],
        '<p>a <a class="term" href="x">monitoring</a> <a class="correction"><ins>mission.</ins></a></p>',
    ),
])
def test_the_first_use_is_wrapped(html: str, forms: list[str], expected: str):
    element = etree.fromstring(html)
    mark_terms(element, [MarkedTerm(Fact("term", {"id": "t", "forms": forms}, {}), "x")])
    assert etree.tostring(element, encoding="unicode") == expected


def test_of_two_terms_in_one_place_the_longer_is_marked_and_the_shorter_at_its_next():
    element = etree.fromstring("<p>The OSCE Centre, says the OSCE.</p>")
    terms = [MarkedTerm(Fact("term", {"id": name, "forms": [name]}, {}), name) for name in ("OSCE", "OSCE Centre")]
    mark_terms(element, terms)
    assert [(link.text, link.get("href")) for link in element] == [("OSCE Centre", "OSCE Centre"), ("OSCE", "OSCE")]


# What programs read

def test_the_anchors_of_facts_keep_to_the_schema(facts_site, facts: Facts):
    schema, data = (
        json.loads((facts_site.folder / name).read_text(encoding="utf-8")) for name in ("anchors.schema.json", "anchors.json")
    )
    jsonschema.Draft202012Validator(schema).validate(data)
    kinds = [anchor["kind"] for anchor in data["anchors"]]
    assert [kinds.count(kind) for kind in ("event", "place", "term")] == [
        len(facts.events), len(facts.places), len(facts.terms)]


# One change of the data

def test_a_changed_date_is_followed_everywhere_and_nothing_else_changes(with_facts: Path, facts_site, tmp_path: Path):
    root, folder = tmp_path / "edition", tmp_path / "site"
    shutil.copytree(with_facts, root)
    edit(root / "docs/facts.toml", 'date = "2010-01-01"', 'date = "2010-01-02"')
    mkdocs.render(root, folder)
    before, after = snapshot(facts_site.folder), snapshot(folder)
    changed = {name for name in after if before.get(name) != after[name]}
    assert before.keys() == after.keys()
    by_text = {"facts.toml", "timeline/index.html", "index.html", "search.json", "anchors.json"}
    assert {name for name in changed if not name.startswith("download/")} == by_text
    assert {name for name in changed if name.startswith("download/")} == {form.path for form in (EPUB, PDF, OFFLINE)}
    for name in by_text - {"facts.toml"}:
        old = (facts_site.folder / name).read_text(encoding="utf-8")
        new = (folder / name).read_text(encoding="utf-8")
        assert "1 January 2010" in old and "1 January 2010" not in new and "2 January 2010" in new


# Other formats

@pytest.fixture(scope="module")
def book(facts_site) -> bytes:
    return (facts_site.folder / EPUB.path).read_bytes()


@pytest.mark.browser
def test_the_book_has_the_pictures_and_is_valid(book: bytes, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(book)) as zipped:
        pictures = {name: zipped.read(name).count(b"<svg:svg ") for name in zipped.namelist() if name.endswith(".xhtml")}
        described = zipped.read("EPUB/package.opf").decode()
    assert {name: times for name, times in pictures.items() if times} == {"EPUB/timeline.xhtml": 1, "EPUB/places.xhtml": 1}
    assert described.count('properties="svg"') == 2 and ">visual<" in described
    assert described.count('properties="cover-image"') == 1
    assert complaints(book, tmp_path) == []


def test_the_book_and_the_pdf_still_tell_the_article(with_facts: Path, facts_site, book: bytes):
    edition = Edition.load(with_facts)
    assert differences(edition, epub.told(book)) == []
    assert differences(edition, pdftext.told(pdftext.text_of(facts_site.folder / PDF.path))) == []


def test_the_pdf_has_every_fact_and_its_pictures_say_what_they_show(with_facts: Path, facts_site, facts: Facts):
    text = " ".join(pdftext.text_of(facts_site.folder / PDF.path).split())
    for fact in (*facts.events, *facts.places, *facts.terms):
        assert f"{fact.said if isinstance(fact, Event) else fact.name}:" in text
    sections = contents(Edition.load(with_facts), SITE)["sections"]
    pictures = [section["picture"] for section in sections if section["picture"]]
    assert len(pictures) == 2 and all(len(picture["alternative"]) > 100 for picture in pictures)


def test_the_pdf_has_the_characters_of_the_facts_in_its_face(with_facts: Path):
    printed = set("".join(strings(contents(Edition.load(with_facts), SITE)))) - {"\n"}
    assert printed - characters_of("literata-regular.ttf") == set()


# What readers ask

def test_the_timeline_is_a_list_in_time_with_sources_and_paragraphs(facts_site, facts: Facts):
    events = page(facts_site, "timeline").css("ol.timeline > li")
    assert [node.attributes["id"] for node in events] == [event.anchor for event in facts.events]
    for node, event in zip(events, facts.events, strict=True):
        links = [link.attributes["href"] or "" for link in node.css("a")]
        assert event.said in node.text()
        for source in facts.sources_of(event):
            assert source.text("address") in links
        for number in event.paragraphs:
            assert number.startswith("record-") or any(link.endswith(f"#{number}") for link in links)
        whose = {"In the article": bool(event.paragraphs), "Added by the editor": not event.is_articles}
        assert {words: words in node.text() for words in whose} == whose


def test_the_articles_order_is_that_of_its_words(with_facts: Path):
    told = {block.id: [event.id for event in events] for block, events in in_the_articles_order(Edition.load(with_facts))}
    assert told["p3"] == ["chairmanship", "astana-summit", "istanbul-summit"]
    assert list(told) == ["p2", "p3", "p7", "p8", "p11", "record-year"]


FORMS = ["ODIHR", "Office for Democratic Institutions", "CCCMA", "CICA", "СВМДА", "EurAsEC", "Kabul"]


@pytest.mark.parametrize("sought", FORMS)
def test_the_search_finds_every_form_of_a_name(facts_site, sought: str):
    index = json.loads((facts_site.folder / "search.json").read_text(encoding="utf-8"))
    found = [entry["address"] for entry in index if sought in entry["text"]]
    assert any(address.startswith(("glossary/#term-", "places/#place-")) for address in found)


def test_what_is_probable_says_so_with_its_evidence(facts_site, facts: Facts):
    entry = page(facts_site, "glossary").css_first("#term-cccma").parent.text()
    (term,) = [term for term in facts.terms if term.is_probable]
    assert "As printed. Probably" in entry and f"Probable. {term.text('evidence')}" in entry


def test_the_list_says_what_the_map_shows(facts_site):
    places = page(facts_site, "places")
    shown = [node.text() for node in places.css("svg text")]
    assert shown == [node.text() for node in places.css(".places strong")]
    rings = len(places.css("svg circle.ring"))
    assert rings == len(places.css(".places > .of-editor")) == 3


def test_the_concordance_has_every_block_in_order(with_facts: Path, facts_site):
    edition = Edition.load(with_facts)
    rows = page(facts_site, "concordance").css("tbody tr")
    assert len(rows) == len(edition.blocks)
    (row,) = [row for row in rows if row.css_first("th").text() == "5-3"]
    cells = [cell.text() for cell in row.css("td")]
    assert cells == ["The chairmanship", "15", "", "E53, E55", "k", "OSCE, CCCMA, CIS, EAEC, SCO"]


def test_the_pictures_are_light_and_their_writing_is_large_enough(facts_site):
    drawn = 0
    for path in facts_site.folder.rglob("*.html"):
        pictures = LexborHTMLParser(path.read_text(encoding="utf-8")).css("svg.picture")
        drawn += len(pictures)
        assert sum(len(gzip.compress((picture.html or "").encode())) for picture in pictures) <= PICTURES_OF_A_PAGE
        for picture in pictures:
            assert picture.css_first("title").text() and picture.css_first("desc").text()
            assert float(picture.attributes["font-size"]) >= SMALLEST_WRITING
    assert drawn == 3
