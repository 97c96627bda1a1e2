"""Which files below docs/ MkDocs publishes, and which pages of them."""

from __future__ import annotations

from pathlib import Path

from edition.configuration import Configuration
from edition.files import below

DOCS = "docs"
# As MkDocs has it, beside hidden files; `exclude_docs` and `draft_docs` add to it.
_LEFT_OUT = "/templates/"


def published_files(root: Path, configuration: Configuration) -> list[str]:
    """The files below docs/ that are published, by their paths there."""
    settings = [configuration.values.get(name) for name in ("exclude_docs", "draft_docs")]
    patterns = [line for setting in settings if isinstance(setting, str) for line in setting.splitlines()]
    names = [name.removeprefix(f"{DOCS}/") for name in below(root, DOCS)]
    left_out = _matching(names, [_LEFT_OUT, *patterns])
    return [name for name in names if name not in left_out]


def published_pages(root: Path, configuration: Configuration) -> list[str]:
    """The pages of nav, in reading order, and behind them those that `not_in_nav` names."""
    setting = configuration.values.get("not_in_nav")
    if not isinstance(setting, str):
        return configuration.pages
    names = [name for name in published_files(root, configuration) if name.endswith(".md")]
    excused = _matching(names, setting.splitlines())
    return list(dict.fromkeys([*configuration.pages, *(name for name in names if name in excused)]))


def _matching(names: list[str], patterns: list[str]) -> set[str]:
    # Loading it takes longer than most of what is read here.
    from pathspec.gitignore import GitIgnoreSpec

    return set(GitIgnoreSpec.from_lines(patterns).match_files(names))
