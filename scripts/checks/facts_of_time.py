"""The dates of the editor's facts: each is one, agrees with what the article says of it, and stands in its order."""

from __future__ import annotations

from collections.abc import Iterator

from edition.dates import parse_period
from edition.edition import Edition
from edition.facts import Event
from lint.rule import Problem, rule


@rule("G004", "edition", waivable=False)
def dates_fit_their_events(edition: Edition) -> Iterator[Problem]:
    """A date is invalid, or does not agree with what the article says about the event.

    `in-article` is as much of the date as the article gives. The full date lies within it, and the words quoted state it.

    Bad:
        date = "2009-12-01"
        in-article = "2010"
        words = "the chairmanship in 2010"
    Good:
        date = "2010-01-01"
        in-article = "2010"
        words = "the chairmanship in 2010"
    Fix: correct the date, or give in `in-article` only what the words of the article say.
    """
    for event in edition.facts.events:
        for field in ("date", "in-article"):
            if text := event.text(field):
                try:
                    parse_period(text)
                except ValueError as error:
                    fix = "write 2010, 2010-12, 2010-12-01, or two of these with a slash between"
                    yield Problem(*event.place(field), f"{field}: {error}", fix=fix)
        yield from _disagreements(event)


def _disagreements(event: Event) -> Iterator[Problem]:
    told = event.in_article
    if told is None:
        return
    if event.period and not told.covers(event.period):
        message = f"the date, {event.period.said}, does not lie within what the article says, {told.said}"
        yield Problem(*event.place("date"), message)
    if not event.words:
        yield Problem(*event.place("in-article"), f"no words of the article are quoted that say {told.said}", fix="add words")
    elif not told.is_said_in(event.words):
        yield Problem(*event.place("in-article"), f"the words quoted do not say {told.said}: “{event.words}”")


@rule("G005", "edition", waivable=False)
def events_are_in_order(edition: Edition) -> Iterator[Problem]:
    """An event is listed after one that is later.

    The timeline shows the events in the order of the file. Where only a year is known, any place within it is right.

    Bad:
        date = "2010-12-01"      (and after it)      date = "1999-11-18"
    Good:
        date = "1999-11-18"      (and after it)      date = "2010-12-01"
    Fix: move the event to its place in the order of time.
    """
    latest: Event | None = None
    for event in edition.facts.events:
        if event.period is None:
            continue
        if latest and latest.period and event.period.end.last < latest.period.begin.first:
            message = f"{event.period.said} is listed after {latest.period.said} ({latest.id})"
            yield Problem(*event.place("date"), message)
        elif not latest or not latest.period or event.period.begin.first > latest.period.begin.first:
            latest = event
