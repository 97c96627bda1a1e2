"""An edition as it would be with other files, to be looked at before anything is changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def sketch(root: Path, files: Mapping[str, bytes | None]) -> Iterator[Path]:
    """A folder with the edition's text and data as they would be with `files`; gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(root / "docs", folder / "docs", ignore=shutil.ignore_patterns("assets"))
        for path in ("mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md", "scripts/waivers.toml"):
            if (root / path).exists():
                (folder / path).parent.mkdir(exist_ok=True)
                shutil.copy(root / path, folder / path)
        for path, content in files.items():
            if content is None:
                (folder / path).unlink(missing_ok=True)
            else:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
        yield folder
