"""Watches files by asking for their state: whatever happens to them, also to a folder as a whole, is a change."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_INTERVAL = 0.2
# Editors save in several steps, and git changes many files; a change that never ends is shown all the same.
_PATIENCE = 5.0

State = dict[str, tuple[int, int, int]]


def state_of(root: Path, names: Sequence[str]) -> State:
    """When, and to what size, each file was changed, of the files and folders `names` below `root`."""
    return dict(_entry(path) for name in names for path in _files(root / name))


def wait_for_change(root: Path, names: Sequence[str], before: State) -> None:
    """Return when the files are no longer as they were in `before`, and no more change comes right behind."""
    while (now := state_of(root, names)) == before:
        time.sleep(_INTERVAL)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        time.sleep(_INTERVAL)
        earlier, now = now, state_of(root, names)
        if now == earlier:
            return


def _files(path: Path) -> Iterator[str]:
    """The files in a folder, without those that a program keeps beside the one that is being edited; or else `path`."""
    if not path.is_dir():
        yield str(path)
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in names if not name.startswith(".") and not name.endswith("~"))


def _entry(path: str) -> tuple[str, tuple[int, int, int]]:
    try:
        # The time of a change of the entry tells of changed permissions too, and of another file in its place.
        found = os.stat(path)
    except OSError:
        return path, (0, 0, 0)
    return path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size)
