"""Archived copies of the pages that the edition links to, kept in one file by the address of the original."""

from __future__ import annotations

import json
from pathlib import Path

from edition.errors import UnreadableError, not_utf8
from lint.place import line_and_column
from sitecheck.external.copies import Copies, FaultyCopies, read_copies

ARCHIVED = "docs/archived.json"


def load_copies(root: Path) -> Copies:
    """The copies below the project's `root`, none where there is no such file. Raises UnreadableError for a faulty one."""
    try:
        text = (root / ARCHIVED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise not_utf8(ARCHIVED, error) from None
    try:
        return read_copies(text)
    except FaultyCopies as error:
        fix = 'write each as {"original": "https://…", "copy": "https://…", "datetime": "2014-05-01T12:00:00Z"}'
        raise UnreadableError(ARCHIVED, str(error), fix, *_place(text, error.number)) from None


def _place(text: str, number: int) -> tuple[int, int]:
    """Where an entry begins, as far as the list can be read; the file's beginning otherwise."""
    decoder, position = json.JSONDecoder(), text.find("[") + 1
    try:
        for _ in range(number):
            _, position = decoder.raw_decode(text, _begin(text, position))
        return line_and_column(text, _begin(text, position)) if number >= 0 else (1, 1)
    except (json.JSONDecodeError, IndexError):
        return 1, 1


def _begin(text: str, position: int) -> int:
    while text[position] in " \t\r\n,":
        position += 1
    return position
