"""What an edition would be without its faults in the article's blocks, so that a fault is told once, and not by all that
follows from it.

Two kinds are put right in the model, and no file is touched: an id that is missing or stands under the words of another
block, and words that are not the article's. Every offset stays that of the file as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.block import Block
from edition.characters import end_of_character
from edition.comparison import changed_stretches
from edition.mislaid import Mislaid, find_mislaid, loose_words
from edition.notation import as_written, parse, unfinished
from edition.page import Page
from edition.source import Source
from edition.span import moved


@dataclass(frozen=True)
class Repairs:
    """What was put right, and the pages as they are then.

    `parted` are blocks with a blank line in their words: the page, the id, and where the line is. `reworded` are
    blocks as they stand, whose words are not the article's; `doubled` are those whose id a block before has, and which the
    pages are without.
    """

    pages: list[Page]
    mislaid: list[Mislaid]
    reworded: list[tuple[Page, Block]]
    doubled: list[tuple[Page, Block]]
    parted: list[tuple[Page, str, int]]


def repairs(pages: list[Page], source: Source) -> Repairs:
    """What is to be put right in the pages of an edition."""
    parted = [found for page in pages for found in _parted(page, source)]
    pages = _read_again(pages, {}, parted)
    mislaid, assumed = find_mislaid(pages, source)
    pages = _read_again(pages, assumed, parted)
    known, seen = source.by_id, set[str]()
    made = Repairs([], mislaid, [], [], parted)
    for page in pages:
        blocks = []
        for block in page.blocks:
            if block.id in seen:
                made.doubled.append((page, block))
                continue
            seen.add(block.id)
            if block.id in known and block.printed_text != known[block.id].text:
                if block.id not in {identifier for _, identifier, _ in parted}:
                    made.reworded.append((page, block))
                block = _restored(page, block, known[block.id].text)
            blocks.append(block)
        made.pages.append(page if blocks == page.blocks else replace(page, blocks=blocks))
    return made


def _parted(page: Page, source: Source) -> Iterator[tuple[Page, str, int]]:
    """The blank lines of a page that part a block of the article: what stands before one is its beginning."""
    loose = {candidate.end: candidate for candidate in loose_words(page)}
    for block in page.blocks:
        text = source.by_id[block.id].text if block.id in source.by_id else ""
        lines, words, begin = [], block.printed_text, block.start
        while words and text.endswith(words) and words != text:
            end = len(page.text[:begin].rstrip())
            if end not in loose:
                break
            lines.append(end + 1)
            words, begin = f"{loose[end].printed} {words}", loose[end].start
        if lines and words == text:
            yield from ((page, block.id, line) for line in reversed(lines))


def _read_again(
    pages: list[Page], assumed: dict[str, dict[int, str]], parted: list[tuple[Page, str, int]]
) -> list[Page]:
    """The pages as they are with ids that are assumed, and without the blank lines that part a block."""
    lines = {page.name: {line for other, _, line in parted if other.name == page.name} for page in pages}
    return [
        Page.parse(page.name, page.text, assumed.get(page.name, {}), lines[page.name])
        if page.name in assumed or lines[page.name] else page
        for page in pages
    ]


def _restored(page: Page, block: Block, text: str) -> Block:
    """The block with the article's words in the place of others; as it is, if its marks can't be read."""
    if unfinished(block.spans):
        return block
    raw = page.text[block.start:block.end]
    at = [offset - block.start for _, offset in block.printed]
    cut: dict[int, int] = {}
    put: dict[int, str] = {}
    for begin, end, first, last in changed_stretches(block.printed_text, text):
        cut.update((position, end_of_character(raw, position)) for position in at[begin:end])
        # What is missing goes after the character before, so that it does not get into a correction.
        place = at[begin] if begin < end else end_of_character(raw, at[begin - 1]) if begin else 0
        put[place] = put.get(place, "") + as_written(text, first, last)
    parts, offsets, position = [], [], 0
    while position <= len(raw):
        taken = position in cut
        part = put.get(position, "") + ("" if taken else raw[position:position + 1])
        parts.append(part)
        offsets += [block.start + position] * len(part)
        position = cut[position] if taken else position + 1
    return replace(block, spans=tuple(moved(parse("".join(parts)), [*offsets, block.end])))
