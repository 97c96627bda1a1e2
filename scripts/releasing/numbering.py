"""Giving the version in preparation its number, everywhere where it is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from edition.edition import Edition
from edition.errors import EditionError
from edition.version import CITATION, PROJECT, order
from registry.changelog import CHANGELOG, UNRELEASED, Changelog
from registry.registry import Registry

_RELEASED = re.compile(r"(?m)^## ")


def set_version(root: Path, number: str, today: date) -> None:
    """Write `number` into pyproject.toml and CITATION.cff, and open the changelog for its entries.

    Raises EditionError if it is not newer than the version that stands there, or than one in the registry.
    """
    current, events = Edition.load(root).version.number, Registry.load(root).events
    newest = max([current, *(event.version for event in events)], key=order)
    if order(number) <= order(newest):
        raise EditionError(f"version {number} is not newer than {newest}; choose a higher number")
    _replace(root / PROJECT, r'(?m)^version = ".*"$', f'version = "{number}"')
    _replace(root / CITATION, r"(?m)^version: .*$", f"version: {number}")
    _replace(root / CITATION, r"(?m)^date-released: .*$", f"date-released: {today}")
    changelog = Changelog.load(root)
    if changelog.section(UNRELEASED) is None:
        text = _RELEASED.sub(f"## {UNRELEASED}\n\n## ", changelog.text, count=1)
        (root / CHANGELOG).write_text(text, encoding="utf-8")


def _replace(path: Path, pattern: str, line: str) -> None:
    path.write_text(re.sub(pattern, line, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
