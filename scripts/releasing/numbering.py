"""Giving the version in preparation its number, in every file that states it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from building.lock import locked
from edition.edition import Edition
from edition.errors import EditionError
from edition.version import CITATION, PROJECT, order
from permanence.changelog import CHANGELOG, UNRELEASED, Changelog
from repository.carrying_out import carry_out
from repository.plan import Plan, changes_of

_SECTION = re.compile(r"(?m)^## |\Z")


def set_version(root: Path, number: str, today: date) -> None:
    """Write `number` into pyproject.toml and CITATION.cff, and open the changelog for its entries.

    Raises EditionError if it is not newer than every version that is released.
    """
    with locked(root):
        edition = Edition.load(root)
        # A number that was never released may be lowered again.
        newest = max((release.version for release in edition.releases), key=order, default="")
        if newest and order(number) <= order(newest):
            raise EditionError(f"version {number} is not newer than {newest}, which is released; choose a higher number")
        changelog = Changelog.load(root)
        text = changelog.text
        if changelog.section(UNRELEASED) is None:
            text = _SECTION.sub(lambda match: f"## {UNRELEASED}\n\n{match[0]}", text, count=1)
        files = {
            PROJECT: _with(root / PROJECT, r'(?m)^version = ".*"$', f'version = "{number}"'),
            CITATION: _with(
                root / CITATION,
                r"(?m)^version: .*$",
                f"version: {number}",
                r"(?m)^date-released: .*$",
                f"date-released: {today}",
            ),
            CHANGELOG: text.encode(),
        }
        carry_out(root, Plan("the change of the version", changes_of(root, files)))


def _with(path: Path, *lines: str) -> bytes:
    text = path.read_bytes().decode("utf-8")
    for pattern, line in zip(lines[::2], lines[1::2], strict=True):
        text = re.sub(pattern, line, text, count=1)
    return text.encode()
