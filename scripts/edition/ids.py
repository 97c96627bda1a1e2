"""The ids of a page that a reader may have cited: paragraphs, notes, references, corrections and facts."""

from __future__ import annotations

from edition.block import NUMBERED_ID
from edition.edition import Edition
from edition.fact_fields import FACTS_OF
from edition.page import Page


def citable_ids(edition: Edition, page: Page) -> list[str]:
    """The ids in question, paragraphs first, then the others as the page has them."""
    ids = [block.id for block in page.blocks if NUMBERED_ID.fullmatch(block.id)]
    for directive in page.directives:
        if directive.name == "note":
            ids.append(f"note-{directive.argument}")
        elif directive.name == "reference":
            ids.append(f"ref-{directive.argument}")
        elif directive.name == "apparatus":
            ids += [place.span.reason.id for place in edition.corrections if place.span.reason]
        elif directive.name in FACTS_OF and not directive.argument:
            ids += [fact.anchor for fact in edition.facts.of(FACTS_OF[directive.name])]
    return ids
