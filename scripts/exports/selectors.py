"""Where the words of an anchor are, in the selectors of W3C's Web Annotation Data Model: https://www.w3.org/TR/annotation-model/.

Each target is a resource and selectors that all lead to the same words in it: on the page by id and by the words as read,
in the source by position, in code points from 0, and by the words as printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.addresses import page_address
from edition.block import Block
from edition.edition import Edition, Place
from edition.page import Page
from exports.catalogue import SOURCE

# What names the syntax of fragments of HTML, as the data model lists it.
_FRAGMENT_OF_HTML = "http://tools.ietf.org/rfc/rfc3236"
_AROUND = 32

Target = dict[str, object]


class Targets:
    """The targets of an edition's blocks and corrections, on the site at `root` and in the source."""

    def __init__(self, edition: Edition, root: str) -> None:
        self._root = root
        self._source = edition.source.content.decode("utf-8")
        lines = self._source.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        self._begins = {block.id: starts[block.line - 1] + len(block.lead) for block in edition.source.blocks}

    def of_block(self, page: Page, block: Block) -> list[Target]:
        quote = _quote(block.reading_text, 0, len(block.reading_text))
        found = [self._on_page(page, block.id, quote)]
        return found + list(self._in_source(block, 0, len(block.printed_text)))

    def of_correction(self, place: Place, identifier: str) -> list[Target]:
        block, span = place.block, place.span
        before = block.spans[:block.spans.index(span)]
        read = sum(len(other.reading_text) for other in before)
        printed = sum(len(other.printed_text) for other in before)
        quote = _quote(block.reading_text, read, read + len(span.reading_text))
        found = [self._on_page(place.page, f"at-{identifier}", quote)]
        return found + list(self._in_source(block, printed, printed + len(span.printed_text)))

    def of_id(self, page: str, identifier: str) -> list[Target]:
        """What is the editors' own is found by its id alone."""
        return [{"source": self._root + page_address(page), "selector": [_fragment(identifier)]}]

    def _on_page(self, page: Page, identifier: str, quote: dict[str, str]) -> Target:
        return {"source": self._root + page_address(page.name), "selector": [_fragment(identifier), quote]}

    def _in_source(self, block: Block, begin: int, end: int) -> Iterator[Target]:
        if block.id not in self._begins:
            return
        start, stop = self._begins[block.id] + begin, self._begins[block.id] + end
        yield {
            "source": self._root + SOURCE.path,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": stop}, _quote(self._source, start, stop),
            ],
        }


def _fragment(identifier: str) -> dict[str, str]:
    return {"type": "FragmentSelector", "conformsTo": _FRAGMENT_OF_HTML, "value": identifier}


def _quote(text: str, begin: int, end: int) -> dict[str, str]:
    """Words with some before and behind them, as far as the text has any."""
    around = {"prefix": text[max(0, begin - _AROUND):begin], "suffix": text[end:end + _AROUND]}
    return {"type": "TextQuoteSelector", "exact": text[begin:end], **{name: words for name, words in around.items() if words}}
