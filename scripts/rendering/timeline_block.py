"""The blocks `/// timeline`: the events in time; `| article`, in the article's order; `| small`, those for the home page."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from edition.addresses import place_name
from edition.facts import Event
from facts.drawing_time import orders, strip
from facts.homes import home_of
from facts.standing import in_the_articles_order, spoken_of
from facts.telling import added, basis, label_of
from rendering.directives import EditionBlock
from rendering.saying import Saying


class TimelineBlock(EditionBlock):
    """The events of docs/facts.toml. Where it has none, an empty list."""

    NAME = "timeline"
    # There may be one.
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        # What leads from one page to another is left out of the book and of the whole article.
        css_class = "way-in" if self.argument == "small" else "facts"
        return etree.SubElement(parent, "div", {"class": css_class})

    def on_end(self, block: etree.Element) -> None:
        self.saying = Saying(self.extension)
        {"article": self._in_article, "small": self._small}.get(self.argument, self._in_time)(block)

    def _in_time(self, block: etree.Element) -> None:
        entries = etree.SubElement(block, "ol", {"class": "timeline"})
        for event in self.edition.facts.events:
            entry = etree.SubElement(entries, "li", {"id": event.anchor, "class": f"event of-{basis(event)}"})
            date = self.saying.paragraph(entry, "event-date")
            if event.period:
                self.saying.date(date, event.period)
            self.saying.paragraph(entry, "event-what", event.text("what"))
            self._basis(entry, event)
            self.saying.probably(entry, event)

    def _basis(self, entry: etree.Element, event: Event) -> None:
        if event.paragraphs:
            self._told(self.saying.paragraph(entry, "event-basis from-article", "In the article: "), event)
        if not event.texts("sources") and not event.text("remark"):
            return
        more = self.saying.paragraph(entry, "event-basis from-editor")
        if event.texts("sources"):
            words = {
                "article": "See also: ", "both": f"Added by the editor, {added(event)}: ",
                "editor": "Added by the editor; not in the article: ",
            }
            self.saying.add(more, words[basis(event)])
            self.saying.sources(more, event)
            self.saying.add(more, ". ")
        self.saying.add(more, event.text("remark"))

    def _told(self, parent: etree.Element, event: Event) -> None:
        """The words of the article, the block that has them, and the others that speak of the event."""
        at = spoken_of(self.edition, event)
        quoting = self.edition.blocks[at[0]][1].id if at else ""
        if quoting:
            quote = etree.SubElement(parent, "span", {"class": "article-quote"})
            quote.text = AtomicString(f"“{event.words}”")
            self.saying.add(parent, ", ")
            self.saying.block_link(parent, quoting)
        others = [name for name in event.paragraphs if not quoting or place_name(name) != place_name(quoting)]
        if others:
            self.saying.add(parent, "; also " if quoting else "")
            self.saying.block_links(parent, others)
        self.saying.add(parent, ".")

    def _in_article(self, block: etree.Element) -> None:
        told = in_the_articles_order(self.edition)
        in_article = [(label_of(place.id), event) for place, events in told for event in events]
        if in_article:
            figure = etree.SubElement(block, "div", {"class": "drawn"})
            orders(figure, in_article, self.edition.facts.events)
        entries = etree.SubElement(block, "ol", {"class": "in-article"})
        for place, events in told:
            entry = etree.SubElement(entries, "li")
            self.saying.block_link(entry, place.id)
            self.saying.add(entry, ": ")
            for number, event in enumerate(events):
                if number:
                    self.saying.add(entry, ", ")
                self._link(entry, event)

    def _small(self, block: etree.Element) -> None:
        events = self.edition.facts.events
        if not events or not home_of(self.edition, "event"):
            return
        lead = self.saying.paragraph(block, "timeline-lead")
        etree.SubElement(lead, "strong").text = AtomicString("Dates")
        self.saying.add(lead, " of the article, and between them, as rings, those that the editor adds.")
        strip(etree.SubElement(block, "div", {"class": "drawn"}), events)
        entries = etree.SubElement(block, "ol", {"class": "timeline-small"})
        for event in events:
            if event.in_article:
                entry = etree.SubElement(entries, "li")
                self._link(entry, event)
        last = self.saying.paragraph(block, "timeline-more")
        whole = self.extension.link(home_of(self.edition, "event"), events[0].anchor)
        self.saying.link(last, f"All {len(events)} dates", whole)

    def _link(self, parent: etree.Element, event: Event) -> None:
        """The event's date and short name, as a link to it."""
        href = self.extension.link(home_of(self.edition, "event"), event.anchor)
        self.saying.link(parent, f"{event.said}, {event.text('short')}", href)
