"""The lock of an edition: one command at a time writes, and first clears up what a killed one left behind."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from building.leftovers import WORKSHOP, recover_leftovers, unwritable
from repository.carrying_out import recover

_held: set[Path] = set()


@contextmanager
def locked(root: Path, report: Callable[[str], None] = lambda phase: None) -> Iterator[Path]:
    """Hold the edition below `root` for one command; yields its workshop, the folder .build/.

    Waits for another command that holds it, and tells `report` so; within a block that holds it already, nothing is
    waited for. Raises EditionError if the workshop can't be written.
    """
    shop = root.resolve() / WORKSHOP
    if shop in _held:
        yield shop
        return
    with _opened(shop) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("Waiting for another command")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _held.add(shop)
        try:
            recover_leftovers(root)
            if said := recover(root):
                report(said)
            yield shop
        finally:
            _held.remove(shop)


def _opened(shop: Path) -> TextIO:
    try:
        shop.mkdir(exist_ok=True)
        return (shop / "lock").open("w")
    except OSError as error:
        raise unwritable(error) from None
