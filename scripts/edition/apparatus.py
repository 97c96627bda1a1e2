"""The apparatus as other formats give it: entries from which the printed text can be restored to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edition.block import Block
from edition.edition import Edition

_SPACE, _NO_BREAK_SPACE = "␣", "⍽"


@dataclass(frozen=True)
class Lemma:
    """One correction: the words that are read, the words that were printed for them, and which of their like is meant.

    `occurrence` counts, from 1, the places of the block's reading text where the words of `read` stand.
    """

    id: str
    block_id: str
    read: str
    printed: str
    occurrence: int
    reason: str = ""


def lemmata(edition: Edition) -> Iterator[Lemma]:
    """Every correction that has an id, in reading order."""
    for _, block in edition.blocks:
        yield from lemmata_of(block)


def lemmata_of(block: Block) -> Iterator[Lemma]:
    """The corrections of one block. Where nothing is read, the character before is taken in, so that it has a place."""
    text, position = block.reading_text, 0
    for span in block.spans:
        begin, position = position, position + len(span.reading_text)
        if not (span.is_corrected and span.reason):
            continue
        read, printed = span.reading_text, span.printed_text
        if not read:
            # At a block's beginning there is none before, and the one behind is taken.
            before = text[begin - 1:begin] if begin else ""
            after = "" if before else text[:1]
            read, printed, begin = before + after, before + printed + after, begin - len(before)
        yield Lemma(span.reason.id, block.id, read, printed, _places(text, read).index(begin) + 1, span.reason.told)


def lemma_of(entry: re.Match[str], block_id: str) -> Lemma:
    """The correction that an entry of a finished apparatus tells, by its groups id, read, printed and occurrence."""
    read, printed = invisible(entry["read"]), invisible(entry["printed"])
    return Lemma(entry["id"], block_id, read, printed, int(entry["occurrence"] or 1))


def undone(reading_text: str, lemmata: Iterable[Lemma]) -> str:
    """The printed text of a block: its reading text, with the corrections of `lemmata` undone.

    Raises ValueError if a lemma is not there.
    """
    changes = []
    for lemma in lemmata:
        places = _places(reading_text, lemma.read)
        if len(places) < lemma.occurrence:
            raise ValueError(f"{lemma.id}: {lemma.read!r} stands {len(places)} times in {lemma.block_id}")
        changes.append((places[lemma.occurrence - 1], lemma))
    text = reading_text
    for place, lemma in sorted(changes, key=lambda change: change[0], reverse=True):
        text = text[:place] + lemma.printed + text[place + len(lemma.read):]
    return text


def visible(text: str) -> str:
    """A form with the spaces at its ends, and no-break spaces, made visible."""
    body = text.strip(" ")
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return (_SPACE * before + body + _SPACE * (after if body else 0)).replace("\N{NO-BREAK SPACE}", _NO_BREAK_SPACE)


def invisible(text: str) -> str:
    """What `visible` made visible, as it was."""
    return text.replace(_SPACE, " ").replace(_NO_BREAK_SPACE, "\N{NO-BREAK SPACE}")


def _places(text: str, words: str) -> list[int]:
    found, place = [], text.find(words)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return found
