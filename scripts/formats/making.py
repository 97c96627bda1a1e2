"""Writes the files of the other formats into the finished site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.edition import Edition
from formats.names import EPUB, FORMATS, MARKDOWN, OFFLINE, PDF, PLAIN_TEXT, TEI, Format


def write_formats(edition: Edition, site_url: str, site: Path, formats: Iterable[Format]) -> None:
    """Write each of `formats` below `site`; the folder to take along last, for it has the whole site in it."""
    for form in sorted(formats, key=FORMATS.index):
        if form is not OFFLINE:
            _write(site / form.path, _made(form, edition, site_url))
    if OFFLINE in formats:
        from formats.offline import offline

        _write(site / OFFLINE.path, offline(site, edition, site_url))


def _made(form: Format, edition: Edition, site_url: str) -> bytes:
    # Each is loaded when it is made: most builds of a page at work need none of the heavy ones.
    if form is EPUB:
        from formats.epub import epub

        return epub(edition, site_url)
    if form is PDF:
        from formats.pdf import pdf

        return pdf(edition, site_url)
    if form is PLAIN_TEXT:
        from formats.plain_text import plain_text

        return plain_text(edition, site_url).encode()
    if form is MARKDOWN:
        from formats.markdown import markdown

        return markdown(edition, site_url).encode()
    if form is TEI:
        from formats.tei import tei

        return tei(edition, site_url).encode()
    raise ValueError(f"{form.path} is no format that is made here")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
