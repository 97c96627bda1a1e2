"""The editorial policy on the 89 flawed places of tests/data/errata.json: which are corrected, and which stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from edition.edition import Edition, Place
from edition.page import Block
from edition.source import Source, SourceBlock

ERRATA = json.loads((Path(__file__).parent / "data" / "errata.json").read_text(encoding="utf-8"))
CONJECTURES = {"E21", "E62"}
CORRECTED = [entry for entry in ERRATA if entry["tier"] == "mechanical" or entry["id"] in CONJECTURES]
STANDING = [entry for entry in ERRATA if entry not in CORRECTED]
# A marker's form, which is part of the flawed place E23.
ADDITIONAL = {"E90": "E23"}


class Stretch(NamedTuple):
    """Characters of a block's printed text, from `start` up to `end`."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        return max(self.start, other.start) < min(self.end, other.end)


def by_id(entry: dict) -> str:
    return entry["id"]


def source_block(source: Source, entry: dict) -> SourceBlock:
    return next(block for block in source.blocks if block.line == entry["line"])


def flawed(source: Source, entry: dict) -> Stretch:
    """The flawed characters, counted within their block: the data count from the beginning of the line."""
    start = entry["column"] - 1 - len(source_block(source, entry).lead)
    return Stretch(max(start, 0), start + len(entry["source"]))


def block_of(edition: Edition, entry: dict) -> Block:
    wanted = source_block(edition.source, entry).id
    return next(block for _, block in edition.blocks if block.id == wanted)


def spans_with_stretches(block: Block):
    start = 0
    for span in block.spans:
        end = start + len(span.printed)
        yield span, Stretch(start, end)
        start = end


def told(block: Block, stretch: Stretch, undone: set[str]) -> str:
    """What is read at a stretch of the printed text, with the corrections named in `undone` undone."""
    parts = []
    for span, own in spans_with_stretches(block):
        if not span.is_corrected or span.reason.id in undone:
            parts.append(span.printed_text[max(stretch.start - own.start, 0):max(stretch.end - own.start, 0)])
        elif own.meets(stretch):
            parts.append(span.reading_text)
    return "".join(parts)


def corrections_by_id(edition: Edition) -> dict[str, Place]:
    return {place.span.reason.id: place for place in edition.corrections}


def test_there_are_89_flawed_places():
    assert [entry["id"] for entry in ERRATA] == [f"E{number:02}" for number in range(1, 90)]
    assert {entry["tier"] for entry in STANDING} == {"grammar", "conjecture", "note"}


@pytest.mark.parametrize("entry", ERRATA, ids=by_id)
def test_the_data_are_about_this_article(edition: Edition, entry: dict):
    line = edition.source.content.decode("utf-8").split("\n")[entry["line"] - 1]
    assert line[entry["column"] - 1:].startswith(entry["source"])


def test_the_pages_correct_these_places_and_no_others(edition: Edition):
    assert sorted(corrections_by_id(edition)) == sorted({by_id(entry) for entry in CORRECTED} | set(ADDITIONAL))


@pytest.mark.parametrize("entry", CORRECTED, ids=by_id)
def test_a_correction_stands_at_its_place_and_reads_as_suggested(edition: Edition, entry: dict):
    block, place = block_of(edition, entry), corrections_by_id(edition)[entry["id"]]
    own = next(stretch for span, stretch in spans_with_stretches(block) if span is place.span)
    assert own.meets(flawed(edition.source, entry))
    assert entry["suggested"] in told(block, flawed(edition.source, entry), undone=set())
    assert entry["suggested"] in block.reading_text


@pytest.mark.parametrize("entry", CORRECTED, ids=by_id)
def test_only_the_two_conjectures_say_that_they_are(edition: Edition, entry: dict):
    assert corrections_by_id(edition)[entry["id"]].span.reason.conjecture == (entry["id"] in CONJECTURES)


@pytest.mark.parametrize("entry", STANDING, ids=by_id)
def test_every_other_place_stands_as_printed(edition: Edition, entry: dict):
    others = {by_id(entry) for entry in CORRECTED}
    printed = entry["source"].removeprefix(source_block(edition.source, entry).lead)
    assert told(block_of(edition, entry), flawed(edition.source, entry), undone=others) == printed


def test_each_correction_keeps_to_the_flawed_place_of_its_id(edition: Edition):
    entries = {by_id(entry): entry for entry in ERRATA}
    astray = [
        identifier
        for identifier, place in corrections_by_id(edition).items()
        for span, own in spans_with_stretches(place.block)
        if span is place.span
        and not own.meets(flawed(edition.source, entries[ADDITIONAL.get(identifier, identifier)]))
    ]
    assert astray == []


def test_the_additional_id_is_a_markers_form(edition: Edition):
    span = corrections_by_id(edition)["E90"].span
    assert (span.kind, span.printed_text, span.reading_text) == ("marker", "[1,p.3]", "[1, p. 3]")
