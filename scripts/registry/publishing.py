"""Publishing anchors: the registry takes in what is new."""

from __future__ import annotations

from edition.edition import Edition
from registry.registry import Registry, append
from registry.words import addresses, digest


def publish_anchors(edition: Edition) -> tuple[int, int]:
    """Add every new address, and every changed reading, to the registry of the edition.

    Returns how many addresses were new, and how many readings had changed. The edition is to be without findings, for
    a loss or a change of printed words is not to be recorded but refused.
    """
    registry, version = Registry.load(edition.root), edition.version.number
    new, reworded = [], []
    for address, words in addresses(edition).items():
        known = registry.published.get(address)
        if known is None:
            new.append((version, "published", address, digest(words.printed), digest(words.read)))
        elif known.read != digest(words.read):
            reworded.append((version, "reworded", address, digest(words.read)))
    append(edition.root, new + reworded)
    return len(new), len(reworded)
