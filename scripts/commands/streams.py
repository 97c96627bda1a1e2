"""What a command prints arrives, whatever the encoding, and a reader that goes away early is no error."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from terminal import complain


@contextmanager
def sound_streams() -> Iterator[None]:
    """Write what the encoding of a stream lacks as `\\u2026`, and end quietly when a pipe is closed.

    Raises SystemExit with the status that a shell gives a program ended by SIGPIPE, or with 2 for any other failure to
    write.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _write_to_nowhere("stdout", "stderr")
        raise SystemExit(128 + signal.SIGPIPE) from None
    except OSError as error:
        _write_to_nowhere("stdout")
        complain(f"the output can't be written: {error.strerror or error}")
        raise SystemExit(2) from None


def _write_to_nowhere(*names: str) -> None:
    """What is left in a stream's buffer would fail again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for name in names:
        os.dup2(nowhere, getattr(sys, name).fileno())
    os.close(nowhere)
