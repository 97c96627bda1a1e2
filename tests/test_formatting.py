"""The formatted references are what the citation processor makes of the data."""

from __future__ import annotations

from pathlib import Path

from edition.formatting import FORMATTED, formatted_references

ROOT = Path(__file__).resolve().parents[1]


def test_the_kept_entries_are_those_that_the_processor_makes():
    assert (ROOT / FORMATTED).read_text(encoding="utf-8") == formatted_references(ROOT)
