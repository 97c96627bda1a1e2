"""The PDF's structure, as pikepdf reads it: headings, paragraphs, lists, notes and links, and the names of its places."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from blocks import NUMBERED
from edition.edition import Edition
from exports.parts import notes
from exports.pdf import pdf
from exports.pdf_places import Position, with_places

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"


@pytest.fixture(scope="module")
def content(edition: Edition) -> bytes:
    return pdf(edition, SITE)


@pytest.fixture(scope="module")
def document(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def top(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    (root,) = children(document.Root.StructTreeRoot)
    assert root.S == "/Document"
    return list(children(root))


def children(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """The elements right below one; what is no element is content of a page, or an annotation."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    for child in children(element):
        yield child
        yield from below(child)


def kinds(element: pikepdf.Dictionary) -> list[str]:
    return [str(child.S) for child in children(element)]


def annotations(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """What the links at and below an element do."""
    for link in [element, *below(element)]:
        if link.S == "/Link":
            kids = link.K if isinstance(link.K, pikepdf.Array) else [link.K]
            yield from (kid.Obj for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR")


def addresses(element: pikepdf.Dictionary) -> list[str]:
    """The addresses on the web to which the links at and below an element lead."""
    return [str(found.A.URI) for found in annotations(element) if "/URI" in found.get("/A", {})]


def test_the_article_is_headings_paragraphs_and_lists_and_nothing_bare(top):
    found = [str(element.S) for element in top]
    assert set(found) == {"/H1", "/H2", "/H3", "/P", "/L"}
    assert found.count("/H1") == 1 and found.count("/L") == 3


def test_every_paragraph_begins_with_the_link_that_is_its_number(top):
    def begins_with_a_link(element: pikepdf.Dictionary) -> bool:
        first = element.K[0] if isinstance(element.K, pikepdf.Array) else element.K
        return isinstance(first, pikepdf.Dictionary) and first.get("/S") == "/Link"

    numbered = [addresses(element)[0] for element in top if element.S == "/P" and begins_with_a_link(element)]
    assert [address.partition("#")[2] for address in numbered] == [name for name in NUMBERED if "-" not in name]


def test_the_items_of_paragraph_5_are_a_list_with_their_numbers_for_labels(top):
    items = list(children(next(element for element in top if element.S == "/L")))
    assert [str(item.S) for item in items] == ["/LI"] * 4
    for number, item in enumerate(items, 1):
        label, body = children(item)
        assert (label.S, body.S) == ("/Lbl", "/LBody") and kinds(body) == ["/P"]
        assert addresses(label) == [f"{SITE}chairmanship/#p5-{number}"]


def test_references_and_apparatus_are_lists(edition: Edition, top):
    _, references, apparatus = (element for element in top if element.S == "/L")
    assert len(list(children(references))) == len(edition.references.items)
    assert len(list(children(apparatus))) == len(edition.corrections)


def test_every_note_is_a_note_and_its_sources_are_links(edition: Edition, top):
    found = [element for part in top for element in below(part) if element.S == "/Note"]
    expected = list(notes(edition, SITE))
    assert len(found) == len(expected)
    for element, note in zip(found, expected, strict=True):
        sources = [run.address for paragraph in note.paragraphs for run in paragraph if run.address and not run.target]
        # Its words lead there, and so does the address that is printed behind them.
        assert addresses(element) == [source for source in sources for _ in range(2)]
    assert sum(len(addresses(element)) for element in found) > 30
    marks = [element for part in top for element in below(part) if element.S == "/Lbl" and "/Link" in kinds(element)]
    assert len(marks) == len(list(edition.places("note"))) + 4


def test_the_sources_of_the_references_are_links(top):
    references = [element for element in top if element.S == "/L"][1]
    assert {"https://mylektsii.su/7-22754.html", "https://ft.dk/samling/20101/almdel/OSCE/bilag/12/932276/index.htm"} <= set(
        addresses(references)
    )


def test_every_id_is_the_name_of_a_place(edition: Edition, document: pikepdf.Pdf):
    names = dict(pikepdf.NameTree(document.Root.Names.Dests).items())
    blocks = {block.id for _, block in edition.blocks}
    expected = blocks | {f"note-{note.argument}" for _, note in edition.notes} | {
        f"ref-{item.id}" for item in edition.references.items
    } | {place.span.reason.id for place in edition.corrections}
    assert expected <= set(names) and {"p5-1", "printed-1", "abstract"} <= set(names)
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    # The link that is a paragraph's number stands where the name leads, and not a line too high or too low.
    for number, page in enumerate(document.pages):
        for annotation in page.Annots:
            fragment = str(annotation.get("/A", {}).get("/URI", "")).removeprefix(SITE).partition("#")[2]
            if fragment in NUMBERED and annotation.Rect[0] < 110:
                target, kind, _, y, _ = names[fragment]
                assert pages[target.objgen] == number and kind == "/XYZ"
                assert 0 < float(y) - float(annotation.Rect[3]) < 20, fragment


def test_what_the_edition_says_of_itself_is_linked(top):
    facts = [address for element in top[:8] for address in addresses(element)]
    assert facts == [SITE, f"{SITE}#p7", "https://creativecommons.org/licenses/by/4.0/"]
    assert addresses(top[-4]) == [f"{SITE}source/article.txt"]


def test_head_foot_key_and_colophon_say_what_paper_needs(content: bytes, tmp_path: Path):
    (tmp_path / "edition.pdf").write_bytes(content)
    command = ["pdftotext", "-layout", str(tmp_path / "edition.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Wide spaces are the layout's own affair.
    pages = ["".join(page.split()) for page in text.split("\f")]
    assert "¶1–2" in pages[0][:60] and f"{SITE}#p1leadsto¶1" in pages[0] and "¶2–3" in pages[1][:60]
    assert "Howtoreadit" in pages[0] and "[Aboutthiscopy]" in pages[-2] and "SHA-256" in pages[-2]


def test_what_typst_wrote_stays_as_it_was(content: bytes):
    before = content[:content.index(b"%%EOF") + len(b"%%EOF")]
    assert content.count(b"%%EOF") == 2 and content.startswith(before)


def test_a_pdf_that_is_written_in_another_way_is_refused(content: bytes):
    first = content[:content.index(b"%%EOF") + len(b"%%EOF")]
    assert with_places(first, {"p1": Position(1, 0, 700.0)}).startswith(first)
    for broken, says in ((b"%PDF-1.7\n%%EOF", "does not end"), (content, "names places already")):
        with pytest.raises(ValueError, match=says):
            with_places(broken, {"p1": Position(1, 0, 700.0)})
    with pytest.raises(ValueError, match="can't name a place"):
        with_places(first, {"ä(": Position(1, 0, 700.0)})
