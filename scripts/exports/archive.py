"""A zip file whose bytes depend on its files alone: nothing is compressed, all entries have one date and the same rights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_UNIX = 3
_REGULAR_FILE = 0o100644


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip of `files` (path in the zip to content), in their order, each dated `day` at midnight."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as zipped:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            # Else both are those of the system and of the reader's umask.
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE << 16
            zipped.writestr(entry, data)
    return content.getvalue()
