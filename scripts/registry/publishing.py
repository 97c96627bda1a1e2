"""Publishing anchors: the registry takes in what is new."""

from __future__ import annotations

from pathlib import Path

from edition.edition import Edition
from registry.registry import Registry, append
from registry.words import addresses, digest


def publish_anchors(root: Path) -> tuple[int, int]:
    """Add every new address, and every changed reading, to the registry below `root`.

    Returns how many addresses were new, and how many readings had changed. The edition is to be without findings, for
    a loss or a change of printed words is not to be recorded but refused.
    """
    edition = Edition.load(root)
    registry, version = Registry.load(root), edition.version.number
    new, reworded = [], []
    for address, words in addresses(edition).items():
        known = registry.published.get(address)
        if known is None:
            new.append((version, "published", address, digest(words.printed), digest(words.read)))
        elif known.read != digest(words.read):
            reworded.append((version, "reworded", address, digest(words.read)))
    append(root, new + reworded)
    return len(new), len(reworded)
