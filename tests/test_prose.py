"""The editors' prose in other formats: its links keep where they lead, and its emphasis stays."""

from __future__ import annotations

import pytest

from edition.edition import Edition
from exports.parts import notes, references
from exports.plain_text import plain_text
from exports.prose import Prose, Run, plain

SITE = "https://example.org/osce"
ROOT = f"{SITE}/"

WRITTEN = {
    "a link to elsewhere": ("see [a *page*](https://a.example/b?c=d&e=f).", [
        Run("see "), Run("a ", address="https://a.example/b?c=d&e=f"),
        Run("page", italic=True, address="https://a.example/b?c=d&e=f"), Run("."),
    ]),
    "a link within the page": ("[paragraph 7](#p7)", [Run("paragraph 7", address=f"{ROOT}astana-summit/#p7", target="p7")]),
    "a link to another page": ("[E21](apparatus.md#E21)", [Run("E21", address=f"{ROOT}apparatus/#E21", target="E21")]),
    "a link to a file": ("[line 30](source/article.txt)", [Run("line 30", address=f"{ROOT}source/article.txt")]),
    "a citation": ("of [1]", [Run("of "), Run("[1]", address=f"{ROOT}references/#ref-1", target="ref-1")]),
    "brackets that are words": (r"\[Helsinki\] & *Act*", [Run("[Helsinki] & "), Run("Act", italic=True)]),
    "white space": ("one\ntwo   three ", [Run("one two three")]),
    "no markup": ("a snake_case_name and 2 * 3 * 4", [Run("a snake_case_name and 2 * 3 * 4")]),
}


@pytest.mark.parametrize(("written", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_paragraph_is_read_as_runs(edition: Edition, written: str, expected: list[Run]):
    (paragraph,) = Prose(edition, SITE).paragraphs(edition.pages_by_name["astana-summit.md"], written)
    assert list(paragraph) == expected


def test_paragraphs_and_items_stay_apart(edition: Edition):
    page = edition.pages_by_name["index.md"]
    found = Prose(edition, SITE).paragraphs(page, "One.\n\nTwo:\n\n- three\n- *four*\n")
    assert [plain(paragraph, "_") for paragraph in found] == ["One.", "Two:", "three", "_four_"]


def test_the_articles_own_blocks_are_left_out(edition: Edition):
    first = next(references(edition, SITE))
    words = " ".join(plain(paragraph) for paragraph in first.paragraphs)
    assert words.startswith("Sultanov (2009)") and "Neither this item nor" in words
    assert "Central Asias affairs. 2009" not in words


def test_every_address_in_a_note_is_printed_in_the_plain_text(edition: Edition):
    text = plain_text(edition, SITE)
    addresses = [run.address for note in notes(edition, SITE) for part in note.paragraphs for run in part if not run.target]
    assert sum(map(bool, addresses)) > 15
    assert all(f" <{address}>" in text for address in addresses if address)
    assert "_Astana Commemorative Declaration: Towards a Security Community_" in text
    # What stands in the file already needs no address.
    assert f"<{ROOT}apparatus/" not in text and f"{ROOT}#p and its number" in text
