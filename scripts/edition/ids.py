"""The ids of a page: those that the rendering gives beside the written ones, and those that a reader may have cited."""

from __future__ import annotations

from collections import Counter

from edition.addresses import note_reference_id, slug
from edition.citing import everything_cited
from edition.edition import Edition
from edition.page import NUMBERED_ID, Page
from edition.subjects import SUBJECTS
from lint.rule import RULES

# The kind of the editor's facts that have their anchors in each of these blocks.
_FACTS = {"timeline": "event", "places": "place", "glossary": "term", "dimensions": "dimension"}


def written_ids(page: Page) -> set[str]:
    return {written.id for written in page.ids}


def generated_ids(edition: Edition, page: Page) -> set[str]:
    """The ids that the rendering gives to a page, beside those written in it."""
    if page.directive("whole-article", ""):
        return set().union(*(written_ids(part) | generated_ids(edition, part) for part in edition.text_pages))
    ids: set[str] = set()
    for directive in page.directives:
        ids.update(_ids_of_directive(edition, directive.name, directive.argument))
    uses: Counter[str] = Counter()
    for block in page.blocks:
        ids.update(f"at-{span.reason.id}" for span in block.corrections if span.reason)
        for span in block.note_references:
            uses[span.note] += 1
            ids.add(note_reference_id(span.note, uses[span.note]))
    return ids


def citable_ids(edition: Edition, page: Page) -> list[str]:
    """The ids of a page by which a reader may have cited it: paragraphs, notes, references, corrections and facts."""
    ids = [block.id for block in page.blocks if NUMBERED_ID.fullmatch(block.id)]
    for directive in page.directives:
        if directive.name in ("note", "reference"):
            ids += _ids_of_directive(edition, directive.name, directive.argument)
        elif directive.name == "apparatus":
            ids += _correction_ids(edition)
        elif directive.name in _FACTS:
            ids += _ids_of_directive(edition, directive.name, directive.argument)
    return ids


def _ids_of_directive(edition: Edition, name: str, argument: str) -> list[str]:
    if name == "note":
        return [f"note-{argument}"]
    if name == "reference":
        return [f"ref-{argument}"]
    if name == "apparatus":
        corrected = {place.page.stem: None for place in edition.corrections}
        return ["corrections", "editors-notes", *(f"in-{stem}" for stem in corrected), *_correction_ids(edition)]
    if name == "citations":
        return [f"cite-{cited.id}" for cited in everything_cited(edition, "/")]
    if name == "rules":
        return [*RULES, *map(slug, SUBJECTS.values())]
    if name in _FACTS and not argument:
        return [fact.anchor for fact in edition.facts.of(_FACTS[name])]
    return []


def _correction_ids(edition: Edition) -> list[str]:
    return [place.span.reason.id for place in edition.corrections if place.span.reason]
