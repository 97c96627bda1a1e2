"""Editor's notes: each is referred to, has its source, and can't be taken for one of the article's numerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checks.book import is_in_the_book
from edition.block import Directive
from edition.edition import Edition
from edition.page import Page
from lint.rule import Problem, rule
from permanence.registry import Registry
from rendering.reading import Readings

# Small i, l and o look like the numerals that a note must not be taken for.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_LABEL = re.compile(f"[{_LETTERS}]{{1,2}}")


@rule("N001", "reading", waivable=False)
def note_references_have_notes(readings: Readings) -> Iterator[Problem]:
    """A note or footnote is referred to but is not on the page.

    Bad:
        in relation to the EU[^z]
    Good:
        in relation to the EU[^a]      (and `/// note | a` further down the page)
    Fix: write the note on the same page, or correct the letter.
    """
    for page in readings.edition.pages:
        labels = {note.argument for note in page.notes} | {one.label for one in readings.of(page).footnotes}
        lost = [span for span in page.spans if span.kind == "note" and span.note not in labels]
        unseen = readings.unseen(page, [span.start for span in lost])
        lost = [span for span in lost if span.start not in unseen]
        for label, times in Counter(span.note for span in lost).items():
            first = next(span for span in lost if span.note == label)
            more = f", and is referred to {times} times" if times > 1 else ""
            yield Problem(*page.place(first.start), f"[^{label}] has no note on this page{more}")


@rule("N002", "reading")
def notes_are_referred_to(readings: Readings) -> Iterator[Problem]:
    """Nothing in the article's text refers to a note, or nothing on its page refers to a footnote.

    Bad:
        /// note | z       (and no [^z] on the page)
    Good:
        /// note | a       (and [^a] in the text)
    Fix: put `[^…]` after the words that the note is about, or remove the note.
    """
    for page in readings.edition.pages:
        used = {span.note for block in page.blocks for span in block.note_references}
        for note in page.notes:
            if note.argument not in used:
                yield Problem(*page.place(note.offset), f"note {note.argument} is not referred to anywhere")
        # In the book another rule refuses it, whether it is used or not.
        footnotes = [] if is_in_the_book(readings.edition, page) else readings.of(page).footnotes
        times = Counter(footnote.label for footnote in footnotes)
        for footnote in footnotes:
            if not footnote.is_used and times[footnote.label] == 1:
                yield Problem(*page.place(footnote.offset), f"footnote {footnote.label} is not referred to anywhere")


@rule("N003", "reading")
def notes_have_sources(readings: Readings) -> Iterator[Problem]:
    """A note has no source.

    A note states facts about the article or the world, so it links to where they can be seen:
    a page on the web, a reference, or the place in the edition itself.

    Bad:
        The words were changed by a later hand.
    Good:
        The copy at [articlekz.com](https://articlekz.com/en/article/19246) has the same gaps.
    Fix: add a link to the source, or remove what has none.
    """
    for page, note in readings.edition.notes:
        if not names_a_source(readings, page, note):
            yield Problem(*page.place(note.offset), f"note {note.argument} has no link to a source")


@rule("N004", "edition", waivable=False)
def note_labels_are_unique_letters(edition: Edition) -> Iterator[Problem]:
    """A note's label is not a small letter, or is not unique.

    Numerals belong to the article; a letter is given once in the whole edition, and never reused.

    Bad:
        /// note | 5
    Good:
        /// note | w
    Fix: label the note with the next free letter or, after z, two letters: aa, ab, …
    """
    counts: Counter[str] = Counter()
    for page, note in edition.notes:
        counts[note.argument] += 1
        if not _LABEL.fullmatch(note.argument):
            message = f"the label {note.argument!r} is not one or two small letters other than i, l and o"
        elif counts[note.argument] > 1:
            message = f"the label {note.argument} is given twice"
        else:
            continue
        yield Problem(*page.place(note.offset), message, fix=f"the next free label is {next_free_label(edition)}")


def next_free_label(edition: Edition) -> str:
    """The first label, letters before pairs of letters, after all that a note has now or had in a release."""
    labels = [*_LETTERS, *(one + other for one in _LETTERS for other in _LETTERS)]
    published = Registry.load(edition.root).published
    given = {note.argument for _, note in edition.notes} | {address.rpartition("#note-")[2] for address in published}
    last = max((labels.index(label) for label in given if label in labels), default=-1)
    return labels[last + 1] if last + 1 < len(labels) else "none"


def names_a_source(readings: Readings, page: Page, note: Directive) -> bool:
    """Whether a note has a link that leads somewhere, or a citation marker."""
    reading = readings.of(page)
    leads = any(one.note == note.argument and one.link.target for one in reading.followed)
    return leads or any(note.start <= offset < note.end for offset in reading.markers)
