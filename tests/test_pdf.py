"""The PDF: what other programs read in it is the article, and it is tagged, bookmarked, linked and whole."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import pdftext
from blocks import NUMBERED
from edition.edition import Edition
from edition.page import Page
from exports.differences import differences
from exports.pdf import pdf

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"


@pytest.fixture(scope="module")
def made(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "edition.pdf"
    path.write_bytes(pdf(edition, SITE))
    return path


@pytest.fixture(scope="module")
def objects(made: Path) -> dict[str, dict | list]:
    """The dictionaries and lists of the PDF, as qpdf reads them, by their names."""
    done = subprocess.run(["qpdf", "--json=2", str(made)], check=True, capture_output=True, text=True)
    return {
        name: found["value"] for name, found in json.loads(done.stdout)["qpdf"][1].items()
        if isinstance(found.get("value"), dict | list)
    }


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace").stdout


def test_its_text_collates_with_the_article(edition: Edition, made: Path):
    assert differences(edition, pdftext.told(pdftext.text_of(made))) == []


def test_a_changed_word_would_be_found(edition: Edition, made: Path):
    text = pdftext.text_of(made)
    assert text.count("free, democratic, common and") == 1
    found = differences(edition, pdftext.told(text.replace("free, democratic, common and", "free, common and")))
    assert {difference.block_id for difference in found} == {"p7"}
    assert text.count("] tolerancebecame") == 1
    found = differences(edition, pdftext.told(text.replace("] tolerancebecame", "] tolerance became")))
    assert [difference.block_id for difference in found] == ["p4"] and "as printed" in found[0].message


def test_qpdf_finds_no_fault(made: Path):
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", str(made))


def test_it_is_tagged_and_says_what_it_is_and_names_no_author(made: Path):
    info = dict(re.findall(r"(?m)^(\w[^:]*): +(.*)$", said("pdfinfo", str(made))))
    assert info["Tagged"] == "yes" and info["Title"] == "Activity of Kazakhstan within OSCE" and "Author" not in info
    metadata = said("pdfinfo", "-meta", str(made))
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata and "creator>" not in metadata


def test_its_structure_has_headings_paragraphs_and_the_language(made: Path, objects):
    kinds = re.findall(r"(?m)^\s*(\w+)", said("pdfinfo", "-struct", str(made)))
    assert kinds.count("H1") == 1 and kinds.count("H2") >= 9 and kinds.count("P") >= 17 and "Link" in kinds
    (catalogue,) = [value for value in dictionaries(objects) if value.get("/Type") == "/Catalog"]
    assert catalogue["/Lang"] == "u:en"


def test_every_font_is_embedded(made: Path):
    lines = said("pdffonts", str(made)).splitlines()[2:]
    assert lines and all(re.search(r" yes yes yes +\d+ +\d+$", line) and "Literata" in line for line in lines)


def test_its_bookmarks_are_the_headings(edition: Edition, objects):
    titles = [value["/Title"] for value in dictionaries(objects) if "/Title" in value and "/Dest" in value]
    titles = {title.removeprefix("u:") for title in titles}
    headings = {h.text for page in edition.text_pages for h in page.headings if h.id != "notes"}
    assert headings | {"About this copy", "Apparatus"} <= titles


def test_every_number_leads_to_its_address_and_every_link_inside_to_a_place(edition: Edition, objects):
    links = [value for value in dictionaries(objects) if value.get("/Subtype") == "/Link"]
    addresses = {link["/A"]["/URI"].removeprefix("u:") for link in links if "/URI" in link.get("/A", {})}
    assert {address.partition("#")[2] for address in addresses} >= set(NUMBERED)
    inside = [link for link in links if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    assert len(inside) >= 2 * len(edition.corrections) + len(edition.citations)
    pages = {name for name, value in objects.items() if isinstance(value, dict) and value.get("/Type") == "/Page"}
    for link in inside:
        target = link.get("/Dest") or link["/A"]["/D"]
        page, *_ = objects[f"obj:{target}"] if isinstance(target, str) else target
        assert f"obj:{page}" in pages


def test_what_an_owner_may_write_is_typeset(edition: Edition, tmp_path: Path):
    """A note on the title and a correction of it; a note with paragraphs, a list, code, and signs that mean much to Typst."""
    page = edition.pages[0]
    title = "# Activity of {~~Kazakhstan~>Kazakhstan,~~}{>>E95 Why not.<<}[^w] within OSCE { #title }"
    note = "/// note | w\nOne *em* `#let x = 1` [a_b](https://a.example/_*#$@<b>?c=[d]).\n\n- first\n- second\n///\n"
    text = page.text.replace("# Activity of Kazakhstan within OSCE { #title }", title) + f"\n{note}"
    changed = replace(edition, pages=[Page.parse(page.name, text), *edition.pages[1:]])
    path = tmp_path / "edition.pdf"
    path.write_bytes(pdf(changed, SITE))
    words = " ".join(pdftext.text_of(path).split())
    assert "(w) title: One em #let x = 1 a_b" in words and "first" in words and "E95, title: Kazakhstan, ]" in words


def dictionaries(objects) -> list[dict]:
    return [value for value in objects.values() if isinstance(value, dict)]
