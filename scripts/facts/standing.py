"""Where in the article the editor's facts stand: the paragraphs that name a place or a term, or speak of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.block import Block
from edition.edition import Edition
from edition.facts import Event, Fact


def forms_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """What finds the first of several forms, as whole words, whatever white space is between them; longer ones first."""
    ordered = sorted(forms, key=len, reverse=True)
    found = "|".join(r"\s+".join(map(re.escape, form.split())) for form in ordered if form.strip())
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else r"(?!)")


def naming(edition: Edition, fact: Fact) -> list[str]:
    """The ids of the blocks, in reading order, whose text as it is read has one of the fact's forms."""
    pattern = forms_pattern(fact.forms)
    return [block.id for _, block in edition.blocks if pattern.search(block.reading_text)]


def has_words(block: Block, words: str) -> bool:
    """Whether words stand in a block, as it is read or as it was printed."""
    return bool(words) and any(words in text for text in (block.reading_text, block.printed_text))


def spoken_of(edition: Edition, event: Event) -> tuple[int, int] | None:
    """Where the article has the words of an event: the number of the block and the place in it; None if nowhere."""
    for number, (_, block) in enumerate(edition.blocks):
        if block.id in event.paragraphs and has_words(block, event.words):
            return number, max(block.reading_text.find(event.words), 0)
    return None


def in_the_articles_order(edition: Edition) -> list[tuple[Block, list[Event]]]:
    """The blocks that speak of dated events, in reading order, each with its events in the order of its words."""
    found: dict[int, list[tuple[int, Event]]] = {}
    for event in edition.facts.events:
        if at := spoken_of(edition, event):
            found.setdefault(at[0], []).append((at[1], event))
    blocks = [block for _, block in edition.blocks]
    return [
        (blocks[number], [event for _, event in sorted(events, key=lambda pair: pair[0])])
        for number, events in sorted(found.items())
    ]
