"""Files of the project, read and written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

WRITING = ".build/writing"


def content_of(path: Path) -> bytes | None:
    """What a file contains; None if it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_whole(root: Path, path: Path, content: bytes, mode_of: Path | None = None) -> None:
    """Write a file in one step, so that nobody ever sees a part of it; through a link, if it is one."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name that the next writing uses again: what a kill leaves is in nobody's way.
    written = root / WRITING
    written.unlink(missing_ok=True)
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode_of:
        written.chmod(mode_of.stat().st_mode & 0o777)
    os.replace(written, path)
