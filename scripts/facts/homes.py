"""Which page of the edition has a list or picture of the facts, found by its block, whatever its owner calls the page."""

from __future__ import annotations

from edition.edition import Edition

# The block on whose page each kind of fact has its anchor.
HOMES = {"event": "timeline", "place": "places", "term": "glossary", "dimension": "dimensions"}


def page_with(edition: Edition, block: str) -> str:
    """The name of the page that has `/// block`; empty if none has."""
    return next((page.name for page in edition.pages if page.directive(block, "")), "")


def home_of(edition: Edition, kind: str) -> str:
    """The page where facts of a kind have their anchors; empty if it has none."""
    return page_with(edition, HOMES[kind])
