"""Citations: what each style gives, and that other programs read the files back with nothing lost or invented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rispy
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from edition.citing import EXPORTS, bibtex, citations, csl_json, everything_cited, export_name, exports, ris
from edition.edition import Edition
from edition.formatting import FORMATTED_ARTICLE, formatted_article

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
TITLE = "Activity of Kazakhstan within OSCE"
NUMBERED = [f"p{n}" for n in range(1, 6)] + [f"p5-{n}" for n in range(1, 5)] + [f"p{n}" for n in range(6, 14)]

AT_7 = f"{SITE}astana-summit/#p7"
EXPECTED = {
    "APA": (f"<em>{TITLE}</em>. (2014). {AT_7}", "(<em>Activity of Kazakhstan Within OSCE</em>, 2014, para. 7)"),
    "MLA": (
        f"“Activity of Kazakhstan Within OSCE.” Almaty, 2014, {AT_7}.",
        "(“Activity of Kazakhstan Within OSCE,” par. 7)",
    ),
    "Chicago": (
        f"“Activity of Kazakhstan Within OSCE.” 2014. Almaty. {AT_7}.",
        "(“Activity of Kazakhstan Within OSCE” 2014, para. 7)",
    ),
    "Harvard": (f"‘{TITLE}’ (2014). Almaty. Available at: {AT_7}.", f"(‘{TITLE}’, 2014, para. 7)"),
    "GOST R 7.0.5-2008": (f"{TITLE} [Electronic resource]. Almaty, 2014. URL: {AT_7}", f"[{TITLE}, 2014, para. 7]"),
}


@pytest.fixture(scope="session")
def cited(edition: Edition):
    return everything_cited(edition, SITE)


def test_the_kept_citations_are_those_that_the_processor_makes():
    assert (ROOT / FORMATTED_ARTICLE).read_text(encoding="utf-8") == formatted_article(ROOT)


def test_the_whole_and_every_numbered_block_can_be_cited(cited):
    assert [c.id for c in cited] == ["article", *NUMBERED]
    assert [c.locator for c in cited][6:9] == ["para. 5-1", "para. 5-2", "para. 5-3"]


def test_every_style_cites_paragraph_7(edition: Edition, cited):
    seventh = next(c for c in cited if c.id == "p7")
    assert {c.style: (c.entry, c.in_text) for c in citations(edition, seventh)} == EXPECTED


def test_a_list_item_has_its_own_locator_and_the_whole_has_none(edition: Edition, cited):
    item = next(c for c in cited if c.id == "p5-4")
    assert all("5-4" in c.in_text and "#p5-4" in c.entry for c in citations(edition, item))
    assert not any("para" in c.in_text for c in citations(edition, cited[0]))


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/", "https://a.example/deep/path"])
def test_addresses_lie_below_any_site(edition: Edition, address: str):
    root = address.rstrip("/") + "/"
    found = everything_cited(edition, address)
    assert found[0].address == root
    assert found[1].address == f"{root}#p1" and found[3].address == f"{root}chairmanship/#p3"


def test_bibtex_is_read_back_by_pybtex(edition: Edition, cited):
    for one in cited:
        database = parse_string(bibtex(edition.article, one), "bibtex")
        (entry,) = database.entries.values()
        assert entry.type == "misc" and not entry.persons
        assert dict(entry.fields) == {
            "title": "{" + TITLE + "}", "year": "2014", "address": "Almaty", "url": one.address,
            **({"note": one.locator} if one.locator else {}),
        }


def test_ris_is_read_back_by_rispy(edition: Edition, cited):
    for one in cited:
        text = ris(edition.article, one)
        assert all(line.endswith("\r") for line in text.split("\n")[:-1])
        (entry,) = rispy.loads(text)
        assert (entry["title"], entry["year"], entry["place_published"]) == (TITLE, "2014", "Almaty")
        assert entry["urls"] == [one.address]
        assert entry.get("notes", []) == ([one.locator] if one.locator else [])
        assert not {"authors", "first_authors", "journal_name", "publisher"} & set(entry)


def test_csl_json_has_what_the_record_has_and_the_place(edition: Edition, cited):
    for one in cited:
        (item,) = json.loads(csl_json(edition.article, one))
        assert item.pop("URL") == one.address
        assert item.pop("note", "") == one.locator
        assert {**item, "id": edition.article["id"]} == edition.article


def test_every_file_is_in_the_site_and_leads_to_an_id_of_it(edition: Edition, site):
    made = exports(edition, site.url)
    assert len(made) == len(EXPORTS) * (1 + len(NUMBERED))
    for name, content in made.items():
        assert (site.folder / name).read_bytes().decode() == content
    for one in everything_cited(edition, site.url):
        page = urlsplit(one.address).path.removeprefix(urlsplit(site.url).path)
        html = LexborHTMLParser((site.folder / page / "index.html").read_text(encoding="utf-8"))
        assert one.id == "article" or html.css_first(f"#{one.id}") is not None


def test_the_cite_page_has_every_citation_and_file(edition: Edition, site):
    html = LexborHTMLParser((site.folder / "cite/index.html").read_text(encoding="utf-8"))
    for one in everything_cited(edition, site.url):
        section = html.css_first(f"#cite-{one.id}").parent
        styles = [node.text() for node in section.css("dt")]
        assert styles == list(EXPECTED)
        for citation, node in zip(citations(edition, one), section.css("dd"), strict=True):
            entry, in_text = (re.sub("</?em>", "", form) for form in (citation.entry, citation.in_text))
            assert [part.text() for part in node.css("p")] == [entry, in_text]
        files = [node.attributes["href"] for node in section.css(".cite-files a")]
        assert files == [export_name(one, ending).removeprefix("cite/") for ending in EXPORTS]
        assert section.css_first(".cite-address a").attributes["href"] == one.address
