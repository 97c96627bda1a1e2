"""Footnotes: none on a page of the article, and each is given once."""

from __future__ import annotations

from collections.abc import Iterator

from checks.book import is_in_the_book
from checks.doubled import doubled
from checks.notes import next_free_label
from lint.rule import Problem, rule
from rendering.reading import Readings


@rule("N005", "reading", waivable=False)
def footnotes_are_not_the_articles(readings: Readings) -> Iterator[Problem]:
    """A footnote is on a page of the article's text.

    Footnotes are numbered afresh on each page, so they would be mistaken for the article's own numerals, and a number that was
    cited would not last. On editorial pages, which have no text of the article, they work.

    Bad:
        [^1]: A footnote.      (on docs/chairmanship.md)
    Good:
        /// note | w
        An editor's note.
        ///
    Fix: make it an editor's note: `[^w]` after the words, and `/// note | w` at the foot of the page.
    """
    for page in readings.edition.text_pages:
        for footnote in readings.of(page).footnotes:
            message = f"footnote {footnote.label} on a page of the article; it would be mistaken for the article's own numerals"
            fix = f"make it an editor's note, /// note | {next_free_label(readings.edition)}"
            yield Problem(*page.place(footnote.offset), message, fix=fix)


@rule("N006", "reading", waivable=False)
def footnotes_are_given_once(readings: Readings) -> Iterator[Problem]:
    """Two footnotes on a page have the same label, and only the last is shown.

    Bad:
        [^1]: The first. and, below, [^1]: The second.
    Good:
        [^1]: The first. and, below, [^2]: The second.
    Fix: give one of them its own label, with its own mark in the text, or remove it.
    """
    for page in readings.edition.pages:
        # In the book another rule refuses both.
        for footnote, first in doubled([] if is_in_the_book(readings.edition, page) else readings.of(page).footnotes):
            line = page.place(first.offset)[1]
            message = f"footnote {footnote.label} is also given in line {line}; only the last is shown"
            yield Problem(*page.place(footnote.offset), message)
