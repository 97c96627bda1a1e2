"""The files in which the edition can be taken along: their paths below the site, names and media types."""

from __future__ import annotations

from dataclasses import dataclass

from edition.citing import EXPORTS, everything_cited, export_name
from edition.edition import Edition

_STEM = "download/activity-of-kazakhstan-within-osce"


@dataclass(frozen=True)
class Format:
    """One file. `path` is below the site's root, `use` says for whom it is; `heavy` ones can be left out of a build."""

    path: str
    name: str
    media_type: str
    use: str
    heavy: bool = False


EPUB = Format(
    f"{_STEM}.epub", "EPUB", "application/epub+zip", "for e-book readers; each paragraph is listed as a page", heavy=True
)
PDF = Format(f"{_STEM}.pdf", "PDF", "application/pdf", "for print, tagged, with the numbers in the margin", heavy=True)
OFFLINE = Format(
    f"{_STEM}.zip", "The site as a folder", "application/zip", "all pages, for reading offline", heavy=True
)
PLAIN_TEXT = Format(f"{_STEM}.txt", "Plain text", "text/plain", "one paragraph a line, with an apparatus")
TEI = Format(f"{_STEM}.xml", "TEI P5 XML", "application/tei+xml", "for scholarly tools; each correction as sic and corr")
FORMATS = (EPUB, PDF, OFFLINE, PLAIN_TEXT, TEI)

# Beside them, for programs alone.
ANCHORS = Format(
    "anchors.json", "Anchors", "application/json", "every anchor with its words, its digests and its history"
)
JSON_LD = Format("article.jsonld", "JSON-LD", "application/ld+json", "what the article is, in the words of schema.org")
LINKSET = Format(
    "linkset.json", "Link set", "application/linkset+json", "typed links between all of these, in the form of RFC 9264"
)
SOURCE = Format("source/article.txt", "The source", "text/plain", "the file of 2014, byte for byte")
DATA = (ANCHORS, JSON_LD, LINKSET, SOURCE)


def present(heavy: bool) -> tuple[Format, ...]:
    """The formats whose files a build has; `heavy` says whether it has the heavy ones."""
    return tuple(form for form in FORMATS if heavy or not form.heavy)


def generated_files(edition: Edition) -> frozenset[str]:
    """The files that a build adds to those below docs/, by their paths below the site's root."""
    cited = {export_name(cited, ending) for cited in everything_cited(edition, "/") for ending in EXPORTS}
    return frozenset({*(form.path for form in (*FORMATS, *DATA)), *cited})
