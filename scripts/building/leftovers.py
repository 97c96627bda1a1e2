"""What a killed command leaves in the workshop, and how the next one clears it up."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from building.swap import FULL, recover, remove
from edition.errors import EditionError

WORKSHOP = ".build"
SITE = "site"
# What the names of the folders of previews begin with; each preview holds a lock on its own.
PREVIEWS = "preview-"


def recover_leftovers(root: Path) -> None:
    """Bring back a site whose exchange was interrupted, and delete what is left of builds and previews.

    The caller holds the lock.
    """
    recover(root / SITE, attic(root, root / SITE))
    shop = root / WORKSHOP
    for leftover in (*shop.glob("new-*"), *(folder for folder in shop.glob(f"{PREVIEWS}*") if not _is_held(folder))):
        if leftover.is_dir():
            remove(leftover)
        else:
            leftover.unlink()


def unwritable(error: OSError) -> EditionError:
    """What to say when nothing can be written into the workshop."""
    advice = "make room on its disk" if error.errno in FULL else "make it writable"
    return EditionError(f"{WORKSHOP}/ can't be written ({error.strerror}); a site is made ready there: {advice}")


def attic(root: Path, target: Path) -> Path:
    """Where `target` lies between the two steps of an exchange that can't be made in one."""
    return root / WORKSHOP / f"previous-{target.name}"


def _is_held(folder: Path) -> bool:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(held)
    return False
