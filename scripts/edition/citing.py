"""Citations of the article and of its parts, all from two records: that of the work and that of the edition.

The work's, docs/article.json, has a title, a year and a place. It has no author, journal or publisher, for none is known,
and so no citation has one. The edition's adds its address and, of a released text, its version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from edition.addresses import paragraph_number
from edition.citation_files import EXPORTS, edition_record, export_name, year_of
from edition.cited import WHOLE, Cited, State, editors_cited, everything_cited, living
from edition.edition import Edition

__all__ = [
    "CITE_PAGE", "EXPORTS", "WHOLE", "Citation", "Cited", "State", "citations", "editors_cited", "everything_cited",
    "export_name", "exports", "living", "year_of",
]

CITE_PAGE = "cite.md"


@dataclass(frozen=True)
class Citation:
    """One style's citation, as HTML with <em> alone.

    `entry` is that of a list of references, `cited` the form in the text, or in a note if `in_note`. Both may have
    {accessed:…} for the date on which a reader saw the page; `cited` has {place} where the place stands, which `place`
    says. `labels` are what stands before the number of one paragraph and before those of several.
    """

    style: str
    entry: str
    cited: str
    place: str
    labels: tuple[str, str]
    in_note: bool


def citations(edition: Edition, cited: Cited, state: State) -> list[Citation]:
    """The citation in each style, as the processor formatted it."""
    return [_citation(name, forms, cited, state) for name, forms in edition.formatted_article.items()]


def _citation(style: str, forms: dict[str, Any], cited: Cited, state: State) -> Citation:
    templates = forms["kept" if state.version else "living"]
    one, several = forms["labels"]

    def filled(template: str) -> str:
        return template.replace("{address}", escape(state.address)).replace("{version}", state.version)

    return Citation(
        style, filled(templates["entry"]), filled(templates["part" if cited.locator else "whole"]),
        _place(cited, one), (one, several), forms["in-note"],
    )


def _place(cited: Cited, label: str) -> str:
    if cited.is_paragraph:
        return label + paragraph_number(cited.id)
    # A style whose labels begin with a capital has one wherever a place stands.
    return cited.locator[:1].upper() + cited.locator[1:] if label[0].isupper() else cited.locator


def exports(edition: Edition, everything: Iterable[Cited], state: State) -> dict[str, str]:
    """The files for reference managers of all that is cited, each by its path below the site's root."""
    record = edition_record(edition.article, state)
    return {
        export_name(cited, ending): make(record, cited)
        for cited in everything
        for ending, (_, make) in EXPORTS.items()
    }
