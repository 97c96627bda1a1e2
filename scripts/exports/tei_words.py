"""The words of a block in TEI: corrections as sic and corr, citation markers, notes, and what stands in quotation marks."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from edition.block import Block
from edition.span import Span
from exports.tei_prose import EDITORS, ID, Notes
from exports.tei_quotations import LongQuotation

_PAIRS = {"«": "»", "“": "”"}
# Words between quotation marks that cite nothing and are no more than these are a way of speaking, not a quotation.
_A_FEW = 3


@dataclass
class _Piece:
    """A run of text, an element, or what stands in quotation marks. `read` are the words by which those are found."""

    read: str
    element: etree.Element | None = None
    within: list[_Piece] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def is_marker(self) -> bool:
        return self.element is not None and self.element.get("type") == "citation"

    @property
    def is_space(self) -> bool:
        return self.element is None and not self.words.strip()

    @property
    def words(self) -> str:
        return "".join(piece.words for piece in self.within) if self.within else self.read


class Words:
    """Puts the words of blocks into elements, and the notes that they refer to."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._long = LongQuotation()

    def add(self, element: etree.Element, block: Block, items: Sequence[Block] = ()) -> None:
        """Put a block's words into an element. Nothing but its words is added, and the notes, as elements of their own.

        `items` are those of the list below a paragraph, into which a quotation may go on.
        """
        pieces, unclosed = _quoted(list(self._pieces(block)))
        if unclosed is not None:
            at, mark = unclosed
            self._long = LongQuotation.over(block, items, mark)
            part = slice(at, None)
        else:
            ends = (not piece.within and piece.read.rstrip().endswith(self._long.mark) for piece in pieces)
            part = slice(None, next((at for at, is_end in enumerate(ends) if is_end), len(pieces)) + 1)
        if attributes := self._long.attributes(block.id):
            pieces[part] = [_Piece("", None, pieces[part], attributes)]
        self._fill(element, pieces)

    def _pieces(self, block: Block) -> Iterator[_Piece]:
        for span in block.spans:
            if span.kind == "note":
                yield _Piece("", self._notes.mark(span.note))
            elif span.marker:
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

    def _fill(self, element: etree.Element, pieces: list[_Piece]) -> None:
        last: etree.Element | None = None
        holder = element
        for at, piece in enumerate(pieces):
            child = piece.element
            if piece.within:
                cites = next((following.is_marker for following in pieces[at + 1:] if not following.is_space), False)
                is_quote = cites or piece.attributes or len(piece.words.split()) > _A_FEW
                child = etree.Element("quote" if is_quote else "soCalled", piece.attributes)
                self._fill(child, piece.within)
                if cites:
                    # The marker follows, and both are one citation; between them may be a space.
                    holder = etree.SubElement(element, "cit")
                    holder.append(child)
                    continue
            if child is None and holder is element:
                _append_text(element, last, piece.read)
                continue
            if child is None:
                _append_text(holder, holder[-1], piece.read)
                continue
            holder.append(child)
            last = child if holder is element else holder
            holder = element


def _append_text(element: etree.Element, last: etree.Element | None, words: str) -> None:
    if last is None:
        element.text = (element.text or "") + words
    else:
        last.tail = (last.tail or "") + words


def _choice(span: Span) -> etree.Element:
    choice = etree.Element("choice", {ID: f"at-{span.reason.id}"} if span.reason else {})
    etree.SubElement(choice, "sic").text = span.printed_text
    correction = etree.SubElement(choice, "corr", {"resp": EDITORS})
    correction.text = span.reading_text
    if span.reason:
        correction.set("cert", "medium" if span.reason.conjecture else "high")
        if span.reason.conjecture:
            correction.set("type", "conjecture")
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


def _quoted(pieces: list[_Piece]) -> tuple[list[_Piece], tuple[int, str] | None]:
    """The pieces, with those from an opening mark to its closing one gathered; a mark without its like stays as it is.

    Of the last opening mark without its like, the piece that has it, and the mark that would close it.
    """
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
    return done, (open_at[-1][1], open_at[-1][0]) if open_at else None
