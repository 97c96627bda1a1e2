"""The editors' own prose, as other formats take it: paragraphs of runs, with their emphasis and their links."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown import Markdown

from edition.addresses import file_named, page_address, site_root, split
from edition.block import BLOCK_ID
from edition.edition import Edition
from edition.page import Page
from exports.xhtml import tree_of
from rendering.extension import EditionExtension

_SPACE = re.compile(r"[ \t\n]+")
_BLOCKS = frozenset({"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "div", "pre", "table", "tr"})


@dataclass(frozen=True)
class Run:
    """Words that look and lead alike. `address` is where on the web they lead, empty if they are no link.

    `target` is the id, below any page of the edition, to which they lead; empty if that is elsewhere.
    """

    words: str
    italic: bool = False
    address: str = ""
    target: str = ""


Paragraph = tuple[Run, ...]


class Prose:
    """Reads prose of an edition that stands, or will stand, at `site_url`."""

    def __init__(self, edition: Edition, site_url: str) -> None:
        self._edition = edition
        self._root = site_root(site_url)
        self._markdown: dict[str, Markdown] = {}

    def paragraphs(self, page: Page, markdown: str) -> list[Paragraph]:
        """What a part of `page` says, without blocks of the article that stand in it."""
        if page.name not in self._markdown:
            extension = EditionExtension(self._edition, self._root, page.name)
            self._markdown[page.name] = Markdown(extensions=["attr_list", extension], output_format="xhtml")
        read = self._markdown[page.name].reset()
        return list(self._read(tree_of(read.convert(f"{markdown.strip()}\n"), "div"), page.name))

    def _read(self, element: etree.Element, page: str) -> Iterator[Paragraph]:
        if any(BLOCK_ID.fullmatch(part.get("id", "")) for part in element):
            return
        if any(child.tag in _BLOCKS for child in element):
            for child in element:
                yield from self._read(child, page)
        elif paragraph := _tidy(self._runs(element, page, Run(""))):
            yield paragraph

    def _runs(self, element: etree.Element, page: str, like: Run) -> Iterator[Run]:
        yield replace(like, words=element.text or "")
        for child in element:
            yield from self._runs(child, page, self._styled(child, page, like))
            yield replace(like, words=child.tail or "")

    def _styled(self, element: etree.Element, page: str, like: Run) -> Run:
        if element.tag in ("em", "i", "cite"):
            return replace(like, italic=True)
        if element.tag == "a":
            return self._linked(element.get("href", ""), page, like)
        return like

    def _linked(self, href: str, page: str, like: Run) -> Run:
        parts = split(href)
        if parts.scheme or parts.netloc:
            return replace(like, address=href)
        path = file_named(page, parts.path) if parts.path else page
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        address = self._root + (page_address(path) if path in self._edition.pages_by_name else path) + fragment
        return replace(like, address=address, target=parts.fragment if path in self._edition.pages_by_name else "")


def plain(paragraph: Paragraph, italic: str = "") -> str:
    """The words of a paragraph. `italic` is put around those that are emphasised.

    A link to elsewhere has its address behind it, for on paper nothing else tells it.
    """
    return "".join(_plain(run, italic) for run in paragraph)


def _plain(run: Run, italic: str) -> str:
    words = f"{italic}{run.words}{italic}" if run.italic else run.words
    return f"{words} <{run.address}>" if run.address and not run.target else words


def _tidy(runs: Iterator[Run]) -> Paragraph:
    """Runs without those that are empty; white space is one space, and none stands at the ends."""
    found: list[Run] = []
    for run in runs:
        words = _SPACE.sub(" ", run.words)
        if words.startswith(" ") and (not found or found[-1].words.endswith(" ")):
            words = words[1:]
        if words:
            found.append(replace(run, words=words))
    if found and found[-1].words.endswith(" "):
        found[-1] = replace(found[-1], words=found[-1].words[:-1])
    return tuple(run for run in found if run.words)
