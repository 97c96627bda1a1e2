"""Where in an edition's Markdown the addresses, ids and other texts of its finished pages come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from upa_url import URL

from checks.targets import internal_target
from edition.addresses import WHOLE_PAGE, finished_path, page_address, site_root, split
from edition.edition import Edition
from edition.errors import EditionError
from edition.page import Page
from rendering.destination import destination
from rendering.link import Link
from rendering.reading import Readings

Place = tuple[str, int, int]

_ID = re.compile(r'id="(?P<id>[^"]*)"')


class Sources:
    """The sources of a site that is made for the address `url`, as its pages are read.

    An address is looked for among the links of the pages by where it leads, so it is found however it was written: by
    reference, with entities, percent-encoded, or in HTML. Only what is no link's address is looked for by its letters.
    """

    def __init__(self, readings: Readings, url: str) -> None:
        self._readings = readings
        self._root = site_root(url)
        self._known: dict[str, list[tuple[Link, frozenset[str]]]] = {}

    def place_of(self, path: str, text: str | None) -> Place | None:
        """Where an address, an attribute (`id="…"`) or another text of the finished file `path` is written, if one place can
        be told; without a text, where its page begins."""
        pages = self._pages(path)
        if not pages:
            return None
        if text is None:
            return pages[0].place(0)
        if match := _ID.fullmatch(text):
            found = [(page, one.offset) for page in pages for one in self._readings.of(page).written if one.id == match["id"]]
            # Of two the lower is usually the new one. One alone that is written as `#id` is right; its double is a template's.
            if len(found) > 1 or any(page.text[offset - 1] != "#" for page, offset in found):
                page, offset = found[-1]
                return page.place(offset)
        sought = _key(text, self._root + path.removesuffix("index.html"))
        for page in pages:
            for link, leading in self._links(page):
                if sought in leading:
                    return page.place(link.at)
        return self._by_letters(pages, text)

    @classmethod
    def load(cls, root: Path, url: str) -> Sources | None:
        """Those of the edition below `root`; None if it can't be read, as when it has been changed since its site was made."""
        try:
            return cls(Readings(Edition.load(root)), url)
        except EditionError:
            return None

    @property
    def files(self) -> frozenset[str]:
        """The files of the pages."""
        return frozenset(page.file for page in self._readings.edition.pages)

    def places_of_address(self, address: str) -> Iterator[Place]:
        """Every place on a page where an address is written that names a host."""
        sought = _key(address, self._root)
        for page in self._readings.edition.pages:
            for link, leading in self._links(page):
                if sought in leading:
                    yield page.place(link.at)

    def _pages(self, path: str) -> list[Page]:
        edition = self._readings.edition
        own = [page for page in edition.pages if finished_path(page.name) == path]
        return [*own, *edition.text_pages] if path == finished_path(WHOLE_PAGE) else own

    def _links(self, page: Page) -> list[tuple[Link, frozenset[str]]]:
        """The links of a page, each with the addresses that it may have in the finished pages."""
        if page.name not in self._known:
            links = self._readings.of(page).links
            self._known[page.name] = [(link, frozenset(self._leading(page, link))) for link in links]
        return self._known[page.name]

    def _leading(self, page: Page, link: Link) -> Iterator[str]:
        # MkDocs follows what names a file, and leaves the rest as it is.
        yield _key(link.target, self._root + page_address(page.name))
        edition = self._readings.edition
        target = internal_target(edition, page, link)
        if target and target.path:
            parts = split(link.target)
            rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
            file = page_address(target.page.name) if target.page else target.path
            yield _key(f"./{quote(file)}{rest}", self._root)
        if target and target.page in edition.text_pages:
            # The page of the whole article has these ids itself.
            yield _key(f"#{split(link.target).fragment}", self._root + page_address(WHOLE_PAGE))

    def _by_letters(self, pages: list[Page], text: str) -> Place | None:
        """Where a text stands, if it does so once: not in code, which says it to readers, nor within a longer address."""
        if len(text) < 2:
            return None
        found = []
        for page in pages:
            offsets = [match.start() for match in re.finditer(re.escape(text), page.text)]
            if offsets:
                coded = self._readings.coded(page, offsets)
                known = [destination(page.text, link) for link in self._readings.of(page).links]
                found += [
                    page.place(offset) for offset in offsets
                    if offset not in coded and not any(begin <= offset < end for begin, end in known)
                ]
        return found[0] if len(found) == 1 else None


def _key(address: str, base: str) -> str:
    """An address by which it is the same however it is written; as it stands if it can't be read, or is empty."""
    url = URL.parse(address, base) if address.strip() else None
    return unquote(url.href) if url is not None else address.strip()
