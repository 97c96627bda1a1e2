"""Citations of the article and of its paragraphs, all from one record: docs/article.json.

The record has a title, a year and a place. It has no author, journal or publisher, for none is known,
and so no citation has one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from edition.addresses import page_address, paragraph_number, site_root
from edition.edition import Edition
from edition.page import NUMBERED_ID

CITE_PAGE = "cite.md"
WHOLE = "article"
# Characters that TeX acts on. An address is left as it is, for the field url is read as it stands.
_TEX = str.maketrans({
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})


@dataclass(frozen=True)
class Cited:
    """What is cited: a block by its id, or the whole article; with its locator and its full address."""

    id: str
    locator: str
    address: str

    @property
    def name(self) -> str:
        return f"Paragraph {paragraph_number(self.id)}" if self.locator else "The whole article"

    def checked(self, words: str) -> str:
        """The address with what was cited, a version or a digest of the words, of which the page tells any change."""
        page, _, fragment = self.address.partition("#")
        return f"{page}?cited={words}#{fragment}"


@dataclass(frozen=True)
class Citation:
    """One style's citation, as HTML with <em> alone: the entry of a list of references, and the form in the text."""

    style: str
    entry: str
    in_text: str


def everything_cited(edition: Edition, site_url: str) -> list[Cited]:
    """The whole article, and each numbered block in order. `site_url` may end with a slash or not."""
    root = site_root(site_url)
    blocks = [(page, block) for page, block in edition.blocks if NUMBERED_ID.fullmatch(block.id)]
    return [
        Cited(WHOLE, "", root),
        *(
            Cited(block.id, f"para. {paragraph_number(block.id)}", f"{root}{page_address(page.name)}#{block.id}")
            for page, block in blocks
        ),
    ]


def citations(edition: Edition, cited: Cited) -> list[Citation]:
    """The citation in each style, as the processor formatted it."""
    number = paragraph_number(cited.id)
    return [
        Citation(
            style,
            forms["entry"].replace("{address}", escape(cited.address)),
            forms["in-text-located"].replace("{locator}", number) if cited.locator else forms["in-text"],
        )
        for style, forms in edition.formatted_article.items()
    ]


def bibtex(record: dict, cited: Cited) -> str:
    """A BibTeX entry of type misc. The title's braces keep its capitals."""
    fields = {
        "title": f"{{{record['title'].translate(_TEX)}}}",
        "year": str(year_of(record)),
        "address": record["publisher-place"].translate(_TEX),
        "note": cited.locator,
        "url": cited.address,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(record, cited)},", *lines, "}", ""])


def ris(record: dict, cited: Cited) -> str:
    """A RIS record of type GEN; its lines end with CR LF, as the format has it."""
    fields = [
        ("TY", "GEN"), ("TI", record["title"]), ("PY", str(year_of(record))), ("CY", record["publisher-place"]),
        ("LA", record["language"]), ("N1", cited.locator), ("UR", cited.address), ("ID", _key(record, cited)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value or tag == "ER")


def csl_json(record: dict, cited: Cited) -> str:
    """A list of one item in CSL-JSON 1.0.2. An item has no field for a locator; the note keeps it."""
    item = {**record, "id": _key(record, cited), "URL": cited.address}
    if cited.locator:
        item["note"] = cited.locator
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


EXPORTS = {"bib": ("BibTeX", bibtex), "ris": ("RIS", ris), "json": ("CSL-JSON", csl_json)}


def export_name(cited: Cited, ending: str) -> str:
    """The file, below the site's root, that a reference manager takes."""
    return f"cite/{cited.id}.{ending}"


def exports(edition: Edition, site_url: str) -> dict[str, str]:
    """Every file for reference managers, by its path below the site's root."""
    return {
        export_name(cited, ending): make(edition.article, cited)
        for cited in everything_cited(edition, site_url)
        for ending, (_, make) in EXPORTS.items()
    }


def _key(record: dict, cited: Cited) -> str:
    return record["id"] if cited.id == WHOLE else f"{record['id']}-{cited.id}"


def year_of(record: dict) -> int:
    """The year in which the article was published, from its record."""
    return record["issued"]["date-parts"][0][0]
