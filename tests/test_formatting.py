"""What is kept of the citation processor's work is what it makes of the data as they are now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.errors import EditionError
from edition.formatting import (
    FORMATTED,
    FORMATTED_ARTICLE,
    formatted_article,
    formatted_references,
    load_formatted_article,
)


@pytest.mark.parametrize(
    ("name", "make"), [(FORMATTED, formatted_references), (FORMATTED_ARTICLE, formatted_article)], ids=["references", "article"]
)
def test_what_is_kept_is_what_the_processor_makes(configured: Path, name: str, make):
    assert (configured / name).read_text(encoding="utf-8") == make(configured)


OLDER = [
    {"APA": {"entry": "A. {address}", "in-text": "(A)", "in-text-located": "(A, para. {locator})"}},
    {"APA 7": "a text"},
    {"APA 7": {"in-note": False, "labels": ["para. "], "living": {}, "kept": {}}},
]


@pytest.mark.parametrize("entries", OLDER)
def test_templates_of_another_form_are_refused_with_what_to_do(configured: Path, tmp_path: Path, entries: dict):
    (tmp_path / "docs").mkdir()
    (tmp_path / FORMATTED_ARTICLE).write_text(json.dumps({"made-from": "0", "entries": entries}), encoding="utf-8")
    with pytest.raises(EditionError, match=r"article\.formatted\.json: not as it was made; make it again: .*build\.py format"):
        load_formatted_article(tmp_path)
    assert load_formatted_article(configured)[0] and load_formatted_article(tmp_path / "nowhere") == ({}, "")
