"""Which page of the edition has a list or picture of the facts, found by its block, whatever its owner calls the page."""

from __future__ import annotations

from edition.edition import Edition
from edition.fact_fields import FACTS_OF

_HOMES = {kind: block for block, kind in FACTS_OF.items()}
# All blocks that are made from the facts.
_BLOCKS = frozenset({*FACTS_OF, "concordance"})


def page_with(edition: Edition, block: str) -> str:
    """The name of the page that has `/// block`; empty if none has."""
    return next((page.name for page in edition.pages if page.directive(block, "")), "")


def home_of(edition: Edition, kind: str) -> str:
    """The page where facts of a kind have their anchors; empty if it has none."""
    return page_with(edition, _HOMES[kind])


def pages_of_facts(edition: Edition) -> list[str]:
    """The names of the pages that list or draw the facts, in reading order; pages of the article's text are none of them."""
    return [
        page.name for page in edition.pages
        if not page.blocks and any(directive.name in _BLOCKS for directive in page.directives)
    ]
