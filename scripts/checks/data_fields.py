"""The data of the references and the sources of facts: fields that are read, and dates that can be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from edition.csl import DATES, FIELDS, first_day, is_date, last_day
from edition.dates import parse_period
from edition.edition import Edition
from edition.references import Reference
from lint.rule import Problem, rule
from sitecheck.near import nearest

# A year in fewer digits has lost some of them.
_FOUR_DIGITS = 1000


@rule("R013", "edition")
def fields_are_csls(edition: Edition) -> Iterator[Problem]:
    """A reference has a field that CSL-JSON does not know, so nothing reads it.

    Capital letters count.

    Bad:
        "doi": "10.1000/182", "pages": "3-6"
    Good:
        "DOI": "10.1000/182", "page": "3-6"
    Fix: write the name as CSL-JSON has it; put a field of your own into "custom".
    """
    for item in edition.references.items:
        for name in item.data:
            if name not in FIELDS:
                meant = nearest(name, FIELDS)
                message = f"reference {item.id}: {name!r} is not a field of CSL-JSON" + (f"; {meant!r} is" if meant else "")
                yield Problem(*edition.references.place(item, name), message, f"ref-{item.id}")


@rule("R014", "edition")
def dates_can_be(edition: Edition) -> Iterator[Problem]:
    """A date of a reference, or the date when a source was seen, can't be right.

    The article cites nothing later than itself; nothing was seen before it was issued, or will have been seen tomorrow; and a
    year has four digits.

    Bad:
        "issued": { "date-parts": [[2109]] }, "accessed": { "date-parts": [[2009]] } of a page issued in 2010
    Good:
        "issued": { "date-parts": [[2009]] }, "accessed": { "date-parts": [[2026, 11]] }
    Fix: compare the date with the work, or with your notes.
    """
    # One day more, because it is already tomorrow east of here.
    today = datetime.date.today() + datetime.timedelta(days=1)
    year = edition.article.get("issued")
    article = last_day(year) if is_date(year) else None
    for item in edition.references.items:
        for name, fault in _faults(item, article, today):
            yield Problem(*edition.references.place(item, name), f"reference {item.id}: {fault}", f"ref-{item.id}")
    for source in edition.facts.of("source"):
        if fault := _fault_of_seen(source.text("seen"), today):
            yield Problem(*source.place("seen"), fault)


def _faults(item: Reference, article: datetime.date | None, today: datetime.date) -> Iterator[tuple[str, str]]:
    data = {name: item.data[name] for name in DATES if name in item.data}
    known = {name: value for name, value in data.items() if is_date(value)}
    for name in data.keys() - known.keys() - {"issued"}:
        yield name, f"{name} is not a date; expected {{\"date-parts\": [[year, month, day]]}}"
    for name, value in known.items():
        if first_day(value).year < _FOUR_DIGITS and name != "original-date":
            yield name, f"{name} has the year {first_day(value).year}"
    issued, accessed = known.get("issued"), known.get("accessed")
    if issued and article and first_day(issued) > article:
        yield "issued", f"issued in {first_day(issued).year}, after the article that cites it, {article.year}"
    elif issued and accessed and last_day(accessed) < first_day(issued):
        yield "accessed", f"accessed on {_said(accessed)}, before it was issued, {_said(issued)}"
    if accessed and first_day(accessed) > today:
        yield "accessed", f"accessed on {_said(accessed)}, which is still to come"


def _fault_of_seen(seen: str, today: datetime.date) -> str:
    try:
        period = parse_period(seen)
    except ValueError:
        # Another rule finds it.
        return ""
    if period.begin.first > today:
        return f"seen {seen}, which is still to come"
    return f"seen {seen}, before there was a web" if period.end.last.year < 1991 else ""


def _said(date: dict[str, Any]) -> str:
    return "-".join(f"{part:02}" for part in date["date-parts"][0])
