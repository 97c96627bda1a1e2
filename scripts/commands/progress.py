"""Progress on a terminal; nothing elsewhere."""

from __future__ import annotations

import sys

from terminal import watched


class Progress:
    """Shows the phase that is under way on one line of standard error, if somebody watches it."""

    def __init__(self, quiet: bool = False) -> None:
        self._shown = watched() and not quiet

    def __call__(self, phase: str) -> None:
        if self._shown:
            print(f"\r\033[K{phase} …", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
