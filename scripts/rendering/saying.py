"""The pieces of HTML that say what a fact is and where it is from: dates, paragraphs, sources."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Any

from markdown.util import AtomicString

from edition.addresses import paragraph_number, place_name
from edition.block import NUMBERED_ID
from edition.dates import Moment, Period, parse_period
from edition.facts import Fact


class Saying:
    """Writes into elements for the page that an extension renders."""

    def __init__(self, extension: Any) -> None:
        self.extension = extension
        self.edition = extension.edition
        self.pages = {block.id: page.name for page, block in self.edition.blocks}

    def paragraph(self, parent: etree.Element, css_class: str, text: str = "") -> etree.Element:
        made = etree.SubElement(parent, "p", {"class": css_class})
        made.text = AtomicString(text)
        return made

    def add(self, parent: etree.Element, text: str) -> None:
        """Put words behind what an element has."""
        if len(parent):
            parent[-1].tail = AtomicString((parent[-1].tail or "") + text)
        else:
            parent.text = AtomicString((parent.text or "") + text)

    def link(self, parent: etree.Element, text: str, href: str, **attributes: str) -> etree.Element:
        made = etree.SubElement(parent, "a", {"href": href, **attributes})
        made.text = AtomicString(text)
        return made

    def block_link(self, parent: etree.Element, block_id: str, *, short: bool = False) -> None:
        """A link to a block of the article, if it is on a page: “paragraph 3” or, if `short`, ¶ 3."""
        is_short = short and bool(NUMBERED_ID.fullmatch(block_id))
        text = f"¶ {paragraph_number(block_id)}" if is_short else place_name(block_id)
        if block_id in self.pages:
            named = {"aria-label": place_name(block_id)} if is_short else {}
            self.link(parent, text, self.extension.link(self.pages[block_id], block_id), **named)
        else:
            self.add(parent, text)

    def block_links(self, parent: etree.Element, block_ids: Iterable[str], *, short: bool = False) -> None:
        """Links to blocks, with commas between; those of one name once."""
        seen: set[str] = set()
        for block_id in block_ids:
            if place_name(block_id) not in seen:
                if seen:
                    self.add(parent, ", ")
                seen.add(place_name(block_id))
                self.block_link(parent, block_id, short=short)

    def sources(self, parent: etree.Element, fact: Fact, *, dated: bool = True) -> None:
        """The sources of a fact as links and, if `dated`, when they were seen: “A and B, seen November 2026”."""
        found = list(self.edition.facts.sources_of(fact))
        for number, source in enumerate(found):
            if number:
                self.add(parent, " and " if number == len(found) - 1 else ", ")
            self.link(parent, source.name, source.text("address"))
        seen = dict.fromkeys(_said(source.text("seen")) for source in found)
        if seen and dated:
            self.add(parent, f", seen {', '.join(seen)}")

    def probably(self, parent: etree.Element, fact: Fact) -> None:
        """That a fact is probable, and the evidence for it; nothing where it is confirmed."""
        if fact.is_probable:
            self.paragraph(parent, "probable", f"Probable. {fact.text('evidence')}")

    def date(self, parent: etree.Element, period: Period) -> None:
        """A date as readers are told it, each moment also as programs read it."""
        if not period.is_single:
            self._time(parent, period.begin, period.said_begin)
            self.add(parent, period.said.removeprefix(period.said_begin).removesuffix(period.end.said))
        self._time(parent, period.end, period.end.said)

    @staticmethod
    def _time(parent: etree.Element, moment: Moment, said: str) -> None:
        etree.SubElement(parent, "time", {"datetime": moment.written}).text = AtomicString(said)


def sources_lead(fact: Fact) -> str:
    return "Sources: " if len(fact.texts("sources")) > 1 else "Source: "


def _said(date: str) -> str:
    try:
        return parse_period(date).said
    except ValueError:
        return date
