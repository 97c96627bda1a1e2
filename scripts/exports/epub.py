"""The edition as an e-book, EPUB 3.3: the pages' own Markdown and ids, with a list of paragraphs for its list of pages.

Written here: pandoc drops the ids of paragraphs and has no list of pages; ebooklib is under the AGPL, and compresses.
"""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterator
from pathlib import Path

from edition.block import BLOCK_ID
from edition.cited import State
from edition.edition import Edition
from edition.releases import Kept
from exports.archive import archive
from exports.catalogue import EPUB
from exports.cover import cover, cover_words
from exports.differences import ADDED, Told
from exports.epub_cover import cover_page
from exports.epub_documents import documents
from exports.epub_package import (
    COVER,
    COVER_PAGE,
    FOLDER,
    FONT,
    FONT_LICENCE,
    PACKAGE,
    container,
    navigation,
    package,
)
from exports.xhtml import STYLES
from exports.xml_words import words_in

# Of the text face, only what the apparatus needs to tell signs apart that a reader's own face may lack.
_FONT_FILES = {FONT: "docs/assets/fonts/literata-regular.woff2", FONT_LICENCE: "docs/assets/fonts/OFL.txt"}
_XML = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"


def epub(edition: Edition, site_url: str, kept: Kept | None = None, state: State | None = None) -> bytes:
    """The whole edition as one EPUB file; `site_url` is the address to which its paragraphs' numbers lead."""
    made = documents(edition, site_url, kept, state)
    files = {
        # First, as the format has it: programs look for it at a fixed place.
        "mimetype": EPUB.media_type.encode(),
        "META-INF/container.xml": container().encode(),
        PACKAGE: package(edition, site_url, made).encode(),
        f"{FOLDER}/{COVER}": cover(edition),
        f"{FOLDER}/{COVER_PAGE}": cover_page(". ".join(cover_words(edition).values())).encode(),
        f"{FOLDER}/nav.xhtml": navigation(made).encode(),
        **{f"{FOLDER}/{document.file}": document.xhtml().encode() for document in made},
        f"{FOLDER}/{STYLES}": Path(__file__).with_name("epub.css").read_bytes(),
        **{f"{FOLDER}/{name}": (edition.root / source).read_bytes() for name, source in _FONT_FILES.items()},
    }
    return archive(files, edition.version.date)


def told(content: bytes) -> dict[str, Told]:
    """What a finished EPUB tells of each block of the article, read from its documents in the order of its spine."""
    return {
        element.get("id", ""): Told(_words(element, "del"), _words(element, "ins"))
        for document in _spine(content)
        for element in document.iter()
        if BLOCK_ID.fullmatch(element.get("id", ""))
    }


def _spine(content: bytes) -> Iterator[etree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        rootfile = etree.fromstring(zipped.read("META-INF/container.xml")).find(f".//{_XML}rootfile")
        path = rootfile.get("full-path", "") if rootfile is not None else ""
        described = etree.fromstring(zipped.read(path))
        manifest = {item.get("id", ""): item.get("href", "") for item in described.iter(f"{_PACKAGE}item")}
        for item in described.iter(f"{_PACKAGE}itemref"):
            yield etree.fromstring(zipped.read(posixpath.join(posixpath.dirname(path), manifest[item.get("idref", "")])))


def _words(element: etree.Element, left_out: str) -> str:
    return words_in(element, ADDED | {left_out}).replace("\n", " ")
