"""Citations: what each style gives, and that other programs read the files back with nothing lost or invented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pypandoc
import pytest
import rispy
from pybtex.database import parse_file
from selectolax.lexbor import LexborHTMLParser

from blocks import NUMBERED
from edition.citing import EXPORTS, bibtex, citations, everything_cited, export_name, exports
from edition.edition import Edition

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
CSL_SCHEMA = Path(__file__).parent / "data/csl-data.json"
TITLE = "Activity of Kazakhstan within OSCE"

STYLES = ["APA", "MLA", "Chicago", "Harvard", "GOST R 7.0.5-2008"]
EXPECTED = {
    "p7": {
        "APA": (
            "<em>Activity of Kazakhstan within OSCE</em>. (2014). "
            "https://example.org/activity-of-kazakhstan-within-osce/astana-summit/#p7",
            "(<em>Activity of Kazakhstan Within OSCE</em>, 2014, para. 7)",
        ),
        "MLA": (
            "“Activity of Kazakhstan Within OSCE.” Almaty, 2014, "
            "https://example.org/activity-of-kazakhstan-within-osce/astana-summit/#p7.",
            "(“Activity of Kazakhstan Within OSCE,” par. 7)",
        ),
        "Chicago": (
            "“Activity of Kazakhstan Within OSCE.” 2014. Almaty. "
            "https://example.org/activity-of-kazakhstan-within-osce/astana-summit/#p7.",
            "(“Activity of Kazakhstan Within OSCE” 2014, para. 7)",
        ),
        "Harvard": (
            "‘Activity of Kazakhstan within OSCE’ (2014). Almaty. Available at: "
            "https://example.org/activity-of-kazakhstan-within-osce/astana-summit/#p7.",
            "(‘Activity of Kazakhstan within OSCE’, 2014, para. 7)",
        ),
        "GOST R 7.0.5-2008": (
            "Activity of Kazakhstan within OSCE [Electronic resource]. Almaty, 2014. URL: "
            "https://example.org/activity-of-kazakhstan-within-osce/astana-summit/#p7",
            "[Activity of Kazakhstan within OSCE, 2014, para. 7]",
        ),
    },
    "p5-4": {
        "APA": (
            "<em>Activity of Kazakhstan within OSCE</em>. (2014). "
            "https://example.org/activity-of-kazakhstan-within-osce/chairmanship/#p5-4",
            "(<em>Activity of Kazakhstan Within OSCE</em>, 2014, para. 5-4)",
        ),
        "MLA": (
            "“Activity of Kazakhstan Within OSCE.” Almaty, 2014, "
            "https://example.org/activity-of-kazakhstan-within-osce/chairmanship/#p5-4.",
            "(“Activity of Kazakhstan Within OSCE,” par. 5-4)",
        ),
        "Chicago": (
            "“Activity of Kazakhstan Within OSCE.” 2014. Almaty. "
            "https://example.org/activity-of-kazakhstan-within-osce/chairmanship/#p5-4.",
            "(“Activity of Kazakhstan Within OSCE” 2014, para. 5-4)",
        ),
        "Harvard": (
            "‘Activity of Kazakhstan within OSCE’ (2014). Almaty. Available at: "
            "https://example.org/activity-of-kazakhstan-within-osce/chairmanship/#p5-4.",
            "(‘Activity of Kazakhstan within OSCE’, 2014, para. 5-4)",
        ),
        "GOST R 7.0.5-2008": (
            "Activity of Kazakhstan within OSCE [Electronic resource]. Almaty, 2014. URL: "
            "https://example.org/activity-of-kazakhstan-within-osce/chairmanship/#p5-4",
            "[Activity of Kazakhstan within OSCE, 2014, para. 5-4]",
        ),
    },
    "article": {
        "APA": (
            "<em>Activity of Kazakhstan within OSCE</em>. (2014). "
            "https://example.org/activity-of-kazakhstan-within-osce/",
            "(<em>Activity of Kazakhstan Within OSCE</em>, 2014)",
        ),
        "MLA": (
            "“Activity of Kazakhstan Within OSCE.” Almaty, 2014, "
            "https://example.org/activity-of-kazakhstan-within-osce/.",
            "(“Activity of Kazakhstan Within OSCE”)",
        ),
        "Chicago": (
            "“Activity of Kazakhstan Within OSCE.” 2014. Almaty. "
            "https://example.org/activity-of-kazakhstan-within-osce/.",
            "(“Activity of Kazakhstan Within OSCE” 2014)",
        ),
        "Harvard": (
            "‘Activity of Kazakhstan within OSCE’ (2014). Almaty. Available at: "
            "https://example.org/activity-of-kazakhstan-within-osce/.",
            "(‘Activity of Kazakhstan within OSCE’, 2014)",
        ),
        "GOST R 7.0.5-2008": (
            "Activity of Kazakhstan within OSCE [Electronic resource]. Almaty, 2014. URL: "
            "https://example.org/activity-of-kazakhstan-within-osce/",
            "[Activity of Kazakhstan within OSCE, 2014]",
        ),
    },
}


@pytest.fixture(scope="session")
def cited(edition: Edition):
    return everything_cited(edition, SITE)


def test_the_whole_and_every_numbered_block_can_be_cited(cited):
    assert [c.id for c in cited] == ["article", *NUMBERED]
    assert [c.locator for c in cited][6:9] == ["para. 5-1", "para. 5-2", "para. 5-3"]


@pytest.mark.parametrize("identifier", EXPECTED)
def test_every_style_gives_its_entry_and_its_form_in_the_text(edition: Edition, cited, identifier: str):
    one = next(c for c in cited if c.id == identifier)
    assert {c.style: (c.entry, c.in_text) for c in citations(edition, one)} == EXPECTED[identifier]
    assert list(EXPECTED[identifier]) == STYLES


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/", "https://a.example/deep/path"])
def test_addresses_lie_below_any_site(edition: Edition, address: str):
    root = address.rstrip("/") + "/"
    found = everything_cited(edition, address)
    assert found[0].address == root
    assert found[1].address == f"{root}#p1" and found[3].address == f"{root}chairmanship/#p3"
    for one in found:
        for citation in citations(edition, one):
            assert re.findall(r"https://[^\s<]*?(?=\.?$)", citation.entry) == [one.address]


def test_an_address_is_escaped_where_the_form_wants_it(edition: Edition):
    one = everything_cited(edition, "https://a.example/?a=1&b=2")[0]
    assert all("a=1&amp;b=2/" in citation.entry for citation in citations(edition, one))
    record = {**edition.article, "title": r"A & B_{c}, 100 % #1 ~ ^ \ $"}
    (item,) = json.loads(pypandoc.convert_text(bibtex(record, one), "csljson", format="bibtex"))
    assert (item["title"], item["URL"]) == (record["title"], one.address)


def test_bibtex_is_read_back_by_pybtex(cited, site):
    for one in cited:
        database = parse_file(site.folder / export_name(one, "bib"), "bibtex", encoding="utf-8")
        ((key, entry),) = database.entries.items()
        assert key == key_of(one) and entry.type == "misc" and not entry.persons
        assert dict(entry.fields) == {
            "title": "{" + TITLE + "}", "year": "2014", "address": "Almaty", "url": one.address,
            **({"note": one.locator} if one.locator else {}),
        }


def test_ris_is_read_back_by_rispy(cited, site):
    for one in cited:
        text = (site.folder / export_name(one, "ris")).read_bytes().decode("utf-8")
        assert all(line.endswith("\r") for line in text.split("\n")[:-1])
        (entry,) = rispy.loads(text)
        assert entry == {
            "type_of_reference": "GEN", "title": TITLE, "year": "2014", "place_published": "Almaty", "language": "en",
            "urls": [one.address], "id": key_of(one), **({"notes": [one.locator]} if one.locator else {}),
        }


def test_csl_json_is_valid_by_its_schema(edition: Edition, cited, site):
    validator = jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text(encoding="utf-8")))
    for one in cited:
        validator.validate(json.loads((site.folder / export_name(one, "json")).read_text(encoding="utf-8")))
    assert not validator.is_valid([{**edition.article, "URL": ["https://example.org/"]}])


def test_csl_json_is_read_back_by_pandoc(edition: Edition, cited, site):
    for one in cited:
        text = (site.folder / export_name(one, "json")).read_text(encoding="utf-8")
        (item,) = json.loads(pypandoc.convert_text(text, "csljson", format="csljson"))
        assert item == {
            **edition.article, "id": key_of(one), "URL": one.address,
            **({"note": one.locator} if one.locator else {}),
        }
        assert [item] == json.loads(text)


def key_of(one) -> str:
    record = "activity-of-kazakhstan-within-osce-2014"
    return record if one.id == "article" else f"{record}-{one.id}"


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
        assert styles == STYLES
        for citation, node in zip(citations(edition, one), section.css("dd"), strict=True):
            entry, in_text = (re.sub("</?em>", "", form) for form in (citation.entry, citation.in_text))
            assert [part.text() for part in node.css("p")] == [entry, in_text]
        files = [node.attributes["href"] for node in section.css(".cite-files a")]
        assert files == [export_name(one, ending).removeprefix("cite/") for ending in EXPORTS]
        assert all(node.attributes["download"] == "" for node in section.css(".cite-files a"))
        assert section.css_first(".cite-address a").attributes["href"] == one.address


def test_the_cite_page_lists_its_sections_and_quotes_their_first_words(site):
    html = LexborHTMLParser((site.folder / "cite/index.html").read_text(encoding="utf-8"))
    links = html.css(".cite-list a")
    assert [link.attributes["href"] for link in links] == [f"#cite-{name}" for name in ["article", *NUMBERED]]
    assert [link.text() for link in links][:2] == ["The whole article", "1"]
    words = html.css_first("#cite-p7").parent.css_first(".cite-words a")
    assert words.text() == "“The Summit ended with the adoption …”"
    assert words.attributes["href"] == "../astana-summit/#p7"
