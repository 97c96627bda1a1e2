"""The files of the edition as they lie there, before anything is made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.source import SOURCE

# What the build reads or publishes: single files, and folders with all that is in them.
READ = (
    "mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md", "README.md", "CONTRIBUTING.md", "scripts/waivers.toml",
)
FOLDERS = ("docs", "overrides")
_TEXT = frozenset({
    ".bib", ".cff", ".css", ".csv", ".html", ".js", ".json", ".md", ".mjs", ".svg", ".toml", ".tsv", ".txt", ".xml",
    ".yaml", ".yml",
})


@dataclass(frozen=True)
class Files:
    """The text files below the project's `root` that the build reads or publishes, by their names, with their bytes.

    The article's source is not among them: its bytes are a rule's of their own.
    """

    root: Path

    @cached_property
    def texts(self) -> dict[str, bytes]:
        names = [name for name in READ if (self.root / name).is_file()]
        names += [name for folder in FOLDERS for name in below(self.root, folder) if Path(name).suffix in _TEXT]
        return {name: (self.root / name).read_bytes() for name in names if name != SOURCE}


def below(root: Path, folder: str) -> Iterator[str]:
    """Every file below a folder of the project, by its path from `root`, sorted; hidden ones are left out."""
    for path, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        above = Path(path).relative_to(root).as_posix()
        yield from (f"{above}/{name}" for name in sorted(names) if not name.startswith("."))
