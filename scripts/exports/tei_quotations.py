"""A quotation that goes on from a paragraph into the list below it: in TEI a chain of parts, each naming its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edition.block import Block
from exports.tei_prose import ID

_OPENING = {"»": "«", "”": "“"}


@dataclass(frozen=True)
class LongQuotation:
    """The blocks over which a quotation goes, in order, and the mark that closes it; no blocks where there is none."""

    blocks: tuple[str, ...] = ()
    mark: str = "»"

    @classmethod
    def over(cls, block: Block, items: Sequence[Block], mark: str) -> LongQuotation:
        """The quotation that is opened in `block` and closed by `mark` in one of the items below it, if it is."""
        for at, item in enumerate(items):
            if item.reading_text.count(mark) > item.reading_text.count(_OPENING[mark]):
                return cls((block.id, *(other.id for other in items[:at + 1])), mark)
        return cls()

    def attributes(self, block_id: str) -> dict[str, str]:
        """Those of the part in a block, as TEI's class att.global.linking has them; empty if the block has no part."""
        if block_id not in self.blocks:
            return {}
        at = self.blocks.index(block_id)
        before = {"prev": f"#quote-{self.blocks[at - 1]}"} if at else {}
        after = {"next": f"#quote-{self.blocks[at + 1]}"} if at + 1 < len(self.blocks) else {}
        return {ID: f"quote-{block_id}", **before, **after}
