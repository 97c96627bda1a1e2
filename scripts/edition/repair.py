"""What an edition would be without its faults in the article's blocks, so that a fault is told once, and not by all that
follows from it.

Two kinds are put right in the model, and no file is touched: an id that is missing or stands under the words of another
block, and words that are not the article's. Every offset stays that of the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from os.path import commonprefix

from edition import notation
from edition.page import Block, Page
from edition.source import Source, SourceBlock

LIKE = 0.8
# Below this, two stretches of text have no more in common than any two have.
RELATED = 0.5
# Short lines are alike by chance.
LONG = 40
_LIST_MARKER = re.compile(r"[ ]*(?:[-*+]|\d+\.)[ ]+")


@dataclass(frozen=True)
class Mislaid:
    """Words of the block `id` that stand without it, or under `given`, the id of another or of none.

    `offset` is where the wrong id stands, or where the words begin. `is_apart` tells that the right one stands
    on the page too, but with no block.
    """

    page: Page
    id: str
    given: str
    offset: int
    is_apart: bool = False


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


@dataclass(frozen=True)
class _Candidate:
    page: Page
    start: int
    end: int
    printed: str
    given: str = ""
    id_offset: int = 0


def repairs(pages: list[Page], source: Source) -> Repairs:
    """What is to be put right in the pages of an edition."""
    parted = [found for page in pages for found in _parted(page, source)]
    pages = _read_again(pages, {}, parted)
    mislaid, assumed = _mislaid(pages, source)
    pages = _read_again(pages, assumed, parted)
    known, seen = source.by_id, set()
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


def changed_stretches(found: str, expected: str) -> list[tuple[int, int, int, int]]:
    """The stretches in which two texts differ: from and to in the one, from and to in the other.

    Those of one word are one. Texts that have little in common differ in one stretch.
    """
    before = len(commonprefix([found, expected]))
    after = len(commonprefix([found[before:][::-1], expected[before:][::-1]]))
    middles = found[before:len(found) - after], expected[before:len(expected) - after]
    matcher = SequenceMatcher(None, *middles, autojunk=False)
    stretches: list[tuple[int, int, int, int]] = []
    for kind, *ends in matcher.get_opcodes():
        if kind == "equal":
            continue
        a, b, c, d = (end + before for end in ends)
        if stretches and not re.search(r"\s", found[stretches[-1][1]:a]):
            stretches[-1] = (stretches[-1][0], b, stretches[-1][2], d)
        else:
            stretches.append((a, b, c, d))
    if len(stretches) > 1 and matcher.ratio() < RELATED:
        return [(stretches[0][0], stretches[-1][1], stretches[0][2], stretches[-1][3])]
    return stretches


def _parted(page: Page, source: Source) -> Iterator[tuple[Page, str, int]]:
    """The blank lines of a page that part a block of the article: what stands before one is its beginning."""
    loose = {candidate.end: candidate for candidate in _loose(page)}
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


def _mislaid(pages: list[Page], source: Source) -> tuple[list[Mislaid], dict[str, dict[int, str]]]:
    known = source.by_id
    at_home: dict[str, Block] = {}
    others: list[_Candidate] = []
    for page in pages:
        for block in page.blocks:
            own = known.get(block.id)
            if own and block.id not in at_home and _likeness(block.printed_text, own) >= LIKE:
                at_home[block.id] = block
            else:
                others.append(_Candidate(page, block.start, block.end, block.printed_text, block.id, block.id_offset))
    lost = [block for block in source.blocks if block.id not in at_home]
    found, assumed = [], {}
    if not lost:
        return found, assumed
    others += [candidate for page in pages for candidate in _loose(page)]
    for block in lost:
        best = max(others, key=lambda candidate: _likeness(candidate.printed, block), default=None)
        if best is None or best.given == block.id or _likeness(best.printed, block) < LIKE:
            continue
        others.remove(best)
        assumed.setdefault(best.page.name, {})[best.start] = block.id
        placed = {other.id for other in best.page.blocks}
        is_apart = block.id not in placed and any(written.id == block.id for written in best.page.ids)
        found.append(Mislaid(best.page, block.id, best.given, best.id_offset if best.given else best.start, is_apart))
    return found, assumed


def _loose(page: Page) -> Iterator[_Candidate]:
    """The words of a page that are in no block."""
    for start, text in page.prose:
        lead = _LIST_MARKER.match(text)
        begin = lead.end() if lead else 0
        printed = notation.text_of([character for span in notation.parse(text[begin:]) for character in span.printed])
        yield _Candidate(page, start + begin, start + len(text), printed)


def _likeness(words: str, block: SourceBlock) -> float:
    if words == block.text:
        return 1.0
    if len(block.text) < LONG:
        return 0.0
    matcher = SequenceMatcher(None, words, block.text, autojunk=False)
    if matcher.real_quick_ratio() < LIKE or matcher.quick_ratio() < LIKE:
        return 0.0
    return matcher.ratio()


def _restored(page: Page, block: Block, text: str) -> Block:
    """The block with the article's words in the place of others; as it is, if its marks can't be read."""
    if notation.unfinished(block.spans):
        return block
    raw = page.text[block.start:block.end]
    at = [offset - block.start for _, offset in block.printed]
    cut: dict[int, int] = {}
    put: dict[int, str] = {}
    for begin, end, first, last in changed_stretches(block.printed_text, text):
        cut.update((position, notation.end_of_character(raw, position)) for position in at[begin:end])
        # What is missing goes behind the character before, lest it get into a correction.
        place = at[begin] if begin < end else notation.end_of_character(raw, at[begin - 1]) if begin else 0
        put[place] = put.get(place, "") + notation.as_written(text, first, last)
    parts, offsets, position = [], [], 0
    while position <= len(raw):
        taken = position in cut
        part = put.get(position, "") + ("" if taken else raw[position:position + 1])
        parts.append(part)
        offsets += [block.start + position] * len(part)
        position = cut[position] if taken else position + 1
    return replace(block, spans=tuple(notation.moved(notation.parse("".join(parts)), [*offsets, block.end])))
