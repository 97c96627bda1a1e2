"""The edition of the tests with facts: its own text, and the facts and pages of tests/facts, which stay as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

FACTS = Path(__file__).resolve().parent / "facts"
PAGES = ("timeline", "places", "dimensions", "glossary", "concordance")
NAV = "  - The edition:\n"
INTRODUCTION = "## Introduction {"


def add_facts(pristine: Path, root: Path) -> Path:
    """Copy the edition of the tests to `root`, and give it facts, their pages, and the small timeline on its home page."""
    shutil.copytree(pristine, root, dirs_exist_ok=True)
    shutil.copytree(FACTS / "docs", root / "docs", dirs_exist_ok=True)
    edit(root / "mkdocs.yml", NAV, NAV + "".join(f"      - {name.capitalize()}: {name}.md\n" for name in PAGES))
    edit(root / "docs/index.md", INTRODUCTION, f"/// timeline | small\n///\n\n{INTRODUCTION}")
    return root


def edit(path: Path, find: str, replace: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {path.name}"
    path.write_text(text.replace(find, replace), encoding="utf-8")
