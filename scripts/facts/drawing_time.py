"""The pictures of time, drawn by pure functions: the article's order against the order of time, and a strip of years."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence

from edition.facts import Event
from facts.svg import WIDTH, line, mark, picture, straight, words

_ROW, _TOP = 24, 34
_LEFT, _RIGHT = 58, 130
_STRIP_HEIGHT, _AXIS, _MARGIN = 44, 12, 18


def orders(parent: etree.Element, in_article: Sequence[tuple[str, Event]], in_time: Sequence[Event]) -> None:
    """Draw lines from where the article speaks of events, each named by its paragraph, to their places in time."""
    rows = max(len(in_article), len(in_time))
    spread = _ROW * (rows - 1) / max(len(in_article) - 1, 1)
    drawn = picture(
        parent, "orders", _TOP + _ROW * rows, "The article’s order against the order of time",
        f"On the left the {len(in_article)} places where the article speaks of dated events, in its order; on the right "
        f"{len(in_time)} events in order of time; a line joins the two. The lists on this page say the same.",
    )
    words(drawn, 0, 10, "In the article")
    words(drawn, _RIGHT + 10, 10, "In order of time")
    heights = {event.id: _TOP + _ROW * row for row, event in enumerate(in_time)}
    for row, (name, event) in enumerate(in_article):
        y = _TOP + spread * row
        words(drawn, _LEFT - 12, y, name, "end")
        mark(drawn, _LEFT, y, is_filled=True)
        line(drawn, straight(_LEFT, y, _RIGHT, heights[event.id]), "thread")
    for event in in_time:
        mark(drawn, _RIGHT, heights[event.id], is_filled=event.in_article is not None)
        year = event.period.begin.year if event.period else ""
        words(drawn, _RIGHT + 10, heights[event.id], f"{year} {event.text('short')}")


def strip(parent: etree.Element, events: Sequence[Event]) -> None:
    """Draw the events on a line of years: those with a date in the article as dots, the others as rings."""
    dated = [(event, event.period) for event in events if event.period]
    if not dated:
        return
    first, last = dated[0][1].begin.year, max(period.end.year for _, period in dated) + 1
    articles = [period for event, period in dated if event.in_article]
    drawn = picture(
        parent, "strip", _STRIP_HEIGHT, f"The years {first} to {last - 1}",
        f"{len(dated)} events on a line of years, {len(articles)} of them dated by the article; the list below has those.",
    )

    def x(year: float) -> float:
        return _MARGIN + (WIDTH - 2 * _MARGIN) * (year - first) / (last - first)

    line(drawn, straight(x(first), _AXIS, x(last), _AXIS), "axis")
    labelled = float(-WIDTH)
    for year in sorted({period.begin.year for _, period in dated}):
        if x(year) - labelled > 36 or year == first:
            words(drawn, x(year), _AXIS + 20, str(year), "middle")
            labelled = x(year)
    for event, period in dated:
        mark(drawn, x(period.begin.year + (period.begin.first.timetuple().tm_yday - 1) / 366), _AXIS,
             is_filled=event.in_article is not None)
