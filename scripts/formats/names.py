"""The files in which the edition can be taken along: their paths below the site, names and media types."""

from __future__ import annotations

from dataclasses import dataclass

_STEM = "download/activity-of-kazakhstan-within-osce"


@dataclass(frozen=True)
class Format:
    """One file. `path` is below the site's root; `heavy` ones can be left out of a build."""

    path: str
    name: str
    media_type: str
    heavy: bool = False


EPUB = Format(f"{_STEM}.epub", "EPUB", "application/epub+zip", heavy=True)
PDF = Format(f"{_STEM}.pdf", "PDF", "application/pdf", heavy=True)
OFFLINE = Format(f"{_STEM}.zip", "The site as a folder", "application/zip", heavy=True)
PLAIN_TEXT = Format(f"{_STEM}.txt", "Plain text", "text/plain")
MARKDOWN = Format(f"{_STEM}.md", "Markdown", "text/markdown")
TEI = Format(f"{_STEM}.xml", "TEI P5 XML", "application/tei+xml")
FORMATS = (EPUB, PDF, OFFLINE, PLAIN_TEXT, MARKDOWN, TEI)


def present(heavy: bool) -> tuple[Format, ...]:
    """The formats whose files a build has; `heavy` says whether it has the heavy ones."""
    return tuple(form for form in FORMATS if heavy or not form.heavy)
