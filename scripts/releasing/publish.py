"""Putting the whole site together, from git alone: the newest release at the root, and every release frozen below v/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from building.build import SITE, Outcome, attic, make, workshop
from building.mkdocs import site_address
from building.swap import swap_in
from edition.errors import EditionError
from releasing.frozen import exchange_address, extract
from releasing.git import Git
from releasing.release import export
from releasing.releases import RELEASES, Release, load_releases


def publish(root: Path, report: Callable[[str], None]) -> tuple[Outcome, list[Release]]:
    """Build site/ from the release that is checked out and from the frozen sites of all releases.

    Returns the outcome and the releases; with any finding, site/ stays as it was. Raises EditionError if no release is
    checked out, or git does not have every release as it was.
    """
    git = Git(root)
    if not git.is_there:
        raise EditionError("the site is put together from git, and this is no repository; clone it with its tags")
    with workshop(root, report) as folder, export(git, "HEAD") as source:
        releases = load_releases(source)
        _check_out_is_newest(git, releases)
        outcome = make(source, folder, report)
        if outcome.findings:
            return outcome, releases
        address = site_address(source)
        for release in releases:
            report(f"Taking version {release.version} from git")
            extract(git, release, folder / release.folder)
            exchange_address(folder / release.folder, release.address, address)
        report("Swapping in the new site")
        swap_in(folder, root / SITE, attic(root, root / SITE))
    return outcome, releases


def _check_out_is_newest(git: Git, releases: list[Release]) -> None:
    if not releases:
        raise EditionError(f"{RELEASES}: there is no release yet; make one: build.py release")
    newest = releases[-1]
    commit = git.commit_of(newest.tag)
    if commit is None:
        raise EditionError(f"git has no tag {newest.tag}; try: git fetch --tags")
    if commit != git.commit_of("HEAD"):
        raise EditionError(
            f"only a release is published, and what is checked out is not {newest.tag}; "
            f"try: git checkout {newest.tag}, or release what is new: build.py release"
        )
