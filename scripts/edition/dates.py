"""Dates as the editor's facts give them: a year, a month or a day, or two of them with a slash between.

The form is level 0 of EDTF (ISO 8601-2:2019): 1975-08-01, 1999-01, 2014, 1999-11-18/1999-11-19.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True)
class Moment:
    """A year, or a month or a day of it; what is not given is 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def written(self) -> str:
        """As EDTF and HTML's <time> write it."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def said(self) -> str:
        return _said(self, day=True, month=True, year=True)


@dataclass(frozen=True)
class Period:
    """From one moment to another; of a single one both are the same."""

    begin: Moment
    end: Moment

    @property
    def is_single(self) -> bool:
        return self.begin == self.end

    @property
    def said_begin(self) -> str:
        """The first moment of several, without what the second says too: the 18 of 18–19 November 1999."""
        same_year = self.begin.year == self.end.year
        same_month = same_year and self.begin.month == self.end.month
        return _said(self.begin, day=True, month=not same_month, year=not same_year)

    @property
    def said(self) -> str:
        """As readers are told it: 18–19 November 1999."""
        if self.is_single:
            return self.end.said
        between = "–" if self.said_begin.isdecimal() else " – "
        return f"{self.said_begin}{between}{self.end.said}"

    @property
    def written(self) -> str:
        return self.begin.written if self.is_single else f"{self.begin.written}/{self.end.written}"

    def covers(self, other: Period) -> bool:
        """Whether the other lies within this one, as a day does in its year."""
        return self.begin.first <= other.begin.first and other.end.last <= self.end.last

    def is_said_in(self, words: str) -> bool:
        """Whether each year, month and day of it stands in `words`, in whatever order."""
        found = set(re.findall(r"\w+", words))
        for moment in (self.begin, self.end):
            named = {str(moment.year), str(moment.day)} - {"0"} | ({MONTHS[moment.month - 1]} if moment.month else set())
            if not named <= found:
                return False
        return True


def parse_period(text: str) -> Period:
    """The period that `text` gives. Raises ValueError, with what is wrong, for what is no date or ends before it begins."""
    begin, stroke, end = text.partition("/")
    period = Period(_moment(begin), _moment(end) if stroke else _moment(begin))
    if period.end.last < period.begin.first:
        raise ValueError(f"{text} ends before it begins")
    return period


def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{text} is no {'day' if day else 'month' if month else 'year'} of the calendar") from None
    return Moment(int(year), int(month or 0), int(day or 0))


def _said(moment: Moment, *, day: bool, month: bool, year: bool) -> str:
    parts = [
        str(moment.day) if moment.day and day else "",
        MONTHS[moment.month - 1] if moment.month and month else "",
        str(moment.year) if year else "",
    ]
    return " ".join(filter(None, parts))
