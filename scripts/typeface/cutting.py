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
# Between the cuts for captions and for display: the size of running text.
OPTICAL_SIZE = 14

# The two Cyrillic letters are those in a word of the source, so that they don't fetch a second file.
LATIN = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
    + "―‖«»“”‘’„‚‹›№•¶†‡↑←→–—…−·␣⍽ŒœŠšŽžŸ\u2009\u202f" + "се"
)
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
CUTS = {
    "literata-regular.woff2": (400, LATIN),
    "literata-semibold.woff2": (600, LATIN),
    "literata-cyrillic.woff2": (400, CYRILLIC),
}
LICENCE = "OFL.txt"
_FEATURES = ["kern", "liga", "clig", "mark", "mkmk", "ccmp", "locl", "calt"]
_FONT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def cut_files() -> dict[str, bytes]:
    """Every file of docs/assets/fonts that is made here, by its name."""
    return {name: _cut(weight, characters) for name, (weight, characters) in CUTS.items()}


def write_fonts(root: Path) -> str:
    """Write the files anew below the project's `root`, and return the name of their folder."""
    for name, content in cut_files().items():
        (root / FONTS / name).write_bytes(content)
    return FONTS


def _cut(weight: int, characters: str) -> bytes:
    options = subset.Options(layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=_FONT_NAMES)
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG"]
    font = TTFont(_whole_font(), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    cutter.subset(font)
    # Pinned after the cut, and from saved bytes: of the whole font it would take minutes.
    font = instancer.instantiateVariableFont(
        TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False), {"wght": weight, "opsz": OPTICAL_SIZE}
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
