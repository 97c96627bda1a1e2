"""What the changelog says of a version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from edition.errors import EditionError

CHANGELOG = "CHANGELOG.md"
UNRELEASED = "Unreleased"
_HEADING = re.compile(r"^## (?P<name>\S+)(?P<rest>.*)\n", re.M)


@dataclass(frozen=True)
class Changelog:
    text: str

    @classmethod
    def load(cls, root: Path) -> Changelog:
        """Read the changelog below the project's `root`. Raises EditionError if it is missing or not UTF-8."""
        try:
            return cls((root / CHANGELOG).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise EditionError(f"{CHANGELOG}: not found; restore it: git checkout -- {CHANGELOG}") from None
        except UnicodeDecodeError as error:
            raise EditionError(f"{CHANGELOG}: not UTF-8 ({error}); save it as UTF-8") from None

    def section(self, name: str) -> str | None:
        """What stands below `## name`, up to the next such heading; None if there is no such heading."""
        headings = list(_HEADING.finditer(self.text))
        for heading, following in zip(headings, [*headings[1:], None], strict=False):
            if heading["name"] == name:
                return self.text[heading.end():following.start() if following else len(self.text)]
        return None

    def names(self, version: str, identifier: str, *, in_preparation: bool) -> bool:
        """Whether the entries of a version name an anchor, as `#p7`; those not yet released count if they become it."""
        sections = [self.section(version), self.section(UNRELEASED) if in_preparation else None]
        return any(re.search(rf"#{re.escape(identifier)}(?![\w-])", section) for section in sections if section)
