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
        for form in ("read", "printed"):
            if form in anchor:
                assert anchor["digest"][form] == hashlib.sha256(anchor[form].encode()).hexdigest()[:16]
        if anchor["id"] in words:
            block = words[anchor["id"]]
            assert (anchor["read"], anchor["printed"]) == (block.reading_text, block.printed_text)
    kinds = [anchor["kind"] for anchor in data["anchors"]]
    assert kinds.count("paragraph") == 17 and kinds.count("reference") == 4
    assert kinds.count("note") == len(edition.notes) and kinds.count("correction") == len(edition.corrections)


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
