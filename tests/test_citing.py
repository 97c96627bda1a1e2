"""Citations: one entry in every style and file, with the place beside it, which other programs read with nothing lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pypandoc
import pytest
import rispy
from pybtex import format_from_string
from pybtex.database import parse_file
from selectolax.lexbor import LexborHTMLParser

from blocks import NUMBERED
from edition.citation_files import bibtex, edition_record
from edition.citing import (
    EXPORTS,
    Cited,
    State,
    citations,
    editors_cited,
    everything_cited,
    export_name,
    exports,
    living,
)
from edition.edition import Edition
from edition.permanent import digest_of_words
from edition.releases import Release
from permanence.stated import stated

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
KEPT = State(f"{SITE}v/1.0.0/", "1.0.0")
CSL_SCHEMA = Path(__file__).parent / "data/csl-data.json"
TITLE = "Activity of Kazakhstan within OSCE"
KEY = "activity-of-kazakhstan-within-osce-2014"


@pytest.fixture(scope="session")
def cited(edition: Edition) -> list[Cited]:
    return everything_cited(edition, SITE)


@pytest.fixture(scope="session")
def everything(edition: Edition, cited: list[Cited]) -> list[Cited]:
    return cited + editors_cited(edition, SITE)


def one_of(everything: list[Cited], identifier: str) -> Cited:
    return next(one for one in everything if one.id == identifier)


def test_the_whole_and_every_numbered_block_can_be_cited(cited: list[Cited]):
    assert [c.id for c in cited] == ["article", *NUMBERED]
    assert [c.locator for c in cited][6:9] == ["para. 5-1", "para. 5-2", "para. 5-3"]
    assert one_of(cited, "p7").name == "Paragraph 7" and cited[0].name == "The whole article"


def test_notes_references_and_corrections_can_be_cited_like_paragraphs(edition: Edition, everything: list[Cited]):
    note, reference, correction = (one_of(everything, name) for name in ("note-d", "ref-2", "E21"))
    assert [one.locator for one in (note, reference, correction)] == ["editor’s note d", "reference [2]", "correction E21"]
    assert correction.address == f"{SITE}apparatus/#E21" and reference.address == f"{SITE}references/#ref-2"
    assert len(editors_cited(edition, SITE)) == (
        len(edition.notes) + len(edition.references.items) + len([place for place in edition.corrections if place.span.reason])
    )


@pytest.mark.parametrize("state", [living(SITE), KEPT], ids=["living", "kept"])
def test_the_entry_of_every_style_is_one_wherever_a_place_is_cited(edition: Edition, everything: list[Cited], state: State):
    entries = {tuple((c.style, c.entry) for c in citations(edition, one, state)) for one in everything}
    assert len(entries) == 1
    for _, entry in entries.pop():
        assert state.address in entry and "2014" in entry and "#" not in entry
        assert not state.version or "ersion 1.0.0" in entry


def test_only_a_text_that_may_change_wants_the_date_of_access_in_every_style(edition: Edition, cited: list[Cited]):
    wanting = {
        state.version: [c.style for c in citations(edition, cited[0], state) if "{accessed:" in c.entry]
        for state in (living(SITE), KEPT)
    }
    assert wanting[""] == list(edition.formatted_article)
    assert wanting["1.0.0"] == [
        "Harvard (Cite Them Right 12)", "GOST R 7.0.5-2008, list", "GOST R 7.0.5-2008, note", "ISO 690, numbers", "IEEE",
    ]


def test_a_place_is_named_as_the_style_names_it(edition: Edition, everything: list[Cited]):
    def places(identifier: str) -> dict[str, str]:
        return {c.style: c.place for c in citations(edition, one_of(everything, identifier), KEPT)}

    assert places("p5-1")["MLA 9"] == "par. 5-1" and places("p5-1")["IEEE"] == "Para. 5-1"
    assert places("note-d")["APA 7"] == "editor’s note d" and places("E21")["GOST R 7.0.5-2008, note"] == "Correction E21"
    labels = {c.style: c.labels for c in citations(edition, everything[0], KEPT)}
    assert labels["MLA 9"] == ("par. ", "pars. ") and labels["Harvard (Cite Them Right 12)"] == ("para. ", "paras ")


def test_a_citation_names_the_released_text_or_the_edition_as_it_stands(edition: Edition):
    roots = {"0.9.0": f"{SITE}v/0.9.0/", "1.0.0": f"{SITE}v/1.0.0/"}

    def named(*words: str, frozen: bool = False) -> State:
        releases = [Release(version, "2026-11-24", SITE, word) for version, word in zip(roots, words, strict=False)]
        return stated(replace(edition, releases=releases), SITE, roots if releases else {}, frozen)

    now = digest_of_words(edition)
    assert named() == living(SITE)
    assert named("other words", now) == State(roots["1.0.0"], "1.0.0")
    assert named(now, now) == State(roots["1.0.0"], "1.0.0")
    assert named(now, "other words") == State(roots["0.9.0"], "0.9.0")
    assert named("other words", "still others") == living(SITE)
    assert named(frozen=True) == State(f"{SITE}v/{edition.version.number}/", edition.version.number)


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/", "https://a.example/deep/path"])
def test_addresses_lie_below_any_site(edition: Edition, address: str):
    root = address.rstrip("/") + "/"
    found = everything_cited(edition, address)
    assert found[0].address == root
    assert found[1].address == f"{root}#p1" and found[3].address == f"{root}chairmanship/#p3"
    for citation in citations(edition, found[1], living(address)):
        assert re.findall(r"https://[^\s<)]*?(?=[.,)]?(?:\s|$))", citation.entry) == [root]


def test_an_address_is_escaped_where_the_form_wants_it(edition: Edition):
    state = living("https://a.example/?a=1&b=2")
    one = everything_cited(edition, "https://a.example/?a=1&b=2")[0]
    assert all("a=1&amp;b=2/" in citation.entry for citation in citations(edition, one, state))
    record = edition_record({**edition.article, "title": r"A & B_{c}, 100 % #1 ~ ^ \ $"}, state)
    (item,) = json.loads(pypandoc.convert_text(bibtex(record, one), "csljson", format="bibtex"))
    assert (item["title"], item["URL"]) == (record["title"], one.address)


def test_bibtex_is_one_entry_below_a_comment_that_shows_how_to_cite_the_place(everything: list[Cited], site):
    entries = set()
    for one in everything:
        comment, at, entry = (site.folder / export_name(one, "bib")).read_text(encoding="utf-8").partition("@")
        entries.add(at + entry)
        told = [f"% {one.locator}: {one.address}", f"% Cite it as \\cite[{bracketed(one.locator)}]{{{KEY}}}"]
        assert comment.splitlines() == (told if one.locator else [])
        database = parse_file(site.folder / export_name(one, "bib"), "bibtex", encoding="utf-8")
        assert [(key, entry.type, dict(entry.persons)) for key, entry in database.entries.items()] == [(KEY, "manual", {})]
    (entry,) = entries
    assert dict(database.entries[KEY].fields) == {
        "key": "Activity", "title": "{" + TITLE + "}", "year": "2014", "address": "Almaty", "langid": "english", "url": SITE,
    }


def bracketed(locator: str) -> str:
    text = locator.replace("para. ", "para.~")
    return "{" + text + "}" if "[" in text else text


def test_the_city_is_printed_by_bibtex_styles(edition: Edition, cited: list[Cited]):
    """By pybtex's copies of them. In BibTeX's own, plain, unsrt and alpha, @manual has `address output`, and @misc has not."""
    text = bibtex(edition_record(edition.article, KEPT), cited[7])
    for style in ("plain", "unsrt", "alpha"):
        printed = format_from_string(text, style=style, output_backend="plaintext")
        assert f"{TITLE}. Almaty, 2014." in printed, style


def test_ris_is_one_record_with_the_place_as_a_note(everything: list[Cited], site):
    for one in everything:
        text = (site.folder / export_name(one, "ris")).read_bytes().decode("utf-8")
        assert all(line.endswith("\r") for line in text.split("\n")[:-1])
        (entry,) = rispy.loads(text)
        assert entry == {
            "type_of_reference": "ELEC", "title": TITLE, "year": "2014", "place_published": "Almaty", "language": "en",
            "urls": [SITE], "id": KEY, **({"notes": [f"{one.locator}: {one.address}"]} if one.locator else {}),
        }


def test_the_version_and_its_address_are_in_every_file(edition: Edition, everything: list[Cited]):
    files = exports(edition, everything, KEPT)
    assert len(files) == len(EXPORTS) * len(everything)
    assert all("1.0.0" in text and KEPT.address in text for text in files.values())
    (entry,) = rispy.loads(files["cite/p7.ris"])
    assert entry["edition"] == "1.0.0" and entry["urls"] == [KEPT.address]
    (item,) = json.loads(files["cite/p7.json"])
    assert (item["version"], item["URL"], item["custom"]["locator"]) == ("1.0.0", KEPT.address, "para. 7")


def test_csl_json_is_valid_by_its_schema(edition: Edition, everything, site):
    validator = jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text(encoding="utf-8")))
    for one in everything:
        validator.validate(json.loads((site.folder / export_name(one, "json")).read_text(encoding="utf-8")))
    assert not validator.is_valid([{**edition.article, "URL": ["https://example.org/"]}])


def test_csl_json_is_one_item_with_the_place_in_a_field_of_its_own(edition: Edition, everything: list[Cited], site):
    item = {**edition.article, "type": "webpage", "URL": SITE}
    for one in everything:
        text = (site.folder / export_name(one, "json")).read_text(encoding="utf-8")
        place = {"custom": {"locator": one.locator, "address": one.address}} if one.locator else {}
        assert json.loads(text) == [{**item, **place}]
    (read,) = json.loads(pypandoc.convert_text(text, "csljson", format="csljson"))
    assert {name: read[name] for name in item} == item


def test_every_file_is_in_the_site_and_leads_to_an_id_of_it(edition: Edition, everything: list[Cited], site):
    for name, content in exports(edition, everything, living(site.url)).items():
        assert (site.folder / name).read_bytes().decode() == content
    for one in everything:
        page = urlsplit(one.address).path.removeprefix(urlsplit(site.url).path)
        html = LexborHTMLParser((site.folder / page / "index.html").read_text(encoding="utf-8"))
        assert one.id == "article" or html.css_first(f"#{one.id}") is not None


def shown(template: str, place: str) -> str:
    return re.sub(r"\{accessed:[^}]*\}", "[date of access]", re.sub("</?em>", "", template)).replace("{place}", place)


def test_the_cite_page_has_every_citation_and_file(edition: Edition, everything: list[Cited], site):
    html = LexborHTMLParser((site.folder / "cite/index.html").read_text(encoding="utf-8"))
    for one in everything:
        section = html.css_first(f"#cite-{one.id}")
        section = section if section.tag == "li" else section.parent
        files = [node.attributes["href"] for node in section.css(".cite-files a")]
        assert files == [export_name(one, ending).removeprefix("cite/") for ending in EXPORTS]
        assert all(node.attributes["download"] == "" for node in section.css(".cite-files a"))
        if section.tag == "li":
            assert section.css_first(".cite-name").attributes["href"] == one.address
            continue
        assert section.css_first(".cite-address a").attributes["href"] == one.address
        assert [node.text() for node in section.css("dt")] == list(edition.formatted_article)
        for citation, node in zip(citations(edition, one, living(site.url)), section.css("dd"), strict=True):
            forms = [citation.cited] if one.locator else [citation.entry, citation.cited]
            assert [part.text() for part in node.css("p")] == [shown(form, citation.place) for form in forms]


def test_the_cite_page_lists_its_sections_and_quotes_their_first_words(site):
    html = LexborHTMLParser((site.folder / "cite/index.html").read_text(encoding="utf-8"))
    links = html.css(".cite-list a")
    assert [link.attributes["href"] for link in links] == [f"#cite-{name}" for name in ["article", *NUMBERED]]
    assert [link.text() for link in links][:2] == ["The whole article", "1"]
    words = html.css_first("#cite-p7").parent.css_first(".cite-words a")
    assert words.text() == "“The Summit ended with the adoption …”"
    assert words.attributes["href"] == "../astana-summit/#p7"
