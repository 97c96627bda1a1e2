"""Releases: what one promised is kept, and the version of the next is the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from edition.errors import EditionError
from edition.releases import RELEASES, Release, parse_releases
from edition.version import CITATION, PROJECT, order
from lint.rule import Problem, rule
from permanence.changelog import CHANGELOG, UNRELEASED
from permanence.history import History
from permanence.registry import REGISTRY
from repository.git import Git


@rule("P006", "history", waivable=False)
def history_is_kept(history: History) -> Iterator[Problem]:
    """The registry or the list of releases has lost or changed something since the last release.

    Both may only grow. Git keeps what was released; in a folder without git there is nothing to compare with.

    Bad:
        a line of docs/anchors.tsv deleted
    Good:
        the lines of the last release, and new ones after them
    Fix: restore the lines: `git checkout v1.0.0 -- docs/anchors.tsv docs/releases.json`, with the last release's tag
    """
    git = Git(history.edition.root)
    if not git.is_there:
        return
    for tag, kept, released in _kept_by_git(git, history.edition.releases):
        if not history.registry.text.startswith(kept):
            lines, now = kept.split("\n"), history.registry.text.split("\n")
            at = next((i for i, (a, b) in enumerate(zip(lines, now, strict=False)) if a != b), len(now) - 1)
            yield Problem(REGISTRY, at + 1, 1, f"{tag} has here “{lines[at]}”, found “{now[at]}”")
        listed = history.edition.releases[:len(released)]
        if listed != released:
            lost = next(r for r, now in zip(released, [*listed, *[None] * len(released)], strict=False) if r != now)
            yield Problem(RELEASES, 1, 1, f"version {lost.version} is not listed as in {tag}")


def _kept_by_git(git: Git, listed: list[Release]) -> Iterator[tuple[str, str, list[Release]]]:
    """The newest release that git has here: its tag, its registry and its list of releases.

    It is one that the edition lists, or that lies in the history of what is checked out. A checkout may well lack the
    tags, as a shallow one does; then there is nothing to compare with.
    """
    try:
        versions = {*git.releases(merged_into="HEAD"), *({release.version for release in listed} & set(git.releases()))}
    except EditionError:
        return
    for version in sorted(versions, key=order)[-1:]:
        tag = f"v{version}"
        registry, releases = git.file(tag, REGISTRY), git.file(tag, RELEASES)
        yield tag, (registry or b"").decode("utf-8"), parse_releases(releases or b"[]")


@rule("P007", "history", waivable=False)
def version_is_the_same_everywhere(history: History) -> Iterator[Problem]:
    """Two files name different versions, or the changelog has no place for this one.

    pyproject.toml has the version in preparation, CITATION.cff repeats it, and the changelog has its entries,
    under Unreleased until it is released.

    Bad:
        version = "1.1.0" in pyproject.toml and version: 1.0.0 in CITATION.cff
    Good:
        1.1.0 in both
    Fix: `python3 scripts/build.py version 1.1.0` writes it everywhere
    """
    root, number = history.edition.root, history.edition.version.number
    text = (root / CITATION).read_text(encoding="utf-8")
    for position, line in enumerate(text.split("\n"), 1):
        if line.startswith("version:") and line.removeprefix("version:").strip() != number:
            yield Problem(CITATION, position, 1, f"found {line!r}, and {PROJECT} has {number}")
    if history.changelog.section(UNRELEASED) is None and history.changelog.section(number) is None:
        yield Problem(CHANGELOG, 1, 1, f"has neither “## {UNRELEASED}” nor “## {number}”")
