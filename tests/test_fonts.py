"""The text face: its files are what the cutting makes, and have every character that the edition sets in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from selectolax.lexbor import LexborHTMLParser

from exports.pdf import contents
from sampling import sampled
from typeface import cutting
from typeface.cutting import CUTS, FONTS, LICENCE, PRINT

ROOT = Path(__file__).resolve().parents[1]


def characters_of(name: str) -> set[str]:
    folder = PRINT if name.endswith(".ttf") else FONTS
    return {chr(code) for code in TTFont(ROOT / folder / name).getBestCmap()}


@pytest.mark.parametrize("name", sampled(list(CUTS), keep=[f"{FONTS}/literata-regular.woff2"]))
def test_a_kept_file_is_the_one_that_the_cutting_makes(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cutting, "CUTS", {name: CUTS[name]})
    assert cutting.cut_files() == {name: (ROOT / name).read_bytes()}


def test_every_character_of_the_article_is_in_the_face(site):
    shown: set[str] = set()
    for path in site.folder.rglob("*.html"):
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css(".article-words, .forms"):
            shown |= set(node.text()) - {"\n"}
    assert shown - characters_of("literata-regular.woff2") == set()
    assert {"с", "е", "‖", "―", "№"} <= shown


def test_every_character_of_the_pdf_is_in_the_face_for_print(edition):
    printed = set("".join(strings(contents(edition, "https://example.org/"))))
    assert printed - characters_of("literata-regular.ttf") == set()
    assert {"с", "е", "‖", "―", "№", "␣"} <= printed


def strings(data) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else []
    return [text for part in parts for text in strings(part)]


@pytest.mark.parametrize("letters", ["абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "әғқңөұүһі"])
def test_the_notes_can_be_set_in_russian_and_kazakh(letters: str):
    assert set(letters + letters.upper()) <= characters_of("literata-cyrillic.woff2")


def test_the_style_sheet_keeps_the_second_file_for_what_the_first_lacks():
    style = (ROOT / "docs/assets/edition.css").read_text(encoding="utf-8")
    ranges = style.partition("unicode-range:")[2].partition(";")[0]
    named: set[str] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        named |= set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    assert named == characters_of("literata-cyrillic.woff2") - {"с", "е"}


def test_the_licence_is_kept_beside_the_files():
    for folder in (FONTS, PRINT):
        assert "SIL Open Font License, Version 1.1" in (ROOT / folder / LICENCE).read_text(encoding="utf-8")
