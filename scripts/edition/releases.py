"""The list of releases, docs/releases.json: each version with its date and the digests of its words and frozen site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from edition.errors import EditionError

RELEASES = "docs/releases.json"


@dataclass(frozen=True)
class Release:
    """A version, the day of its release (ISO 8601), and the address it was made for.

    `words` is the digest of its words (`edition.permanent`), `sha256` that of its frozen site (`releasing.frozen`).
    """

    version: str
    date: str
    address: str
    words: str = ""
    sha256: str = ""

    @property
    def tag(self) -> str:
        return f"v{self.version}"

    @property
    def site_tag(self) -> str:
        """The tag of the frozen site's own files."""
        return f"site/v{self.version}"

    @property
    def folder(self) -> str:
        """Where the frozen site stands below the site."""
        return f"v/{self.version}"


@dataclass(frozen=True)
class Kept:
    """The newest release: its version, the address of its frozen site, and what it has of the edition as it is now.

    `addresses` are those in the frozen site, by the address in the edition (`chairmanship.md#p3`); `changed` are those
    whose reading text has changed since.
    """

    version: str
    root: str
    addresses: Mapping[str, str]
    changed: frozenset[str]


def load_releases(root: Path) -> list[Release]:
    """The releases, oldest first; none if there is no list. Raises EditionError if the list can't be read."""
    path = root / RELEASES
    try:
        return parse_releases(path.read_bytes())
    except FileNotFoundError:
        return []


def parse_releases(content: bytes) -> list[Release]:
    """The releases in the content of a list. Raises EditionError if it can't be read."""
    try:
        return [Release(**release) for release in json.loads(content)]
    except (ValueError, TypeError):
        raise EditionError(f"{RELEASES}: no list of releases; restore it: git checkout -- {RELEASES}") from None


def written(releases: list[Release]) -> str:
    """The content of a list."""
    return json.dumps([asdict(release) for release in releases], indent=2) + "\n"
