"""What every zip of the edition must be, so that its bytes depend on its files alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date


def assert_reproducible(content: bytes, day: date) -> None:
    """Each entry is stored as it is, dated `day` at midnight, with the rights of a file that all may read."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.infolist()
        for entry in zipped.infolist():
            assert entry.date_time == (day.year, day.month, day.day, 0, 0, 0)
            assert (entry.compress_type, entry.create_system) == (zipfile.ZIP_STORED, 3)
            assert entry.external_attr >> 16 == 0o100644
