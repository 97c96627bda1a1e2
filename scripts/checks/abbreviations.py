"""Abbreviations: none on a page of the article, and each is defined once and used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.book import is_in_the_book
from checks.doubled import doubled
from edition.page import Page
from lint.rule import Problem, rule
from rendering.defined import Definition
from rendering.reading import Readings


@rule("K002", "reading", waivable=False)
def the_articles_words_are_not_marked(readings: Readings) -> Iterator[Problem]:
    """An abbreviation is defined on a page of the article's text.

    Every such word of the article would be marked, though the article has no such mark.

    Bad:
        *[OSCE]: Organization for Security and Co-operation in Europe      (on docs/chairmanship.md)
    Good:
        an editor's note after the word, or the abbreviation on an editorial page
    Fix: write an editor's note.
    """
    for page in readings.edition.text_pages:
        for one in readings.of(page).abbreviations:
            yield Problem(*page.place(one.offset), f"*[{one.label}]: would mark the article's own words")


@rule("K004", "reading")
def abbreviations_are_defined_once(readings: Readings) -> Iterator[Problem]:
    """An abbreviation is defined twice on a page, and only the last definition is used.

    Capitals count: HTML and Html are two abbreviations.

    Bad:
        *[OSCE]: Organization for Security and Co-operation in Europe and, below, *[OSCE]: the Organization
    Good:
        *[OSCE]: Organization for Security and Co-operation in Europe
    Fix: remove one of them.
    """
    for page in readings.edition.pages:
        for one, first in doubled(_allowed(readings, page)):
            line = page.place(first.offset)[1]
            yield Problem(*page.place(one.offset), f"*[{one.label}] is also defined in line {line}; the last counts")


@rule("K005", "reading")
def abbreviations_are_used(readings: Readings) -> Iterator[Problem]:
    """An abbreviation is defined on a page that doesn't use it.

    The word has to be there as it is defined, with the same capitals, and outside code.

    Bad:
        *[OSCE]: Organization for Security and Co-operation in Europe      (on a page without OSCE)
    Good:
        the same on a page that says OSCE
    Fix: remove it, or write the word as it is defined.
    """
    for page in readings.edition.pages:
        defined = _allowed(readings, page)
        times = Counter(one.label for one in defined)
        for one in defined:
            if not one.is_used and times[one.label] == 1:
                yield Problem(*page.place(one.offset), f"*[{one.label}] is not used on the page")


def _allowed(readings: Readings, page: Page) -> list[Definition]:
    """The abbreviations of a page; none for a page of the book, where another rule refuses them."""
    return [] if is_in_the_book(readings.edition, page) else readings.of(page).abbreviations
