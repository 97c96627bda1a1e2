"""Reads a whole site: small ones here, large ones in as many processes as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import TypeVar

from sitecheck.batch import Batch, Settings, digest_of, read_batch
from sitecheck.processes import in_processes

_Result = TypeVar("_Result")
# Below it, starting a process takes longer than reading.
_LARGE = 12 * 1024 * 1024
# A part is about this large, so that all cores are busy to the end and memory use stays low.
_PART = 8 * 1024 * 1024


def parts(sizes: dict[str, int]) -> list[list[str]]:
    """The files in parts of about one size; those of a folder stay together, because they lead to the same places."""
    found: list[list[str]] = [[]]
    filled = 0
    for _, paths in groupby(sorted(sizes), key=lambda path: path.rpartition("/")[0]):
        for path in paths:
            if filled >= _PART:
                found.append([])
                filled = 0
            found[-1].append(path)
            filled += sizes[path]
    return [part for part in found if part]


def read_all(settings: Settings, sizes: dict[str, int], workers: int | None = None) -> Iterator[Batch]:
    """Read the files whose sizes are given, in their order."""
    return _spread(partial(read_batch, settings), sizes, workers)


def digests(settings: Settings, sizes: dict[str, int], workers: int | None = None) -> list[str]:
    """The digest of each part of the files."""
    return list(_spread(partial(digest_of, settings), sizes, workers))


def _spread(work: Callable[[list[str]], _Result], sizes: dict[str, int], workers: int | None) -> Iterator[_Result]:
    divided = parts(sizes)
    workers = min(workers or os.cpu_count() or 1, len(divided))
    if workers < 2 or sum(sizes.values()) < _LARGE:
        yield from map(work, divided)
        return
    yield from in_processes(work, divided, workers)
