"""Why sitecheck and others differ on trees from elsewhere: each difference by its cause; prints the table of CONTRIBUTING.

    PYTHONPATH=scripts:tests .venv/bin/python -m sitecheck_tests.differences FOLDER

FOLDER is that of the benchmark. The others are check-html-links, and Chromium, which reads all pages by crawl.js. A cause is
shown to be one by what a third program, selectolax, reads in the page. Ends with 1 if a difference has no cause.
"""

from __future__ import annotations

import html
import json
import os
import posixpath
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from browser import chromium
from sitecheck_tests.benchmark import TREES, install, unpacked
from sitecheck_tests.everything import Found, everything
from sitecheck_tests.judging import judging

PEER = Path(__file__).with_name("links_of_peer.mjs")
# The codes of what check-html-links looks for at all: every fault that its source can report is a missing file or id.
OF_BOTH = ("S001", "S002")
# Those that crawl.js looks for.
OF_CHROMIUM = ("S001", "S002", "S003", "S010", "S012", "S013", "S014", "S020")


class Place(NamedTuple):
    """An address or an id in a file, as a parser of HTML reads it."""

    file: str
    attribute: str
    value: str


class Row(NamedTuple):
    """So many faults that both find, or that one alone finds for a cause; an empty cause is one that is not known."""

    tree: str
    other: str
    alone: str
    cause: str
    places: list[Place]

    def __str__(self) -> str:
        example = self.places[0]
        shown = f"{example.file}: {example.attribute}={example.value}" if example.attribute else example.file
        return f"| {self.tree} | {self.other} | {self.alone} | {len(self.places)} | {self.cause or 'UNKNOWN'} | `{shown}` |"


def main(place: Path) -> int:
    peers = install(place)
    rows: list[Row] = []
    print("| tree | other | found by | faults | cause | example |\n|---|---|---|---|---|---|")
    for package, below in TREES.items():
        folder = unpacked(place, package) / below
        own = frozenset(everything(folder))
        rows += compared(package, "check-html-links", own, of_check_html_links(peers, folder), folder)
        rows += compared(package, "Chromium", own, of_chromium(folder), folder)
    print("\n".join(map(str, rows)))
    return 1 if any(not row.cause for row in rows) else 0


def of_check_html_links(peers: Path, folder: Path) -> frozenset[Place]:
    run = subprocess.run(["node", str(PEER), str(peers), str(folder)], stdout=subprocess.PIPE, check=True)
    # It leaves entities as they are.
    return frozenset(Place(file, attribute, html.unescape(value)) for file, attribute, value in json.loads(run.stdout))


def of_chromium(folder: Path) -> frozenset[Place]:
    with chromium.driven() as browser, judging(folder, browser) as judge:
        return frozenset(Place(*place) for _, *place in judge.crawled()["faults"])


def compared(tree: str, other: str, own: frozenset[Found], theirs: frozenset[Place], folder: Path) -> Iterator[Row]:
    """The rows of one tree and one other program: what both find, then the differences by their causes."""
    places = {Place(*found[1:]) for found in own}
    if both := sorted(theirs & places):
        yield Row(tree, other, "both", "the same", both)
    causes: dict[tuple[str, str], list[Place]] = {}
    for place in sorted(theirs - places):
        causes.setdefault((other, why_only_theirs(place, folder)), []).append(place)
    for code, *rest in sorted(own):
        place = Place(*rest)
        if place not in theirs:
            causes.setdefault(("sitecheck", why_only_ours(other, place, code)), []).append(place)
    for (alone, cause), differing in causes.items():
        yield Row(tree, other, alone, cause, differing)


def why_only_theirs(place: Place, folder: Path) -> str:
    """Why another program finds a fault where sitecheck finds none; empty if there is no reason."""
    address, _, fragment = place.value.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), address)) if address else place.file
    if not os.path.isfile(folder / target):
        return ""
    names = names_in(folder / target)
    if fragment not in names and unquote(fragment) in names:
        return "it compares a fragment without decoding it; the element is there"
    return ""


def why_only_ours(other: str, place: Place, code: str) -> str:
    """Why another program does not find what sitecheck finds; empty if there is no reason."""
    looked_for = OF_CHROMIUM if other == "Chromium" else OF_BOTH
    if code not in looked_for:
        return f"{code}: it does not look for this"
    if not place.file.endswith(".html"):
        return f"{code}: it reads no style sheets" if place.file.endswith(".css") else ""
    return ""


@lru_cache(maxsize=64)
def names_in(file: Path) -> frozenset[str]:
    """The ids and the names of anchors in a page."""
    tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
    ids = {node.attributes["id"] or "" for node in tree.css("[id]")}
    return frozenset(ids | {node.attributes["name"] or "" for node in tree.css("a[name]")})


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
