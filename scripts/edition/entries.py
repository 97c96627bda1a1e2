"""What can be found, cited and kept: every block, note, reference and correction, with its words and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, place_name
from edition.edition import Edition
from edition.fact_fields import FACTS_OF
from edition.facts import Event, Fact
from edition.notation import parse

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1")
_LIST_LINE = re.compile(r"^\d+\. .*\n(?:[ ]+.*\n)*", re.M)
# The kinds of the editor's facts that are found and kept, with their names for readers.
_NAMES = {"event": "Timeline", "place": "Place", "term": "Glossary"}


@dataclass(frozen=True)
class Entry:
    """One of them: its kind, its name for readers, its page, its id there, its words as read and as printed.

    A note, a reference and a fact are the editors' own words: nothing of them was printed, and `printed` is empty.
    """

    kind: str
    name: str
    page: str
    id: str
    read: str
    printed: str = ""


def entries(edition: Edition) -> Iterator[Entry]:
    """Every entry: blocks, notes, references, corrections, each in reading order; the editor's facts as their file has them."""
    yield from _blocks(edition)
    yield from _notes(edition)
    yield from _references(edition)
    yield from _corrections(edition)
    yield from _facts(edition)


def plain_prose(markdown: str) -> str:
    """The words of the editor's Markdown, in one line."""
    words = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", markdown))
    return " ".join("".join(span.reading_text for span in parse(words)).split())


def _blocks(edition: Edition) -> Iterator[Entry]:
    for page, block in edition.blocks:
        name = place_name(block.id)
        kind = "paragraph" if name.startswith("paragraph") else name
        yield Entry(kind, name[0].upper() + name[1:], page.name, block.id, block.reading_text, block.printed_text)


def _notes(edition: Edition) -> Iterator[Entry]:
    for page, note in edition.notes:
        text = plain_prose(page.text[note.start:note.end])
        yield Entry("note", f"Editor’s note {note.argument}", page.name, f"note-{note.argument}", text)


def _references(edition: Edition) -> Iterator[Entry]:
    for page in edition.pages:
        for entry in page.directives:
            if entry.name == "reference":
                told = _LIST_LINE.sub("", page.text[entry.start:entry.end])
                text = f"{edition.formatted.get(entry.argument, '')} {plain_prose(told)}".strip()
                name = f"Reference [{entry.argument}]"
                yield Entry("reference", name, REFERENCES_PAGE, f"ref-{entry.argument}", text)


def _corrections(edition: Edition) -> Iterator[Entry]:
    for place in edition.corrections:
        if reason := place.span.reason:
            text = f"{place.span.reading_text.strip()}: {reason.text}"
            printed = place.span.printed_text.strip()
            yield Entry("correction", f"Correction {reason.id}", APPARATUS_PAGE, reason.id, text, printed)


def _facts(edition: Edition) -> Iterator[Entry]:
    for page in edition.pages:
        for block, kind in FACTS_OF.items():
            if kind in _NAMES and page.directive(block, ""):
                for fact in edition.facts.of(kind):
                    yield Entry(kind, f"{_NAMES[kind]}: {fact.name}", page.name, fact.anchor, _words_of(fact))


def _words_of(fact: Fact) -> str:
    """What a reader may look for: names, the date of an event, what is said, and all other names of a term."""
    said = fact.said if isinstance(fact, Event) else ""
    expansion = fact.text("expansion")
    named = f"{fact.name}: {expansion}." if expansion else f"{fact.name}."
    other = "; ".join(dict.fromkeys(form for form in (*fact.forms, *fact.texts("also")) if form not in named))
    return " ".join(filter(None, [f"{said}," if said else "", named, fact.text("what"), other and f"Also: {other}."]))
