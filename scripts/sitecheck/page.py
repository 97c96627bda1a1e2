"""Reads one page: its ids, where each of its addresses leads, and what is wrong with it by itself."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import turbohtml
from upa_url import URL

from sitecheck.faults import Fault
from sitecheck.folder_links import NOWHERE, FolderLinks, is_of_the_page
from sitecheck.gathering import gathered
from sitecheck.goals import NOTHING, Goals
from sitecheck.web import Goal, Web
from sitecheck.written import Gathered, Written, faults_of_tree


class Trace(NamedTuple):
    """An address as it stands in a file, and where it leads."""

    goal: Goal
    attribute: str
    value: str


class PageRecord(NamedTuple):
    """What is kept of a page; `marks` are its ids and the names of its anchors, `goals` the numbers of
    those that its addresses lead to, as the reader that made it counts them."""

    path: str
    marks: list[str]
    goals: set[int]
    redirect: Goal | None
    faults: list[Fault]


def empty_record(path: str) -> PageRecord:
    """The record of a file of which nothing is known yet."""
    return PageRecord(path, [], set(), None, [])


class PageReader:
    """Reads pages of the site at `web`; what it resolved once in a folder it remembers.

    Its `goals` are the places that addresses led to so far; records name them by their numbers.
    """

    def __init__(self, web: Web) -> None:
        self.web = web
        self.goals = Goals()
        # Where each address of the page that was read last stands, if that is asked for.
        self.trail: list[Trace] | None = None
        self._folder = "\0"
        self._links: FolderLinks | None = None
        self._others: dict[Written, int] = {}

    def read(self, path: str, html: str) -> PageRecord:
        """The record of the page `path`, whose text is `html`."""
        found = gathered(turbohtml.parse(html, positions=False, allow_declarative_shadow_roots=False))
        marks = {*found.ids, *found.names}
        faults = found.faults
        faults += faults_of_tree(found)
        own = URL(self.web.document(path))
        folder = path.rpartition("/")[0]
        if self._links is None or folder != self._folder:
            self._folder, self._links, self._others = folder, FolderLinks(self.web, self.goals, own), {}
        base, links, others = own, self._links, self._others
        if found.base is not None:
            base = self._base(own, found.base, faults)
            links, others = FolderLinks(self.web, self.goals, base), {}
        # Most addresses have been seen in another page of the folder, or name an id of this one: only the others are resolved.
        unknown = found.links.difference(links.numbers)
        if found.base is None:
            unknown -= {f"#{mark}" for mark in marks}
        own_links = links.resolve(unknown, base)
        numbers = {*map(links.numbers.get, found.links, repeat(NOTHING)), *own_links.values()}
        written = self._written(found, others, own, base)
        redirect = None
        if found.refresh is not None:
            redirect = self.web.goal(found.refresh, base)
            written[Written(found.refresh, "content")] = self.goals.number(redirect)
        numbers.update(written.values())
        if self.trail is not None or not self.goals.faulty.isdisjoint(numbers):
            self._note([
                *((value, "href", links.numbers[value]) for value in found.links if value in links.numbers),
                *((value, "href", number) for value, number in own_links.items()),
                *((address.value, address.attribute, number) for address, number in written.items()),
            ], faults)
        return PageRecord(path, list(marks), numbers, redirect, faults)

    def _written(self, found: Gathered, others: dict[Written, int], own: URL, base: URL) -> dict[Written, int]:
        """Where the addresses lead that are no plain links."""
        numbers = {}
        for written in found.others:
            number = others.get(written)
            if number is None:
                number = self.goals.number(self._goal(written, own, base))
                if not is_of_the_page(written.value):
                    others[written] = number
            numbers[written] = number
        return numbers

    def _note(self, numbers: list[tuple[str, str, int]], faults: list[Fault]) -> None:
        """Note what is wrong with the addresses themselves; and, if that is asked for, where each leads."""
        for value, attribute, number in numbers:
            if number in self.goals.faulty:
                goal = self.goals.goal(number)
                faults.append(Fault(goal.code, attribute, value, goal.message))
        if self.trail is not None:
            self.trail += [Trace(self.goals.goal(number), attribute, value) for value, attribute, number in numbers]

    def _goal(self, written: Written, own: URL, base: URL) -> Goal:
        if not written.value.strip():
            return NOWHERE if written.navigates else Goal() if written.may_be_empty else _EMPTY
        goal = self.web.goal(written.value, base if written.heeds_base else own, navigates=written.navigates)
        return goal._replace(fragment="", directive="") if written.ignores_fragment else goal

    def _base(self, own: URL, value: str, faults: list[Fault]) -> URL:
        """The address that others are relative to (https://html.spec.whatwg.org/#the-base-element)."""
        try:
            base = URL(value, own)
        except (RuntimeError, TypeError):
            faults.append(Fault("S010", "href", value, f"<base> has {value!r}, which is not an address"))
            return own
        return own if base.protocol in ("data:", "javascript:") else base


_EMPTY = Goal(code="S010", message="an address is empty; expected one")
