"""Collation: the pages with their corrections undone are the article, letter for letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from edition.characters import plain, text_of
from edition.comparison import changed_stretches
from edition.edition import Edition
from edition.source import SHA256, SOURCE
from exports.differences import NEIGHBOURHOOD
from lint.rule import Problem, rule

# Shorter lines of the source (its catalogue lines) may well stand in the editor's own words.
LONG_ENOUGH_TO_BE_A_COPY = 30
# Of one block; who has written it anew needs no list of them.
MOST_DIFFERENCES = 5


@rule("C001", "edition", waivable=False)
def source_is_frozen(edition: Edition) -> Iterator[Problem]:
    """The source file is not the one that was published.

    Everything here is proved against this file, so not one byte of it may change.

    Bad:
        docs/source/article.txt with a typing error fixed in it
    Good:
        docs/source/article.txt untouched, and the error corrected in the page
    Fix: `git checkout -- docs/source/article.txt`
    """
    if edition.source.sha256 != SHA256:
        yield Problem(SOURCE, 1, 1, f"sha256 is {edition.source.sha256}, expected {SHA256}")


@rule("C002", "edition", waivable=False)
def every_block_is_there(edition: Edition) -> Iterator[Problem]:
    """A block of the article is not on any page.

    Nothing of the article may be lost: every line of the source has its block, known by its id.

    Bad:
        { #p7 } taken out, or written { #p07 }
    Good:
        The Summit ended with the adoption of …
        { #p7 }
    Fix: put the block back on its page, with its id on the line after it.
    """
    for lost in edition.repairs.mislaid:
        if not lost.given and not lost.is_apart:
            yield Problem(
                *lost.page.place(lost.offset), f"these are the words of {lost.id}, and the id is missing",
                fix=f"write `{{ #{lost.id} }}` on the line after them, or after them in a heading",
            )
    present = {block.id for page in edition.repairs.pages for block in page.blocks}
    for source in edition.source.blocks:
        if source.id not in present:
            yield Problem(
                SOURCE, source.line, 1, f"{source.id} is on no page; it begins “{source.text[:NEIGHBOURHOOD]}…”", source.id
            )


@rule("C003", "edition", waivable=False)
def words_are_the_articles(edition: Edition) -> Iterator[Problem]:
    """A block differs from the article once its corrections are undone.

    A changed letter must be declared as a correction, so that the reader can see it and switch it back.
    The one thing normalised: a line feed inside a block, with the indent after it, is one space.

    Bad:
        a matter of particular concern today
    Good:
        a matter of particular {~~conсеt~>concern~~}{>>E21 conjecture: …<<} today
    Fix: restore the printed letters, or declare the change: `{~~printed~>reading~~}{>>E91 reason<<}`
    """
    for page, identifier, offset in edition.repairs.parted:
        yield Problem(
            *page.place(offset), f"a blank line parts the words of {identifier}", identifier, "take the blank line out"
        )
    for page, block in edition.repairs.reworded:
        found, expected = block.printed_text, edition.source.by_id[block.id].text
        for begin, _, first, _ in changed_stretches(found, expected)[:MOST_DIFFERENCES]:
            offset = block.printed[begin][1] if begin < len(block.printed) else block.end
            yield Problem(*page.place(offset), f"{block.id} {_difference(found, begin, expected, first)}", block.id)


@rule("C004", "edition", waivable=False)
def blocks_are_in_order(edition: Edition) -> Iterator[Problem]:
    """The blocks of the article are out of order.

    The pages, read in the order of nav in mkdocs.yml, give the article from its title to its last line.

    Bad:
        { #p9 } before { #p8 }
    Good:
        { #p8 } before { #p9 }
    Fix: move the block, or the page in nav, to its place in the order of the source.
    """
    rank = {block.id: number for number, block in enumerate(edition.source.blocks)}
    known = [(page, block) for page, block in edition.blocks if block.id in rank]
    for (_, before), (page, block) in pairwise(known):
        if rank[block.id] < rank[before.id]:
            yield Problem(*page.place(block.id_offset), f"{block.id} comes after {before.id}, which it precedes in the source")


@rule("C005", "edition", waivable=False)
def no_block_is_told_twice(edition: Edition) -> Iterator[Problem]:
    """A block of the article is on the pages more than once.

    A second copy would be cited too, and could come to differ.

    Bad:
        the words of paragraph 7 again, on the home page, without an id
    Good:
        a link to paragraph 7: [paragraph 7](astana-summit.md#p7)
    Fix: keep the numbered block, and link to it from the other place.
    """
    for page, block in edition.repairs.doubled:
        yield Problem(*page.place(block.id_offset), f"{block.id} is given a second time")
    readings = {block.id: block.reading_text for _, block in edition.blocks}
    words = [
        (source.id, {source.text, readings.get(source.id, source.text)})
        for source in edition.source.blocks
        if source.id != "title" and len(source.text) >= LONG_ENOUGH_TO_BE_A_COPY
    ]
    for page in edition.pages:
        for start, prose in page.prose:
            told = text_of(plain(prose))
            for identifier, texts in words:
                if any(text in told for text in texts):
                    yield Problem(*page.place(start), f"the words of {identifier} are outside their numbered block")


def _difference(found: str, at: int, expected: str, there: int) -> str:
    before = found[max(0, at - NEIGHBOURHOOD):at]
    return (
        f"differs from the article after “{before}”: "
        f"found “{found[at:at + NEIGHBOURHOOD]}” beginning with {_named(found, at)}, "
        f"expected “{expected[there:there + NEIGHBOURHOOD]}” beginning with {_named(expected, there)}"
    )


def _named(text: str, at: int) -> str:
    if at >= len(text):
        return "the end of the block"
    return f"U+{ord(text[at]):04X} {unicodedata.name(text[at], 'unnamed')}"
