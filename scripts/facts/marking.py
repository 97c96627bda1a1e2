"""Marks, in the finished paragraphs, the first place in each where a term of the glossary is named: a link to its entry.

No word is added or taken away. Within a correction, which is a link itself, the entry is named on it instead.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown.util import AtomicString

from edition.facts import Fact
from facts.standing import forms_pattern

# Elements whose words are not the reading text of their paragraph.
_APART = ("number", "note-reference", "newest")
_INNER_BLOCKS = ("ul", "ol")


@dataclass(frozen=True)
class MarkedTerm:
    """A term, and the link to its entry as Markdown has it."""

    term: Fact
    link: str


@dataclass
class _Piece:
    """A stretch of a paragraph's text, by the element that holds it; `inside` is the link that it is the text of, if any."""

    holder: etree.Element
    field: str
    parent: etree.Element
    inside: etree.Element | None
    text: str
    start: int = 0


@dataclass(frozen=True)
class _Found:
    marked: MarkedTerm
    start: int
    end: int


def mark_terms(element: etree.Element, terms: Sequence[MarkedTerm]) -> None:
    """Mark the words of a paragraph, in place."""
    pieces = _placed(list(_pieces(element, element, None)))
    text = "".join(piece.text for piece in pieces)
    found = _first_uses(text, terms)
    for use in sorted(found, key=lambda use: use.start, reverse=True):
        touched = [piece for piece in pieces if piece.start < use.end and use.start < piece.start + len(piece.text)]
        plain = [piece for piece in touched if piece.inside is None and _part(piece, use).strip()]
        if plain:
            _wrap(plain[0], use)
        elif touched and touched[0].inside is not None:
            link = touched[0].inside
            link.set("data-also", f"{use.marked.term.anchor} {link.get('data-also', '')}".strip())


def _first_uses(text: str, terms: Sequence[MarkedTerm]) -> list[_Found]:
    """The first use of each term; where two lie one over the other, the longer's, and of the shorter the next."""
    taken: list[_Found] = []
    for marked in sorted(terms, key=lambda marked: -max(map(len, marked.term.forms), default=0)):
        for match in forms_pattern(marked.term.forms).finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in taken):
                taken.append(_Found(marked, match.start(), match.end()))
                break
    return taken


def _pieces(element: etree.Element, parent: etree.Element, inside: etree.Element | None) -> Iterator[_Piece]:
    if element.text:
        yield _Piece(element, "text", parent, inside, element.text)
    for child in element:
        classes = child.get("class", "").split()
        is_apart = child.tag in ("del", *_INNER_BLOCKS) or any(name in _APART for name in classes)
        if not is_apart:
            link = child if child.tag == "a" else inside
            yield from _pieces(child, child, link)
        if child.tail:
            yield _Piece(child, "tail", element, inside, child.tail)


def _placed(pieces: list[_Piece]) -> list[_Piece]:
    place = 0
    for piece in pieces:
        piece.start = place
        place += len(piece.text)
    return pieces


def _part(piece: _Piece, use: _Found) -> str:
    return piece.text[max(use.start - piece.start, 0):max(use.end - piece.start, 0)]


def _wrap(piece: _Piece, use: _Found) -> None:
    """Put a link around the part of a use that lies in a piece; the piece keeps what is before it."""
    begin = max(use.start - piece.start, 0)
    part = _part(piece, use)
    stripped = part.rstrip()
    before, after = piece.text[:begin], piece.text[begin + len(stripped):]
    link = etree.Element("a", {"class": "term", "href": use.marked.link})
    link.text = AtomicString(re.sub(r"\s+", " ", stripped))
    link.tail = after
    setattr(piece.holder, piece.field, before)
    if piece.field == "text":
        piece.holder.insert(0, link)
    else:
        piece.parent.insert(list(piece.parent).index(piece.holder) + 1, link)
    piece.text = before
