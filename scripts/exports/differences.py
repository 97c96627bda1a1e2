"""The proof that a format tells the article: each block as read, and with its corrections undone as printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edition.apparatus import Lemma, undone
from edition.edition import Edition

NEIGHBOURHOOD = 24
# The classes of what the rendering adds to a block's words: its number, the marks of the notes, and in a frozen edition
# a link to the newest.
ADDED = frozenset({"number", "note-reference", "newest"})


@dataclass(frozen=True)
class Told:
    """The words of one block as a format tells them: the reading text, and the text as printed in 2014."""

    read: str
    printed: str


@dataclass(frozen=True)
class Difference:
    """A block of which a format tells something else than the edition."""

    block_id: str
    message: str


def restored(blocks: Mapping[str, str], lemmata: Iterable[Lemma]) -> dict[str, Told]:
    """The words of blocks (id to reading text), with the printed text restored by a file's own apparatus.

    Raises ValueError if the apparatus names words that are not there.
    """
    by_block: dict[str, list[Lemma]] = {}
    for lemma in lemmata:
        by_block.setdefault(lemma.block_id, []).append(lemma)
    return {name: Told(words, undone(words, by_block.get(name, []))) for name, words in blocks.items()}


def differences(edition: Edition, told: Mapping[str, Told]) -> list[Difference]:
    """What differs between the edition and `told` (block id to words, in the order of the format); empty if nothing.

    A block that is missing, added, or out of order is a difference too.
    """
    expected = {block.id: Told(block.reading_text, block.printed_text) for _, block in edition.blocks}
    found = [Difference(name, f"{name} is missing") for name in expected if name not in told]
    found += [Difference(name, f"{name} is not a block of the article") for name in told if name not in expected]
    if not found and list(told) != list(expected):
        name = next(a for a, b in zip(told, expected, strict=True) if a != b)
        found.append(Difference(name, f"{name} is not in its place"))
    for name in expected:
        if name in told:
            for form in ("read", "printed"):
                if message := difference(getattr(told[name], form), getattr(expected[name], form)):
                    found.append(Difference(name, f"{name} {message} (the text as {form})"))
    return found


def difference(found: str, expected: str) -> str:
    """Where two texts differ first, in words; empty if they don't."""
    if found == expected:
        return ""
    at = first_difference(found, expected)
    near = slice(max(0, at - NEIGHBOURHOOD), at + NEIGHBOURHOOD)
    return f"reads “…{found[near]}…”, expected “…{expected[near]}…”"


def first_difference(one: str, other: str) -> int:
    """The position of the first character in which two texts differ; the length of the shorter if it begins the other."""
    for position, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return position
    return min(len(one), len(other))
