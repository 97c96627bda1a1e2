"""Dates of the editor's facts: what is read, how it is told, what lies within what."""

from __future__ import annotations

import pytest

from edition.dates import parse_period

SAID = {
    "2014": "2014",
    "1999-01": "January 1999",
    "1975-08-01": "1 August 1975",
    "1999-11-18/1999-11-19": "18–19 November 1999",
    "2010-11-30/2010-12-02": "30 November – 2 December 2010",
    "2007-12-31/2008-01-01": "31 December 2007 – 1 January 2008",
    "2010-11/2010-12": "November – December 2010",
    "2009/2010": "2009–2010",
}


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_a_date_is_told_as_readers_say_it_and_written_as_it_was(written: str, said: str):
    period = parse_period(written)
    assert (period.said, period.written) == (said, written)


@pytest.mark.parametrize("text", ["", "2010-13", "2010-00", "2010-02-30", "2010-1-1", "2010-12-02/2010-12-01", "2010/", "0000"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError, match=r"not a date|calendar|ends before"):
        parse_period(text)


@pytest.mark.parametrize(("outer", "inner", "covers"), [
    ("2010", "2010-12-01/2010-12-02", True),
    ("1999-01", "1999-01", True),
    ("2000-02", "2000-02-29", True),
    ("1999", "1999-12-31/2000-01-01", False),
    ("2010-12-01", "2010-12", False),
])
def test_what_is_known_more_closely_lies_within(outer: str, inner: str, covers: bool):
    assert parse_period(outer).covers(parse_period(inner)) is covers


@pytest.mark.parametrize(("date", "words", "is_said"), [
    ("2010-12-01/2010-12-02", "was on December 1-2, 2010", True),
    ("1999-01", "In January 1999, the OSCE Centre", True),
    ("1999-01", "in 1999", False),
    ("2010-12-01", "December 11, 2010", False),
])
def test_words_say_a_date_if_they_have_each_part_of_it(date: str, words: str, is_said: bool):
    assert parse_period(date).is_said_in(words) is is_said
