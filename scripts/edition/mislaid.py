"""Words of the article whose id is missing, or that stand under the id of another block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from edition.notation import parse
from edition.page import Page
from edition.source import Source, SourceBlock

_LIKE = 0.8
# Short lines are alike by chance.
_LONG = 40
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
class Candidate:
    """Words that may be those of a block which is missing; under the id `given`, or in no block."""

    page: Page
    start: int
    end: int
    printed: str
    given: str = ""
    id_offset: int = 0


def find_mislaid(pages: list[Page], source: Source) -> tuple[list[Mislaid], dict[str, dict[int, str]]]:
    """What is mislaid, and the ids to be assumed for it: by the name of the page, and where the words begin."""
    known = source.by_id
    at_home: set[str] = set()
    others: list[Candidate] = []
    for page in pages:
        for block in page.blocks:
            own = known.get(block.id)
            if own and block.id not in at_home and _likeness(block.printed_text, own) >= _LIKE:
                at_home.add(block.id)
            else:
                others.append(Candidate(page, block.start, block.end, block.printed_text, block.id, block.id_offset))
    lost = [block for block in source.blocks if block.id not in at_home]
    found: list[Mislaid] = []
    assumed: dict[str, dict[int, str]] = {}
    if not lost:
        return found, assumed
    others += [candidate for page in pages for candidate in loose_words(page)]
    for sought in lost:
        best = max(others, key=lambda candidate: _likeness(candidate.printed, sought), default=None)
        if best is None or best.given == sought.id or _likeness(best.printed, sought) < _LIKE:
            continue
        others.remove(best)
        assumed.setdefault(best.page.name, {})[best.start] = sought.id
        placed = {other.id for other in best.page.blocks}
        is_apart = sought.id not in placed and any(written.id == sought.id for written in best.page.ids)
        found.append(Mislaid(best.page, sought.id, best.given, best.id_offset if best.given else best.start, is_apart))
    return found, assumed


def loose_words(page: Page) -> Iterator[Candidate]:
    """The words of a page that are in no block."""
    for start, text in page.prose:
        lead = _LIST_MARKER.match(text)
        begin = lead.end() if lead else 0
        printed = "".join(span.printed_text for span in parse(text[begin:]))
        yield Candidate(page, start + begin, start + len(text), printed)


def _likeness(words: str, block: SourceBlock) -> float:
    if words == block.text:
        return 1.0
    if len(block.text) < _LONG:
        return 0.0
    matcher = SequenceMatcher(None, words, block.text, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0.0
    return matcher.ratio()
