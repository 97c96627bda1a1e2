"""What is wrong in a finished page is traced to the line of the Markdown that it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from building.tracing import Place, Sources
from edition.edition import Edition
from edition.page import Page
from rendering.reading import Readings

URL = "https://example.org/name/"
NAME = "chairmanship.md"
PAGE = f"docs/{NAME}"
OWN, WHOLE = "chairmanship/index.html", "article/index.html"
LINK = "[the next page](astana-summit.md)"


def changed(edition: Edition, markdown: str) -> tuple[Page, Sources]:
    """The page with `markdown` in it, and the sources of the edition that has it."""
    text = edition.pages_by_name[NAME].text
    assert text.count(LINK) == 1
    page = Page.parse(NAME, text.replace(LINK, f"{markdown}\n\n"))
    pages = [page if other.name == NAME else other for other in edition.pages]
    return page, Sources(Readings(replace(edition, pages=pages)), URL)


def standing(page: Page, place: Place) -> str:
    """What stands at a place of the page, as far as its line goes."""
    return page.text.split("\n")[place[1] - 1][place[2] - 1:]


def traced(edition: Edition, markdown: str, address: str, path: str = OWN) -> tuple[str, str] | None:
    """The file, and what stands at the place there, to which an address is traced once `markdown` is in the page."""
    page, sources = changed(edition, markdown)
    place = sources.place_of(path, address)
    return place and (place[0], standing(page, place))


@pytest.mark.parametrize(("markdown", "address", "found"), [
    ("[a](astana-summit.md#p99)", "../astana-summit/#p99", "astana-summit.md#p99)"),
    ("[a](<astana-summit.md#p99>)", "../astana-summit/#p99", "astana-summit.md#p99>)"),
    ("[a][b]\n\n[b]: astana-summit.md#p99", "../astana-summit/#p99", "astana-summit.md#p99"),
    ("[a]\n\n> [a]: <astana-summit.md#p99>", "../astana-summit/#p99", "astana-summit.md#p99>"),
    ("<a href='../astana-summit/#p99'>a</a>", "../astana-summit/#p99", "../astana-summit/#p99'>a</a>"),
    ("[a](https://example.com/?a=1&amp;b=2)", "https://example.com/?a=1&b=2", "https://example.com/?a=1&amp;b=2)"),
    ("<a href=\"https://example.com/?a=1&#38;b=2\">a</a>", "https://example.com/?a=1&b=2", "https://example.com/?a=1&#38;b=2"),
    ("[a](https://example.com/%C3%A4%62)", "https://example.com/äb", "https://example.com/%C3%A4%62)"),
    ("[a](HTTPS://Example.com)", "https://example.com/", "HTTPS://Example.com)"),
    ("<https://example.com/x>", "https://example.com/x", "https://example.com/x>"),
    ("[a](nowhere%20else.pdf)", "nowhere%20else.pdf", "nowhere%20else.pdf)"),
    ("![a](assets/no.jpg)", "../assets/no.jpg", "assets/no.jpg)"),
    ("<img src='../assets/no.jpg' alt='a'>", "../assets/no.jpg", "../assets/no.jpg' alt='a'>"),
    ("`../x/y` <span style=\"a:../x/y\"></span>", "../x/y", "../x/y\"></span>"),
    ("a {.not} b", "{.not}", "{.not} b"),
])
def test_an_address_is_traced_to_where_it_is_written(edition: Edition, markdown: str, address: str, found: str):
    place = traced(edition, markdown, address)
    assert place and place[0] == PAGE and place[1].startswith(found)


@pytest.mark.parametrize(("markdown", "address"), [
    ("`[a](nowhere.md)` <!-- ../nowhere/ -->", "../nowhere/"),
    ("[a](https://example.com/long/address)", "https://example.com/long"),
    ("[a](#p3)", ""),
    ("a {.not} b {.not}", "{.not}"),
])
def test_code_comments_and_parts_of_other_addresses_are_no_source(edition: Edition, markdown: str, address: str):
    assert traced(edition, markdown, address) is None


def test_what_is_wrong_with_a_page_as_a_whole_is_traced_to_where_it_begins(edition: Edition):
    sources = Sources(Readings(edition), URL)
    assert sources.place_of(OWN, None) == (PAGE, 1, 1)
    assert sources.place_of("404.html", None) is None


def test_what_the_whole_article_shows_is_traced_to_the_page_of_its_words(edition: Edition):
    place = traced(edition, "[a][b]\n\n[b]: astana-summit.md#p99", "#p99", WHOLE)
    assert place == (PAGE, "astana-summit.md#p99")


def test_of_two_ids_the_lower_is_traced(edition: Edition):
    place = traced(edition, "<a id='one'></a>\n\n## Two { #one }", 'id="one"')
    assert place == (PAGE, "one }")


def test_of_pages_that_are_made_without_markdown_nothing_is_traced(edition: Edition):
    assert traced(edition, LINK, "../astana-summit/", "404.html") is None


def test_an_address_of_another_site_is_found_wherever_it_is_written(edition: Edition):
    page, sources = changed(
        edition, "[a](https://example.com/%C3%A4?x=1&amp;y=2) `https://example.com/ä?x=1&y=2` [b]"
        " <!-- https://example.com/ä -->\n\n[b]: <https://EXAMPLE.com/ä?x=1&y=2>\n\n[c](https://example.com/ä?x=1&y=2#z)",
    )
    places = list(sources.places_of_address("https://example.com/%C3%A4?x=1&y=2"))
    assert [standing(page, place).partition(" ")[0] for place in places] == [
        "https://example.com/%C3%A4?x=1&amp;y=2)", "https://EXAMPLE.com/ä?x=1&y=2>",
    ]
    assert PAGE in sources.files


def test_of_an_edition_that_cannot_be_read_there_are_no_sources(tmp_path: Path, pristine: Path):
    assert Sources.load(tmp_path, URL) is None
    loaded = Sources.load(pristine, URL)
    assert loaded and PAGE in loaded.files
