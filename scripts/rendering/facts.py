"""What the editor's facts are to a page: blocks that list or draw them, and links from the words that the glossary explains."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from edition.block import NUMBERED_ID
from facts.homes import home_of
from facts.marking import MarkedTerm, mark_terms
from rendering.concordance_block import ConcordanceBlock
from rendering.dimensions_block import DimensionsBlock
from rendering.glossary_block import GlossaryBlock
from rendering.places_block import PlacesBlock
from rendering.timeline_block import TimelineBlock

OF_FACTS = (TimelineBlock, PlacesBlock, DimensionsBlock, GlossaryBlock, ConcordanceBlock)


class GlossaryTerms(Treeprocessor):
    """Makes the first use of each term in a numbered paragraph a link to its entry, if the edition has a glossary."""

    def __init__(self, md: Markdown, extension: Any) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        edition = self.extension.edition
        if not (home := home_of(edition, "term")):
            return
        terms = [MarkedTerm(term, self.extension.link(home, term.anchor)) for term in edition.facts.terms]
        for element in list(root.iter()):
            if NUMBERED_ID.fullmatch(element.get("id", "")):
                mark_terms(element, terms)
