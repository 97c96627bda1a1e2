"""anchors.json: by its schema, complete, and with digests that anyone can compute."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from edition.edition import Edition
from exports.anchors_json import anchors_json
from permanence.registry import Registry


@pytest.fixture(scope="module")
def data(site) -> dict:
    return json.loads((site.folder / "anchors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator(site) -> jsonschema.Draft202012Validator:
    schema = json.loads((site.folder / "anchors.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_it_keeps_to_its_schema(data: dict, validator):
    validator.validate(data)
    assert data["$schema"].endswith("/anchors.schema.json")


FAULTS = {
    "an unknown kind": {"kind": "verse"},
    "a short digest": {"digest": {"read": "0a1b"}},
    "a key that means nothing": {"author": "Somebody"},
    "a version that is none": {"since": "1.0"},
    "a reason where nothing is corrected": {"reason": "Because."},
    "no target": {"targets": []},
    "a selector of another kind": {"targets": [{"source": "https://a.example/", "selector": [{"type": "XPathSelector"}]}]},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_schema_refuses_a_fault(data: dict, validator, fault: dict):
    paragraph = next(anchor for anchor in data["anchors"] if anchor["id"] == "p7")
    assert not validator.is_valid({**data, "anchors": [{**paragraph, **fault}]})
    assert validator.is_valid({**data, "anchors": [paragraph]})


def test_every_address_in_it_leads_to_its_anchor(data: dict, site):
    base = urlsplit(data["edition"]).path
    for name in ("address", "on-one-page"):
        for anchor in data["anchors"]:
            if name in anchor:
                path, _, fragment = anchor[name].partition("#")
                page = urlsplit(path).path.removeprefix(base)
                html = LexborHTMLParser((site.folder / page / "index.html").read_text(encoding="utf-8"))
                assert html.css_first(f"[id='{fragment}']") is not None, anchor[name]


def test_its_words_are_the_editions_and_its_digests_theirs(data: dict, edition: Edition):
    words = {block.id: block for _, block in edition.blocks}
    for anchor in data["anchors"]:
        for form in anchor["digest"]:
            told = anchor[form]
            if anchor["kind"] == "correction":
                told = told.strip() + (f": {anchor['reason']}" if form == "read" else "")
            assert anchor["digest"][form] == hashlib.sha256(told.encode()).hexdigest()[:16]
        if anchor["id"] in words:
            block = words[anchor["id"]]
            assert (anchor["read"], anchor["printed"]) == (block.reading_text, block.printed_text)
    kinds = [anchor["kind"] for anchor in data["anchors"]]
    assert kinds.count("paragraph") == 17 and kinds.count("reference") == 4
    assert kinds.count("note") == len(edition.notes) and kinds.count("correction") == len(edition.corrections)


def test_a_correction_has_its_exact_forms_and_its_reason_apart(data: dict, edition: Edition):
    told = {anchor["id"]: anchor for anchor in data["anchors"] if anchor["kind"] == "correction"}
    for place in edition.corrections:
        anchor, span = told[place.span.reason.id], place.span
        assert (anchor["read"], anchor["printed"]) == (span.reading_text, span.printed_text)
        assert (anchor["in"], anchor["conjecture"]) == (place.block.id, span.reason.conjecture)
        assert anchor["reason"] == span.reason.text
    assert told["E23"]["read"] == "conflict» " and told["E11"]["printed"] == "interdependent.\N{NO-BREAK SPACE}"
    assert [name for name, anchor in told.items() if anchor["conjecture"]] == ["E21", "E62"]


def test_the_source_has_the_words_where_the_selectors_say(data: dict, edition: Edition):
    source = edition.source.content.decode("utf-8")
    found = 0
    for anchor in data["anchors"]:
        for target in anchor["targets"]:
            if target["source"].endswith("/source/article.txt"):
                position, quote = target["selector"]
                begin, end = position["start"], position["end"]
                assert source[begin:end] == anchor["printed"] == quote["exact"]
                assert source[:begin].endswith(quote.get("prefix", "")) and source[end:].startswith(quote.get("suffix", ""))
                whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
                assert source.count(whole) == 1, anchor["id"]
                found += 1
    assert found == len(edition.blocks) + len(edition.corrections)


def test_the_pages_have_the_words_where_the_selectors_say(data: dict, edition: Edition, site):
    base = urlsplit(data["edition"]).path
    pages: dict[str, LexborHTMLParser] = {}
    reading = {block.id: block.reading_text for _, block in edition.blocks}
    for anchor in data["anchors"]:
        target = anchor["targets"][0]
        path = urlsplit(target["source"]).path.removeprefix(base)
        if path not in pages:
            html = LexborHTMLParser((site.folder / path / "index.html").read_text(encoding="utf-8"))
            for node in html.css("del[hidden], .number, .note-reference"):
                node.decompose()
            pages[path] = html
        fragment, *quotes = target["selector"]
        element = pages[path].css_first(f"[id='{fragment['value']}']")
        assert element is not None, anchor["id"]
        for quote in quotes:
            assert element.text().replace("\n", " ") == quote["exact"] == anchor["read"]
            whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert reading[anchor.get("in", anchor["id"])].count(whole) == 1


def test_what_moved_and_what_changed_is_told(edition: Edition):
    registry = Registry.parse(
        "1.0.0\tpublished\tindex.md#note-x\t-\t0123456789abcdef\n"
        "1.0.0\tpublished\tindex.md#note-y\t-\t0123456789abcdef\n"
        "1.0.0\tpublished\tastana-summit.md#p7\t0123456789abcdef\t0123456789abcdef\n"
        "1.1.0\tmoved\tindex.md#note-y\tindex.md#note-a\n"
        "unreleased\twithdrawn\tindex.md#note-x\tIt was wrong.\n"
    )
    data = json.loads(anchors_json(edition, registry, "https://a.example"))
    assert data["moved"] == [{
        "address": "https://a.example/#note-y", "to": "https://a.example/#note-a", "since": "1.0.0", "gone": "1.1.0",
    }]
    (paragraph,) = [anchor for anchor in data["anchors"] if anchor["id"] == "p7"]
    assert paragraph["history"] == [{"version": "1.0.0", "read": "0123456789abcdef", "printed": "0123456789abcdef"}]
    assert paragraph["since"] == "1.0.0" and paragraph["digest"]["read"] != "0123456789abcdef"
    assert data["withdrawn"] == [{"address": "https://a.example/#note-x", "why": "It was wrong.", "since": "1.0.0"}]
