"""The words of a block in TEI: corrections as sic and corr, citation markers, note marks, and quotations."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field

from edition.page import Block
from edition.span import Span

ID = "xml:id"
_PAIRS = {"«": "»", "“": "”"}


@dataclass
class _Piece:
    """A run of text, an element, or a quotation of pieces. `read` are the words by which quotations are found."""

    read: str
    element: etree.Element | None = None
    within: list[_Piece] = field(default_factory=list)


def add_words(element: etree.Element, block: Block) -> None:
    """Put a block's words into an element. Nothing but its words is added: a note's mark is an empty <ptr>."""
    _fill(element, _quoted(list(_pieces(block))))


def _pieces(block: Block) -> Iterator[_Piece]:
    for span in block.spans:
        if span.kind == "note":
            yield _Piece("", etree.Element("ptr", {"type": "noteref", "target": f"#note-{span.note}", "n": span.note}))
        elif span.kind == "marker":
            reference = etree.Element("ref", {"type": "citation", "target": f"#ref-{span.marker.reference}"})
            if span.is_corrected:
                reference.append(_choice(span))
            else:
                reference.text = span.reading_text
            yield _Piece("", reference)
        elif span.is_corrected:
            yield _Piece(span.reading_text, _choice(span))
        else:
            yield from map(_Piece, _split(span.reading_text))


def _choice(span: Span) -> etree.Element:
    choice = etree.Element("choice", {ID: f"at-{span.reason.id}"} if span.reason else {})
    etree.SubElement(choice, "sic").text = span.printed_text
    correction = etree.SubElement(choice, "corr", {"resp": "#editors"})
    correction.text = span.reading_text
    if span.reason:
        correction.set("cert", "medium" if span.reason.conjecture else "high")
    return choice


def _split(text: str) -> Iterator[str]:
    """The text in parts that begin with an opening mark or end with a closing one."""
    part = ""
    for character in text:
        if character in _PAIRS and part:
            yield part
            part = ""
        part += character
        if character in _PAIRS.values():
            yield part
            part = ""
    if part:
        yield part


def _quoted(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces, with those from an opening mark to its closing one gathered. A mark without its like stays as it is."""
    done: list[_Piece] = []
    open_at: list[tuple[str, int]] = []
    for piece in pieces:
        if piece.read[:1] in _PAIRS:
            open_at.append((_PAIRS[piece.read[0]], len(done)))
        done.append(piece)
        words = piece.read.rstrip()
        if open_at and words and words[-1] == open_at[-1][0]:
            _, begin = open_at.pop()
            done[begin:] = [_Piece("", None, done[begin:])]
    return done


def _fill(element: etree.Element, pieces: list[_Piece]) -> None:
    last = None
    for piece in pieces:
        child = piece.element
        if piece.within:
            child = etree.Element("quote")
            _fill(child, piece.within)
        if child is not None:
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + piece.read
        else:
            last.tail = (last.tail or "") + piece.read
