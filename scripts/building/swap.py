"""Puts a finished folder in the place of another, whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

# linux/fs.h and fcntl.h
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# sys/stdio.h of macOS
_RENAME_SWAP = 2


def swap_in(new: Path, target: Path, attic: Path) -> None:
    """Make `target` what `new` is, in one step of the file system, and delete what stood there before.

    Linux and macOS can exchange two folders at once. Where a file system can't, `target` is moved to `attic`
    first; if the process dies between the two moves, `recover` brings it back.
    """
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        shutil.rmtree(new)
    else:
        shutil.rmtree(attic, ignore_errors=True)
        target.rename(attic)
        new.rename(target)
        shutil.rmtree(attic)


def recover(target: Path, attic: Path) -> None:
    """Bring back the folder that an interrupted swap left in `attic`."""
    if attic.exists() and not target.exists():
        attic.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically. False where the system or the file system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return libc.renamex_np(first, second, _RENAME_SWAP) == 0
        return libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0
    except AttributeError:
        return False
