"""The edition as a PDF, tagged and with bookmarks, typeset by Typst: https://typst.app/docs/reference/pdf/.

Typst comes as one package with nothing to install beside it, tags its PDF, and gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

from edition.edition import Edition
from exports.pdf_contents import contents
from exports.pdf_places import Position, with_places

TEMPLATE = Path(__file__).with_name("pdf.typ")
FONTS = Path(__file__).resolve().parents[1] / "typeface/print"


def pdf(edition: Edition, site_url: str) -> bytes:
    """The whole edition as a PDF. `site_url` is the address to which its paragraphs' numbers lead."""
    import typst

    moment = datetime.combine(edition.version.date, time(), UTC)
    compiler = typst.Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=[FONTS], ignore_system_fonts=True,
        sys_inputs={"edition": json.dumps(contents(edition, site_url), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PDF")
    places = json.loads(compiler.query("<place>", field="value"))
    return with_places(made, {place["id"]: Position(place["page"], place["x"], place["y"]) for place in places})
