"""An id of the list of flawed places, tests/data/errata.json, is given to a correction of that place and no other.

Which of the places are corrected, how, and why, is the editors' own affair.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import NamedTuple

from edition.edition import Edition, Place
from edition.page import Page
from edition.source import Source, SourceBlock

ERRATA = {
    entry["id"]: entry
    for entry in json.loads((Path(__file__).parent / "data" / "errata.json").read_text(encoding="utf-8"))
}
# A marker's form, which is part of the flawed place E23.
PLACES = {**ERRATA, "E90": ERRATA["E23"]}


class Stretch(NamedTuple):
    """Characters of a block's printed text, from `start` up to `end`."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        return max(self.start, other.start) < min(self.end, other.end)


def source_block(source: Source, entry: dict) -> SourceBlock:
    return next(block for block in source.blocks if block.line == entry["line"])


def flawed(source: Source, entry: dict) -> Stretch:
    """The flawed characters, counted within their block: the data count from the beginning of the line."""
    start = entry["column"] - 1 - len(source_block(source, entry).lead)
    return Stretch(max(start, 0), start + len(entry["source"]))


def stretch_of(place: Place) -> Stretch:
    """The characters of its block that a correction takes the place of; of what it only supplies, those on both sides."""
    start = 0
    for span in place.block.spans:
        if span is place.span:
            break
        start += len(span.printed)
    return Stretch(start, start + len(place.span.printed)) if place.span.printed else Stretch(start - 1, start + 1)


def astray(edition: Edition) -> list[str]:
    """The ids of corrections that stand elsewhere than the flawed place of their id; an id of no place has none."""
    return [
        place.span.reason.id
        for place in edition.corrections
        if place.span.reason and (entry := PLACES.get(place.span.reason.id))
        and not (
            place.block.id == source_block(edition.source, entry).id
            and stretch_of(place).meets(flawed(edition.source, entry))
        )
    ]


def test_the_list_is_about_this_article(edition: Edition):
    assert list(ERRATA) == [f"E{number:02}" for number in range(1, 90)]
    lines = edition.source.content.decode("utf-8").split("\n")
    for entry in ERRATA.values():
        assert lines[entry["line"] - 1][entry["column"] - 1:].startswith(entry["source"]), entry["id"]


def test_each_correction_keeps_to_the_flawed_place_of_its_id(configured_edition: Edition):
    assert astray(configured_edition) == []


def test_an_id_given_to_another_place_is_found(edition: Edition):
    def given(text: str, old: str, new: str) -> Edition:
        page = edition.pages_by_name["chairmanship.md"]
        assert page.text.count(f">>{old} ") == 1
        changed = Page.parse(page.name, text.replace(f">>{old} ", f">>{new} "))
        return dataclasses.replace(edition, pages=[changed if p is page else p for p in edition.pages])

    text = edition.pages_by_name["chairmanship.md"].text
    assert astray(given(text, "E32", "E21")) == ["E21"]
    assert astray(given(text, "E32", "E32")) == astray(given(text, "E32", "E91")) == []
