"""The cover of the e-book, a picture that Typst draws: what the article is, and which version of the edition."""

from __future__ import annotations

import json
from pathlib import Path

from edition.citing import year_of
from edition.edition import Edition
from edition.permanent import name_of
from exports.pdf import FONTS
from facts.drawing_map import emblem
from facts.mapping import load_map

TEMPLATE = Path(__file__).with_name("cover.typ")
# 1200 by 1600 pixels, for the template's page is 450 by 600 points.
_PIXELS_PER_INCH = 192
_LAND, _INK = "#eae5d8", "#0b5560"


def cover(edition: Edition) -> bytes:
    """The cover as PNG."""
    import typst

    kept = load_map(edition.root)
    map_without_names = emblem(kept, _LAND, _INK) if kept else ""
    said = {**cover_words(edition), "language": edition.article["language"], "map": map_without_names}
    return typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=[FONTS], ignore_system_fonts=True, format="png", ppi=_PIXELS_PER_INCH,
        sys_inputs={"book": json.dumps(said, ensure_ascii=False)},
    )


def cover_words(edition: Edition) -> dict[str, str]:
    """What stands on the cover."""
    record = edition.article
    return {
        "title": record["title"],
        "published": f"{record['publisher-place']}, {year_of(record)}",
        "version": name_of(edition).capitalize(),
    }
