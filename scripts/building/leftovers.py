"""What a killed command leaves in the workshop, and how the next one clears it up."""

from __future__ import annotations

from pathlib import Path

from building.swap import recover, remove

WORKSHOP = ".build"
SITE = "site"


def recover_leftovers(root: Path) -> None:
    """Bring back a site whose exchange was interrupted, and delete half-made folders. The caller holds the lock."""
    recover(root / SITE, attic(root, root / SITE))
    for leftover in (root / WORKSHOP).glob("new-*"):
        remove(leftover)


def attic(root: Path, target: Path) -> Path:
    """Where `target` lies between the two steps of an exchange that can't be made in one."""
    return root / WORKSHOP / f"previous-{target.name}"
