"""Anchors: every id is written in its page, means one place, and keeps to its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition.block import BLOCK_ID, Id
from edition.page import Page
from lint.rule import Problem, rule
from rendering.reading import Readings

_RESERVED = re.compile(r"E\d+|(?:at|note|ref|event|place|term|dimension|picture)-.*")


@rule("A001", "reading", waivable=False)
def numbers_are_the_articles(readings: Readings) -> Iterator[Problem]:
    """An id has the form of a block's number, but the article has no such block, or the id is under another block's words.

    Bad:
        { #p14 }
    Good:
        { #p13 }
    Fix: give the block the id of its place in the source: p1 to p13, p5-1 to p5-4.
    """
    edition = readings.edition
    known = edition.source.by_id
    for lost in edition.repairs.mislaid:
        if lost.given:
            found = (
                f"#{lost.given} is not a block of the article" if lost.given not in known else f"#{lost.given} is another block"
            )
            yield Problem(
                *lost.page.place(lost.offset), f"{found}; these are the words of {lost.id}", fix=f"write `#{lost.id}`",
            )
    for page in edition.pages:
        for written in page.ids:
            if BLOCK_ID.fullmatch(written.id) and written.id not in known and _is_meant(readings, page, written):
                yield Problem(*page.place(written.offset), f"#{written.id} is not a block of the article")


@rule("A002", "reading", waivable=False)
def ids_are_unique(readings: Readings) -> Iterator[Problem]:
    """An id is used twice on one page.

    A browser goes to the first, so the second can't be cited.

    Bad:
        ## The programme { #four-ts }    (and another heading with #four-ts)
    Good:
        ## The programme { #programme }
    Fix: give the newer place its own id; never change one that has been published.
    """
    for page in readings.edition.pages:
        counts: Counter[str] = Counter()
        for written in readings.of(page).written:
            counts[written.id] += 1
            if counts[written.id] == 2 and not BLOCK_ID.fullmatch(written.id):
                yield Problem(*page.place(written.offset), f"#{written.id} is given twice on this page")


@rule("A003", "reading", waivable=False)
def headings_have_ids(readings: Readings) -> Iterator[Problem]:
    """A heading has no id of its own.

    An id made from the heading's words would change with them, and break every link to it.

    Bad:
        ## The programme
    Good:
        ## The programme { #programme .editorial }
    Fix: write an id after the heading: `{ #some-id .editorial }`
    """
    for page in readings.edition.pages:
        for heading in readings.of(page).headings:
            if heading.id is None:
                is_underlined = page.text[heading.offset] not in "#<"
                why = "is underlined, and has no id; write ## before it" if is_underlined else "has no id"
                yield Problem(*page.place(heading.offset), f"the heading “{heading.text}” {why}")


@rule("A004", "reading", waivable=False)
def ids_keep_to_their_kind(readings: Readings) -> Iterator[Problem]:
    """An id has a form that is reserved for ids made by the build.

    Corrections are E and a number, with at-E… in the text; notes are note-…, references ref-…, the editor's facts event-…,
    place-…, term-…, dimension-… and picture-….

    Bad:
        ## A second note { #note-a }
    Good:
        ## A second note { #second-note }
    Fix: choose another id.
    """
    for page in readings.edition.pages:
        for written in readings.of(page).written:
            if _RESERVED.fullmatch(written.id):
                yield Problem(*page.place(written.offset), f"#{written.id} has the form of an id that the build gives")


@rule("A005", "reading", waivable=False)
def numbers_stand_with_their_blocks(readings: Readings) -> Iterator[Problem]:
    """A block's id is not attached to any block.

    The id goes on the line right after the block, without a blank line between.

    Bad:
        The Summit ended with …

        { #p7 }
    Good:
        The Summit ended with …
        { #p7 }
    Fix: put the id on the line after the block's last line.
    """
    edition = readings.edition
    twice = {(page.name, block.id_offset) for page, block in edition.repairs.doubled}
    for page in edition.pages:
        placed = {block.id_offset for block in page.blocks}
        for written in page.ids:
            is_alone = written.offset not in placed and (page.name, written.offset) not in twice
            if BLOCK_ID.fullmatch(written.id) and is_alone and _is_meant(readings, page, written):
                yield Problem(*page.place(written.offset), f"#{written.id} is not attached to any block")


def _is_meant(readings: Readings, page: Page, written: Id) -> bool:
    """Whether what looks like an id became one, or is printed as it is; in code or a comment it does neither."""
    reading = readings.of(page)
    return written.offset in reading.shown or any(one.offset == written.offset for one in reading.written)
