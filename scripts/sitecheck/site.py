"""A rendered site: its files, its pages, and what is wrong with where it leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser
from upa_url import URL

from lint.causes import of_one_cause
from lint.consequences import with_count
from lint.rule import Problem
from sitecheck import others
from sitecheck.batch import Settings
from sitecheck.folder import Listing, listed, text_of
from sitecheck.html_page import HtmlPage
from sitecheck.page import PageReader, Trace
from sitecheck.places import OF_THE_ATTRIBUTE, place_of
from sitecheck.reading import read_all
from sitecheck.resolution import Outcome, Resolution, SiteFault
from sitecheck.web import Goal, Web, decoded

Place = tuple[str, int, int]
# A fault of more files than these is told once, with their number.
_MOST = 60
# Files that are looked at again are kept for the next finding in them.
_KEPT = 64


@dataclass
class Site:
    """A rendered site in a folder, to be served at `url` (its canonical address, ending with a slash).

    `trace` tells where in the sources a text of a page, or without a text the page, comes from: it takes the page's path and
    the text, and gives file, line and column, or None. Without it, a fault of several files is told once, in the first.
    `apart` are folders below it where other sites stand: what leads there is theirs.
    """

    folder: Path
    url: str
    trace: Callable[[str, str | None], Place | None] | None = None
    apart: tuple[str, ...] = ()
    # Addresses in JSON: the file, and in it a path such as `docs.*.location`, behind a blank what they are relative to.
    json_paths: dict[str, str] = field(default_factory=dict)
    # Pages that readers get to without a link: names, perhaps with * in them.
    entrances: tuple[str, ...] = ()
    workers: int | None = None
    # Of the contents of what was read, part by part.
    digests: list[str] = field(default_factory=list, repr=False)
    _texts: dict[str, str] = field(default_factory=dict, repr=False)
    _trails: dict[str, dict[Goal, list[Trace]]] = field(default_factory=dict, repr=False)

    @cached_property
    def web(self) -> Web:
        return Web(self.url, self.apart)

    @property
    def base(self) -> str:
        """The path below which the site is served: `/` or `/name/`."""
        return self.web.base

    @cached_property
    def listing(self) -> Listing:
        return listed(self.folder)

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(self.listing.sizes)

    @cached_property
    def pages(self) -> list[HtmlPage]:
        return [self._page(path) for path in sorted(self.files) if path.endswith(".html")]

    @cached_property
    def pages_by_path(self) -> dict[str, HtmlPage]:
        return {page.path: page for page in self.pages}

    @cached_property
    def _resolution(self) -> Resolution:
        return Resolution(self.web, self.listing, self.text, self.entrances)

    @property
    def settings(self) -> Settings:
        return Settings(str(self.folder), self.url, self.apart, tuple(sorted(self.json_paths.items())))

    @property
    def read_sizes(self) -> dict[str, int]:
        """The files that are read, each with its size."""
        return {path: size for path, size in self.listing.sizes.items() if others.is_read(path, self.json_paths)}

    @cached_property
    def outcome(self) -> Outcome:
        """All that is wrong with the addresses and ids of the site, and where it leads on other hosts."""
        for batch in read_all(self.settings, self.read_sizes, self.workers):
            self.digests.append(batch.digest)
            self._resolution.add(batch)
        return self._resolution.outcome()

    def problems(self, code: str) -> Iterator[Problem]:
        """What the rule `code` has to say, each at its place in the sources if that is known, else in the finished file."""
        told: list[tuple[str, Problem]] = []
        # File by file, so that each is looked at again once.
        for path, faults, more in sorted(self._shown(code), key=lambda shown: shown[0]):
            placed = [known for fault in faults for known in self._placed(path, fault, more)]
            told += placed if self.trace else [min(placed, key=lambda known: (known[1].line, known[1].column))]
        return of_one_cause(told) if self.trace else (problem for _, problem in told)

    def _shown(self, code: str) -> Iterator[tuple[str, list[SiteFault], int]]:
        """The faults of a rule about one thing, each with a file in which they are told, and in how many they are not."""
        about: dict[str, dict[str, list[SiteFault]]] = {}
        for fault in self.outcome.faults:
            if fault.code == code:
                files = about.setdefault(fault.about, {})
                for path in dict.fromkeys(fault.files):
                    files.setdefault(path, []).append(fault)
        for files in about.values():
            if self.trace and len(files) <= _MOST:
                yield from ((path, faults, 0) for path, faults in files.items())
            else:
                first = min(files)
                yield first, files[first], len(files) - 1

    def _placed(self, path: str, fault: SiteFault, more: int) -> Iterator[tuple[str, Problem]]:
        """The problems that a fault is in one file, each with the address that leads astray, empty if none does."""
        if fault.fault is not None:
            known = fault.fault
            place = (known.line, known.column) if known.line and path == fault.files[0] else None
            message = with_count(fault.message, more)
            yield "", self.at(path, known.attribute, known.value, message, fault.about, fault.code, place)
            return
        traces = self._by_goal(path).get(fault.goal, []) if fault.goal else []
        for attribute, value in dict.fromkeys((trace.attribute, trace.value) for trace in traces) or [("", "")]:
            names_address = fault.goal is not None and fault.code != "S016"
            message = f"{value.strip() or '(empty)'} {fault.message}" if names_address else fault.message
            yield value, self.at(path, attribute, value, with_count(message, more), fault.about, fault.code)

    def at(
        self, path: str, attribute: str, value: str, message: str, about: str, code: str = "",
        place: tuple[int, int] | None = None,
    ) -> Problem:
        """A problem at an attribute of a file, whose `place` may be known; or at where it comes from in the sources."""
        line, column = place or place_of(self.text(path), attribute, value, code)
        written = f'{attribute}="{value}"' if code in OF_THE_ATTRIBUTE else value if attribute else None
        if self.trace and (source := self.trace(path, written)):
            return Problem(*source, f"{message} (in the finished page: {path}:{line})", about)
        return Problem(path, line, column, message, about)

    def text(self, path: str) -> str:
        """The text of a file of the site; empty if it can't be read."""
        if path not in self._texts:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[path] = text_of(self.folder, path)[0]
        return self._texts[path]

    def traces(self, path: str) -> list[Trace]:
        """Every address of a file, as it is written, and where it leads."""
        return [trace for traces in self._by_goal(path).values() for trace in traces]

    def _by_goal(self, path: str) -> dict[Goal, list[Trace]]:
        if path not in self._trails:
            if len(self._trails) >= _KEPT:
                self._trails.clear()
            reader = PageReader(self.web)
            reader.trail = []
            if text := self.text(path):
                others.read(reader, path, text, self.json_paths)
            found: dict[Goal, list[Trace]] = {}
            for trace in reader.trail:
                found.setdefault(trace.goal, []).append(trace)
            self._trails[path] = found
        return self._trails[path]

    def _page(self, path: str) -> HtmlPage:
        html = self.text(path)
        return HtmlPage(path, self.base + re.sub(r"(^|/)index\.html$", r"\1", path), html, LexborHTMLParser(html))

    def resolve(self, page: HtmlPage, value: str) -> tuple[str, str, bool]:
        """Where an address leads: the path on the host, the fragment, and whether it is on this host at all."""
        own = URL(self.url)
        url = URL.parse(value, URL(self.web.document(page.path)))
        if url is None:
            return "", "", False
        return decoded(url.pathname), unquote(url.hash[1:]), url.host == own.host and url.protocol == own.protocol

    def file_at(self, path: str) -> str | None:
        """The file that a static host serves at a path; None if there is none, or it is outside the site."""
        return self._resolution.file_at(path)
