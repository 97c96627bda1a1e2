"""Citation markers: each parses, names a reference, and stays within its pages; quotations close before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition.block import Block
from edition.edition import Edition
from edition.marker import Marker
from edition.page import Page
from edition.references import REFERENCES
from edition.span import Span
from lint.rule import Problem, rule
from rendering.reading import Readings

OPENING = {"«": "»", "“": "”"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}


@rule("M001", "edition")
def brackets_are_markers(edition: Edition) -> Iterator[Problem]:
    r"""Brackets in the article's text look like a citation marker but are not one.

    A marker is `[1]` or `[1, p. 6]`, with the source's own loose spacing. Brackets that are the article's
    own words are escaped, which shows that they were checked.

    Bad:
        initiated in the [Helsinki] Final Act [3]
    Good:
        initiated in the \[Helsinki\] Final Act [3]
    Fix: write the marker as printed, `[1,p .6]`, or escape words in brackets: `\[Helsinki\]`
    """
    for page, block in edition.blocks:
        for span in block.spans:
            if span.kind == "bracket":
                yield Problem(*page.place(span.start), f"{span.printed_text} is not a citation marker")


@rule("M002", "reading", waivable=False)
def markers_name_references(readings: Readings) -> Iterator[Problem]:
    """A marker names a reference that is not in the list of references.

    Bad:
        the people of participating states» [5]
    Good:
        the people of participating states» [2]
    Fix: name the right reference, or add it to docs/references.json and docs/references.md.
    """
    for page, span, marker in _markers(readings):
        if marker.reference not in readings.edition.references.by_id:
            message = f"{span.printed_text} names no reference of {REFERENCES}"
            yield Problem(*page.place(span.start), message, f"ref-{marker.reference}")


@rule("M003", "reading")
def cited_pages_exist(readings: Readings) -> Iterator[Problem]:
    """A marker cites a page that the reference does not have.

    Bad:
        [1, p. 8], where reference 1 has the pages 3–6
    Good:
        [1, p. 6]
    Fix: compare the marker with the source, and the reference's pages with docs/references.md.
    """
    for page, span, marker in _markers(readings):
        reference = readings.edition.references.by_id.get(marker.reference)
        if reference is None or reference.pages is None or marker.pages is None:
            continue
        (first, last), (begin, end) = marker.pages, reference.pages
        if not begin <= first <= last <= end:
            yield Problem(
                *page.place(span.start),
                f"{span.printed_text} cites p. {marker.page_range}, but reference {reference.id} has p. {begin}–{end}",
                f"ref-{reference.id}",
            )


@rule("M004", "edition")
def references_are_cited(edition: Edition) -> Iterator[Problem]:
    """A reference is not cited anywhere in the article.

    Bad:
        an item "5" in docs/references.json, and no [5] in the article
    Good:
        items "1" to "4", each cited
    Fix: take the item out, or restore the marker that cites it.
    """
    cited = {marker.reference for place in edition.citations if (marker := place.span.marker)}
    for item in edition.references.items:
        if item.id not in cited:
            message = f"reference {item.id} is cited nowhere in the article"
            yield Problem(*edition.references.place(item, "id"), message, f"ref-{item.id}")


@rule("M005", "edition")
def quotations_pair(edition: Edition) -> Iterator[Problem]:
    """A quotation mark of the reading text has no partner.

    What a marker cites is the quotation before it, so it must be clear where that begins and ends.
    A quotation may run from a paragraph into its list, but not from one paragraph into the next.

    Bad:
        «Tradition underlines … of participating states [2]
    Good:
        «Tradition underlines … of participating states» [2]
    Fix: compare with the source; if the mark is missing there, supply it as a correction.
    """
    for group in _paragraphs_with_their_lists(edition):
        yield from _unpaired(group)


@rule("M006", "edition")
def quotation_marks_are_typographic(edition: Edition) -> Iterator[Problem]:
    """The reading text uses another character as a quotation mark.

    The source has horizontal bars, double vertical lines and straight marks instead of quotation marks.

    Bad:
        free of ―double standards‖
    Good:
        free of {~~―double standards‖~>“double standards”~~}{>>E37 …<<}
    Fix: correct it to “ ” or ’ with a declared correction.
    """
    for page, block in edition.blocks:
        for character, offset in block.reading:
            if character in "―‖\"'‘„":
                yield Problem(*page.place(offset), f"U+{ord(character):04X} {character} is used as a quotation mark")


def _markers(readings: Readings) -> Iterator[tuple[Page, Span, Marker]]:
    """Every citation marker: in the article by its notation, and in the editor's prose where a page is read to have one."""
    for page in readings.edition.pages:
        own = {span.start for block in page.blocks for span in block.spans}
        for span in page.spans:
            if span.marker and (span.start in own or span.start in readings.of(page).markers):
                yield page, span, span.marker


def _paragraphs_with_their_lists(edition: Edition) -> list[list[tuple[Page, Block]]]:
    groups: dict[str, list[tuple[Page, Block]]] = {}
    for page, block in edition.blocks:
        key = block.id.rpartition("-")[0] if re.fullmatch(r"p\d+-\d+", block.id) else block.id
        groups.setdefault(key, []).append((page, block))
    return list(groups.values())


def _unpaired(group: list[tuple[Page, Block]]) -> Iterator[Problem]:
    """The marks of a paragraph that have no partner. Two that stand for each other, or cross, are one fault."""
    marks = [
        (character, page, offset) for page, block in group for character, offset in block.reading
        if character in OPENING or character in CLOSING
    ]
    open_marks: list[tuple[str, Page, int]] = []
    told: Counter[str] = Counter()
    for position, mark in enumerate(marks):
        character, page, offset = mark
        to_come = {later for later, _, _ in marks[position + 1:]}
        if character in OPENING:
            open_marks.append(mark)
        elif told[character]:
            told[character] -= 1
        elif CLOSING[character] in [opening for opening, _, _ in open_marks]:
            while (last := open_marks.pop())[0] != CLOSING[character]:
                closed = OPENING[last[0]] in to_come
                told[OPENING[last[0]]] += closed
                fault = "is closed only after the one around it" if closed else "is not closed"
                yield Problem(*last[1].place(last[2]), f"{last[0]} opens a quotation that {fault}")
        elif open_marks and OPENING[open_marks[-1][0]] not in to_come:
            yield Problem(*page.place(offset), f"{character} closes a quotation that {open_marks.pop()[0]} opened")
        else:
            yield Problem(*page.place(offset), f"{character} closes no quotation")
    for character, page, offset in open_marks:
        yield Problem(*page.place(offset), f"{character} opens a quotation that is not closed")
