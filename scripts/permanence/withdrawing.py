"""Withdrawing a note or a correction that was released: its anchor stays, and says when and why it went."""

from __future__ import annotations

from pathlib import Path

from edition.block import BLOCK_ID
from edition.edition import Edition
from edition.errors import EditionError
from edition.permanent import permanent
from permanence.registry import REGISTRY, UNRELEASED, Registry, with_events
from repository.carrying_out import carry_out
from repository.plan import Plan, changes_of


def withdraw(root: Path, address: str, why: str) -> None:
    """Record that what was released at `address` (`index.md#note-d`, `apparatus.md#E91`) is withdrawn, and why.

    It has been taken out of its page already. Raises EditionError, with all as it was, if that can't be recorded.
    """
    registry, why = Registry.load(root), " ".join(why.split())
    known = registry.published.get(address)
    identifier = address.partition("#")[2]
    if known is None:
        raise EditionError(f"{address} was never released, so there is nothing to record: just take it out")
    if not identifier or BLOCK_ID.fullmatch(identifier):
        raise EditionError(
            f"{address} is the article's own, which nobody can withdraw; if it has moved: build.py rename"
        )
    if known.gone:
        raise EditionError(f"{address} is already gone: {known.gone.kind} {known.gone.values[0]}")
    if address in permanent(Edition.load(root)):
        raise EditionError(f"{address} is still in the edition; take it out of its page first, then withdraw it")
    if not why:
        raise EditionError("a withdrawal needs its reason: build.py withdraw ADDRESS “why it went”")
    text = with_events(registry.text, [(UNRELEASED, "withdrawn", address, why)])
    carry_out(root, Plan(f"the withdrawal of {address}", changes_of(root, {REGISTRY: text.encode()})))
