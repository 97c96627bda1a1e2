"""Reads one page: its ids, where each of its addresses leads, and what is wrong with it by itself."""

from __future__ import annotations

import re
from typing import NamedTuple

import turbohtml
from upa_url import URL

from sitecheck.faults import Fault, faults_of_ids, faults_of_references
from sitecheck.gathering import Gathered, Written, gathered
from sitecheck.web import Goal, Web

# Signs that stand in a fragment as they are, without those of a text directive (URL Standard, fragment percent-encode set).
_PLAIN = re.compile(r"(?!.*:~:)[!#-;=?-_a-~]+")
# The URL Standard takes these off both ends of an address.
_ALL_BLANKS = "".join(map(chr, range(0x21)))


class Trace(NamedTuple):
    """An address as it stands in a file, and where it leads."""

    goal: Goal
    attribute: str
    value: str


class PageRecord(NamedTuple):
    """What is kept of a page; `marks` are its ids and the names of its anchors, `goals` the numbers of
    those that its addresses lead to, as the reader that made it counts them."""

    path: str
    ids: list[str]
    marks: list[str]
    goals: set[int]
    redirect: Goal | None
    faults: list[Fault]


class PageReader:
    """Reads pages of the site at `web`; what it resolved once in a folder it remembers.

    Its `goals` are the places that addresses led to so far; records name them by their numbers.
    """

    def __init__(self, web: Web) -> None:
        self.web = web
        self.goals: list[Goal] = []
        # Where each address of the page that was read last stands, if that is asked for.
        self.trail: list[Trace] | None = None
        self._numbers: dict[Goal, int] = {}
        self._faulty: set[int] = set()
        self._folder = "\0"
        self._links: dict[str, int] = {}
        self._others: dict[Written, int] = {}

    def number(self, goal: Goal) -> int:
        """The number of a goal among all `goals`."""
        known = self._numbers.get(goal)
        if known is None:
            known = self._numbers[goal] = len(self.goals)
            self.goals.append(goal)
            if goal.code:
                self._faulty.add(known)
        return known

    def read(self, path: str, html: str) -> PageRecord:
        """The record of the page `path`, whose text is `html`."""
        found = gathered(turbohtml.parse(html, positions=False, allow_declarative_shadow_roots=False))
        marks = {*found.ids, *found.names}
        faults = found.faults
        faults += faults_of_ids(found.ids)
        if found.references:
            faults += faults_of_references(found.ids, found.tags, found.maps, found.references)
        folder = path.rpartition("/")[0]
        if folder != self._folder:
            self._folder, self._links, self._others = folder, {}, {}
        own = URL(self.web.document(path))
        base, links, others = own, self._links, self._others
        if found.base is not None:
            base, links, others = self._base(own, found.base, faults), {}, {}
        # Most addresses have been seen in another page of the folder: these are looked up all at once.
        numbers = set(map(links.get, found.links))
        own_links: dict[str, int] = {}
        if None in numbers:
            own_links = self._resolved(found, links, base, marks)
            numbers = {*map(links.get, found.links), *own_links.values()}
            numbers.discard(None)
        written = self._written(found, others, own, base)
        numbers.update(written.values())
        redirect = self.web.goal(found.refresh, base) if found.refresh is not None else None
        if redirect is not None:
            written[Written(found.refresh or "", "content")] = self.number(redirect)
            numbers.add(self.number(redirect))
        goals: set[int] = numbers  # type: ignore[assignment]
        if self.trail is not None or not self._faulty.isdisjoint(goals):
            self._note([
                *(Trace(self.goals[links[value]], "href", value) for value in found.links if value in links),
                *(Trace(self.goals[number], "href", value) for value, number in own_links.items()),
                *(Trace(self.goals[number], address.attribute, address.value) for address, number in written.items()),
            ], faults)
        return PageRecord(path, found.ids, list(marks), goals, redirect, faults)

    def _resolved(self, found: Gathered, links: dict[str, int], base: URL, marks: set[str]) -> dict[str, int]:
        """Add to `links` where new addresses lead; what depends on the page itself is returned instead."""
        own: dict[str, int] = {}
        for value in found.links.keys() - links.keys():
            if value[:1] == "#" and found.base is None and value[1:] in marks:
                continue
            address, _, fragment = value.partition("#")
            if fragment and not _is_of_the_page(address) and _PLAIN.fullmatch(fragment):
                # A file is resolved once: the URL Standard leaves such signs in a fragment as they are.
                known = links.get(address)
                if known is None:
                    known = links[address] = self.number(self.web.goal(address, base))
                path = self.goals[known].path
                if path is not None:
                    links[value] = self.number(Goal(path, fragment))
                    continue
            number = self.number(self.web.goal(value, base) if value.strip() else _NOWHERE)
            if _is_of_the_page(value):
                own[value] = number
            else:
                links[value] = number
        return own

    def _written(self, found: Gathered, others: dict[Written, int], own: URL, base: URL) -> dict[Written, int]:
        """Where the addresses lead that are no plain links."""
        numbers = {}
        for written in found.others:
            number = others.get(written)
            if number is None:
                number = self.number(self._goal(written, own, base))
                if not _is_of_the_page(written.value):
                    others[written] = number
            numbers[written] = number
        return numbers

    def _note(self, traces: list[Trace], faults: list[Fault]) -> None:
        for trace in traces:
            if trace.goal.code:
                faults.append(Fault(trace.goal.code, trace.attribute, trace.value, trace.goal.message))
        if self.trail is not None:
            self.trail += traces

    def _goal(self, written: Written, own: URL, base: URL) -> Goal:
        if not written.value.strip():
            return _NOWHERE if written.navigates else Goal() if written.may_be_empty else _EMPTY
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


def _is_of_the_page(value: str) -> bool:
    """Whether what an address leads to depends on the page that it stands in, and not on the folder alone."""
    return value.lstrip(_ALL_BLANKS)[:1] in ("#", "?", "")


_NOWHERE = Goal(code="S012", message="an empty address leads to the page that it stands in")
_EMPTY = Goal(code="S010", message="an address is empty; expected one")
