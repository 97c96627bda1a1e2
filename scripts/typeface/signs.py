"""The signs that Literata lacks and the source or the apparatus has: ‖ from two bars, ␣ and ⍽ from straight strokes."""

from __future__ import annotations

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# Left, bottom, right and top, in the font's units.
Box = tuple[int, int, int, int]


def add_signs(font: TTFont) -> None:
    """Draw the signs into a static TrueType font, with the weight of its vertical bar."""
    for sign, (advance, boxes) in _drawings(font).items():
        name = f"uni{ord(sign):04X}"
        pen = TTGlyphPen(None)
        for left, bottom, right, top in boxes:
            pen.moveTo((left, bottom))
            for corner in ((left, top), (right, top), (right, bottom)):
                pen.lineTo(corner)
            pen.closePath()
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (advance, min(left for left, *_ in boxes))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def _drawings(font: TTFont) -> dict[str, tuple[int, list[Box]]]:
    glyphs, unit = font.getGlyphSet(), font["head"].unitsPerEm
    bounds = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord("|")]].draw(bounds)
    left, bottom, right, top = map(round, bounds.bounds)
    thick, side, gap = right - left, round(unit * 0.11), round(unit * 0.12)
    second = side + thick + gap
    low, arm, wide, edge = round(-0.16 * unit), round(0.08 * unit), round(unit * 0.6), round(unit * 0.06)
    return {
        "‖": (second + thick + side, [(side, bottom, side + thick, top), (second, bottom, second + thick, top)]),
        "␣": (wide, _open_box(edge, wide - edge, low, arm, thick)),
        "⍽": (wide, [
            *_open_box(2 * edge, wide - 2 * edge, low, arm, thick),
            (0, arm - thick, 2 * edge, arm), (wide - 2 * edge, arm - thick, wide, arm),
        ]),
    }


def _open_box(left: int, right: int, low: int, top: int, thick: int) -> list[Box]:
    return [
        (left, low, right, low + thick), (left, low + thick, left + thick, top), (right - thick, low + thick, right, top),
    ]
