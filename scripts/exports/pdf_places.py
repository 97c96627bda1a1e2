"""Names for places in a finished PDF, so that `file.pdf#p7` opens there.

Typst names headings alone. The names are added as an incremental update: ISO 32000-1, 7.5.6 (updates), 7.9.6 (name
trees), 12.3.2.3 (named destinations). Nothing of what Typst wrote is changed, and no library has to be installed for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_END = re.compile(rb"trailer\n<<(?P<entries>[^\n]*)>>\nstartxref\n(?P<table>\d+)\n%%EOF\s*\Z")
_SIZE, _ROOT = re.compile(rb"/Size (\d+)"), re.compile(rb"/Root (\d+) 0 R")
_PAGES, _KIDS = re.compile(rb"/Pages (\d+) 0 R"), re.compile(rb"/Kids\[([^\]]*)\]")
_PAGE = re.compile(rb"(\d+) 0 R")
# Names that mean themselves as a string of PDF and as a fragment of an address.
_NAME = re.compile(r"[A-Za-z0-9_.:-]+")


@dataclass(frozen=True)
class Position:
    """A place on a page: the page's number, from 1, and points from its left and lower edge."""

    page: int
    x: float
    y: float


def with_places(pdf: bytes, places: Mapping[str, Position]) -> bytes:
    """A PDF as Typst writes it, with a named destination for each of `places`.

    Raises ValueError if it is written in another way, has names already, or a name has other than ASCII letters, digits,
    and `_.:-`.
    """
    end = _END.search(pdf)
    if end is None:
        raise ValueError("the PDF does not end with a table of its objects")
    size, root = int(_found(_SIZE, end["entries"])), int(_found(_ROOT, end["entries"]))
    catalogue = _dictionary(pdf, root)
    if b"/Names" in catalogue:
        raise ValueError("the PDF names places already")
    pages = _pages(pdf, catalogue)
    names = b"".join(_entry(name, place, pages) for name, place in sorted(places.items()))
    written = pdf.rstrip(b"\n") + b"\n"
    start = len(written)
    new_catalogue = b"%d 0 obj\n%s/Names<</Dests %d 0 R>>>>\nendobj\n" % (root, catalogue[:-2], size)
    tree = b"%d 0 obj\n<</Names[%s]>>\nendobj\n" % (size, names)
    table = b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n" % (root, start, size, start + len(new_catalogue))
    entries = _SIZE.sub(b"/Size %d" % (size + 1), end["entries"]) + b"/Prev " + end["table"]
    at = start + len(new_catalogue) + len(tree)
    return written + new_catalogue + tree + table + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (entries, at)


def _entry(name: str, place: Position, pages: list[int]) -> bytes:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't name a place in a PDF")
    return b"(%s)[%d 0 R/XYZ %.1f %.1f null]" % (name.encode(), pages[place.page - 1], place.x, place.y)


def _pages(pdf: bytes, catalogue: bytes) -> list[int]:
    """The objects that are pages, in order."""
    kids = _found(_KIDS, _dictionary(pdf, int(_found(_PAGES, catalogue))))
    pages = [int(number) for number in _PAGE.findall(kids)]
    if any(b"/Type/Page/" not in _dictionary(pdf, page) for page in pages):
        raise ValueError("the PDF's pages are not one list")
    return pages


def _dictionary(pdf: bytes, number: int) -> bytes:
    """The newest form of an object; an update before this one may have changed it."""
    forms: list[bytes] = re.findall(rb"\n%d 0 obj\n(<<.*?>>)\nendobj" % number, pdf, re.S)
    if not forms:
        raise ValueError(f"the PDF has no dictionary {number}")
    return forms[-1]


def _found(pattern: re.Pattern[bytes], content: bytes) -> bytes:
    match = pattern.search(content)
    if match is None:
        raise ValueError(f"the PDF has no {pattern.pattern.decode()}")
    return match[1]
