"""The editors' prose in TEI: emphasis as hi, links as ref, and a note where its first mark stands."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping, Set

from exports.parts import Note
from exports.prose import Paragraph

ID = "xml:id"
EDITORS = "#editors"
NOTE_MARK = "noteref"


def add_prose(element: etree.Element, paragraphs: list[Paragraph], ids: Set[str]) -> None:
    """Put prose into an element: one paragraph as it is, several as p. `ids` are those that the document has."""
    for paragraph in paragraphs:
        _add(element if len(paragraphs) == 1 else etree.SubElement(element, "p"), paragraph, ids)


def _add(element: etree.Element, paragraph: Paragraph, ids: Set[str]) -> None:
    last: etree.Element | None = None
    for run in paragraph:
        holder = None
        if run.address:
            target = f"#{run.target}" if run.target in ids else run.address
            holder = etree.SubElement(element, "ref", {"target": target})
        if run.italic:
            inner = etree.SubElement(element if holder is None else holder, "hi", {"rend": "italic"})
            inner.text = run.words
            last = holder if holder is not None else inner
        elif holder is not None:
            holder.text = run.words
            last = holder
        elif last is None:
            element.text = (element.text or "") + run.words
        else:
            last.tail = (last.tail or "") + run.words


class Notes:
    """The notes of a document, each put where its first mark stands; every other mark leads to it."""

    def __init__(self, notes: Mapping[str, Note], ids: Set[str]) -> None:
        self._notes = notes
        self._ids = ids
        self._placed: set[str] = set()

    def mark(self, letter: str) -> etree.Element:
        """What stands in the place of a mark: the note itself, with its letter for its number, or its letter, leading to it.

        A <ptr> would be shown with a number that programs make themselves.
        """
        if letter in self._placed or letter not in self._notes:
            pointer = etree.Element("ref", {"type": NOTE_MARK, "target": f"#note-{letter}", "rend": "sup"})
            pointer.text = letter
            return pointer
        self._placed.add(letter)
        note = etree.Element("note", {
            ID: f"note-{letter}", "n": letter, "type": "editorial", "place": "foot", "resp": EDITORS,
        })
        add_prose(note, self._notes[letter].paragraphs, self._ids)
        return note
