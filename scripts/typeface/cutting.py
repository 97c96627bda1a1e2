"""Cuts the files of the text face, for the web and for print, from the whole font, the same bytes at every run.

The files are kept in the repository; a test cuts them anew and compares.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from typeface.signs import add_signs

FONTS = "docs/assets/fonts"
# The fonts of the PDF: Typst reads no WOFF2.
PRINT = "scripts/typeface/print"
# The axis of the drawings' size, in points: that of running text, and that of the title; on the screen and on paper.
TEXT_SIZE, TITLE_SIZE = 14, 28
PRINT_SIZE, PRINT_TITLE_SIZE = 10, 20

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
# The two Cyrillic letters are those in a word of the source, so that they don't fetch a second file.
LATIN = _ASCII + "\u00a0§©«°·»×ÄÉÖÜßàáäçèéêëíïñóöúü―‖–—‘’“”„†•…№¶↑→␣⍽" + "се"
TITLE = "".join(filter(str.isalnum, _ASCII)) + " -.,:;?!'()&\u00a0–—‘’“”«»"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"


class Cut(NamedTuple):
    """What one file is cut to."""

    weight: int
    size: int
    characters: str
    italic: bool = False


# By the file's path from the project's root. On the web the title alone is semibold.
CUTS = {
    f"{FONTS}/literata-regular.woff2": Cut(400, TEXT_SIZE, LATIN),
    f"{FONTS}/literata-semibold.woff2": Cut(600, TITLE_SIZE, TITLE),
    f"{FONTS}/literata-cyrillic.woff2": Cut(400, TEXT_SIZE, CYRILLIC),
    f"{PRINT}/literata-regular.ttf": Cut(400, PRINT_SIZE, LATIN + CYRILLIC),
    f"{PRINT}/literata-italic.ttf": Cut(400, PRINT_SIZE, LATIN + CYRILLIC, italic=True),
    f"{PRINT}/literata-semibold.ttf": Cut(600, PRINT_TITLE_SIZE, LATIN + CYRILLIC),
}
LICENCE = "OFL.txt"
_FEATURES = ["kern", "liga"]
_FONT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def cut_files() -> dict[str, bytes]:
    """Every file that is made here, by its path from the project's root."""
    return {path: _cut(cut, path.endswith(".woff2")) for path, cut in CUTS.items()}


def write_fonts(root: Path) -> str:
    """Write the files anew below the project's `root`, and return the names of their folders."""
    for path, content in cut_files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return f"{FONTS} and {PRINT}"


def _cut(cut: Cut, for_web: bool) -> bytes:
    options = subset.Options(layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=_FONT_NAMES)
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG"]
    font = TTFont(_whole_font(cut.italic), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, cut.characters))
    cutter.subset(font)
    # Pinned after the cut, and from saved bytes: of the whole font it would take minutes.
    font = instancer.instantiateVariableFont(
        TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False), {"wght": cut.weight, "opsz": cut.size}
    )
    if "‖" in cut.characters:
        add_signs(font)
    font.flavor = "woff2" if for_web else None
    return _saved(font)


def _whole_font(italic: bool) -> Path:
    import fontpkg_literata

    return Path(fontpkg_literata.__file__).parent / "files" / f"Literata{'-Italic' if italic else ''}[opsz,wght].ttf"


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
