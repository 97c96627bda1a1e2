"""Cuts the files of docs/assets/fonts from the whole font, the same bytes at every run.

The files are kept in the repository; a test cuts them anew and compares.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from typeface.signs import add_signs

FONTS = "docs/assets/fonts"
# The axis of the drawings' size, in points: that of running text, and that of the title.
TEXT_SIZE, TITLE_SIZE = 14, 28

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
# The two Cyrillic letters are those in a word of the source, so that they don't fetch a second file.
LATIN = _ASCII + "\u00a0§©«°·»×ÄÉÖÜßàáäçèéêëíïñóöúü―‖–—‘’“”„†•…№¶↑→␣⍽" + "се"
TITLE = "".join(filter(str.isalnum, _ASCII)) + " -.,:;?!'()&\u00a0–—‘’“”«»"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
# Weight, size and characters of each file. The title alone is semibold.
CUTS = {
    "literata-regular.woff2": (400, TEXT_SIZE, LATIN),
    "literata-semibold.woff2": (600, TITLE_SIZE, TITLE),
    "literata-cyrillic.woff2": (400, TEXT_SIZE, CYRILLIC),
}
LICENCE = "OFL.txt"
_FEATURES = ["kern", "liga"]
_FONT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def cut_files() -> dict[str, bytes]:
    """Every file of docs/assets/fonts that is made here, by its name."""
    return {name: _cut(*cut) for name, cut in CUTS.items()}


def write_fonts(root: Path) -> str:
    """Write the files anew below the project's `root`, and return the name of their folder."""
    for name, content in cut_files().items():
        (root / FONTS / name).write_bytes(content)
    return FONTS


def _cut(weight: int, size: int, characters: str) -> bytes:
    options = subset.Options(layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=_FONT_NAMES)
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG"]
    font = TTFont(_whole_font(), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    cutter.subset(font)
    # Pinned after the cut, and from saved bytes: of the whole font it would take minutes.
    font = instancer.instantiateVariableFont(
        TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False), {"wght": weight, "opsz": size}
    )
    if "‖" in characters:
        add_signs(font)
    font.flavor = "woff2"
    return _saved(font)


def _whole_font() -> Path:
    import fontpkg_literata

    return Path(fontpkg_literata.__file__).parent / "files" / "Literata[opsz,wght].ttf"


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
