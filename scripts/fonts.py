"""The fonts of the article's words, cut from the full Literata of fontpkg-literata to the characters that they need.

Needs the packages of requirements-test.txt. The same packages give the same bytes on every run.
"""

from __future__ import annotations

import io
import unicodedata
from importlib.resources import as_file, files
from pathlib import Path

from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = "docs/assets/fonts"
LICENCE = "OFL.txt"
PACKAGE = "fontpkg_literata"
SOURCE = "files/Literata[opsz,wght].ttf"
OPTICAL_SIZE = 14

_LETTERS = {c for c in map(chr, range(0xC0, 0x100)) if unicodedata.category(c)[0] == "L"}
# The last two are Cyrillic: they stand among Latin letters of the article as printed.
LATIN = {chr(c) for c in range(0x20, 0x7F)} | _LETTERS | set("\u00a0―‖«»“”‘’–—…№•¶†↑→·␣⍽") | set("се")
CYRILLIC = {chr(c) for c in range(0x410, 0x450)} | set("ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі")

# Name of the file: its weight and characters.
CUTS = {
    "literata-regular.woff2": (400, LATIN),
    "literata-semibold.woff2": (600, LATIN),
    "literata-cyrillic.woff2": (400, CYRILLIC - LATIN),
}
_FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig"]
_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # among them the copyright and the licence
_Box = tuple[int, int, int, int]


def make_fonts() -> dict[str, bytes]:
    """The files of docs/assets/fonts/ by their names: the fonts, and their licence as the package has it."""
    package = files(PACKAGE)
    with as_file(package / SOURCE) as source:
        made = {name: _cut(source, weight, characters) for name, (weight, characters) in CUTS.items()}
    return {**made, LICENCE: (package / "LICENSE").read_bytes()}


def write_fonts(root: Path) -> list[str]:
    """Write the files below `root` and return their names."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = make_fonts()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return list(made)


def _cut(source: Path, weight: int, characters: set[str]) -> bytes:
    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = _NAMES
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG"]  # vertical setting
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    # Without recalcTimestamp the file keeps its makers' date, and not the hour of the cut.
    font = TTFont(source, recalcTimestamp=False)
    cutter.subset(font)
    # Instancing reads the cut font anew, which is quicker than to instance the whole.
    font = TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": weight, "opsz": OPTICAL_SIZE})
    _draw_missing(font, characters)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _draw_missing(font: TTFont, characters: set[str]) -> None:
    """Add the wanted signs that Literata lacks. Raises ValueError where one is not among those drawn here."""
    missing = {c for c in characters if ord(c) not in font.getBestCmap()}
    if not missing:
        return
    drawn = _drawings(font)
    if unknown := missing - drawn.keys():
        raise ValueError(f"Literata lacks {sorted(unknown)}")
    for sign in sorted(missing):
        advance, boxes = drawn[sign]
        name, pen = f"uni{ord(sign):04X}", TTGlyphPen(None)
        for box in boxes:
            _rectangle(pen, *box)
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (advance, min(left for left, _, _, _ in boxes))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def _drawings(font: TTFont) -> dict[str, tuple[int, list[_Box]]]:
    """‖ of two of the font's bars, ␣ and ⍽ of straight strokes as thick: by sign, the advance width and the strokes."""
    unit, bounds = font["head"].unitsPerEm, BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord("|")]].draw(bounds)
    left, bottom, right, top = map(round, bounds.bounds)
    thick, side, gap = max(right - left, unit // 20), round(unit * 0.11), round(unit * 0.12)
    second = side + thick + gap
    low, high, wide, wall = round(unit * -0.16), round(unit * 0.08), round(unit * 0.6), round(unit * 0.06)
    inner = 2 * wall

    def open_box(start: int, end: int) -> list[_Box]:
        return [
            (start, low, end, low + thick),
            (start, low + thick, start + thick, high),
            (end - thick, low + thick, end, high),
        ]

    arms = [(0, high - thick, inner, high), (wide - inner, high - thick, wide, high)]
    return {
        "‖": (second + thick + side, [(side, bottom, side + thick, top), (second, bottom, second + thick, top)]),
        "␣": (wide, open_box(wall, wide - wall)),
        "⍽": (wide, open_box(inner, wide - inner) + arms),
    }


def _rectangle(pen: TTGlyphPen, left: int, bottom: int, right: int, top: int) -> None:
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
