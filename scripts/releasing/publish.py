"""Putting the whole site together, from git alone: what is checked out at the root, every release frozen below v/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building.build import Outcome, fresh_folder, make
from building.leftovers import SITE, attic
from building.lock import locked
from building.mkdocs import site_address
from building.swap import swap_in
from edition.edition import Edition
from edition.errors import EditionError
from edition.releases import Release
from releasing.frozen import exchange_address, take_out
from releasing.release import export, is_placeholder
from repository.git import Git


@dataclass(frozen=True)
class Publication:
    """What was put together: for which address, with which releases, and which are kept at another address alone.

    `uncommitted` tells whether the folder has changes that are not in it, for they are not in git.
    """

    outcome: Outcome
    address: str
    releases: list[Release]
    elsewhere: list[Release]
    uncommitted: bool


def publish(root: Path, report: Callable[[str], None]) -> Publication:
    """Build site/ from the commit that is checked out and from the frozen sites of all releases that it lists.

    With any finding, site/ stays as it was. A release that git does not have, and that was made for another address, as
    that of a repository from which this one was forked, is linked where it is. Raises EditionError if git lacks a release
    of this address, or has another than was released: what was once at an address is not to vanish from it.
    """
    git = Git(root)
    if not git.is_there:
        raise EditionError("the site is put together from git, and this is not a repository; clone it, or run build.py")
    if git.commit_of("HEAD") is None:
        raise EditionError("nothing is committed yet; commit the edition first")
    with locked(root, report), export(git, "HEAD") as source, fresh_folder(root) as folder, fresh_folder(root) as shelf:
        address = site_address(source)
        if is_placeholder(address):
            raise EditionError(f"the address is {address}, a placeholder; set site_url in mkdocs.yml, or SITE_URL")
        kept, elsewhere = [], []
        for release in Edition.load(source).releases:
            report(f"Taking version {release.version} from git")
            if take_out(git, release, shelf / release.folder, scratch=shelf / "source"):
                kept.append(release)
            elif release.address.rstrip("/") != address.rstrip("/"):
                elsewhere.append(release)
            else:
                raise EditionError(
                    f"git has no tag {release.site_tag}, the site of version {release.version}, which is to stay at "
                    f"{address}{release.folder}/; where it was released: git push origin {release.tag} {release.site_tag}"
                    f"; where it is missing: git fetch --tags"
                )
        addresses = {release.version: f"{release.address.rstrip('/')}/{release.folder}/" for release in elsewhere}
        outcome = make(source, folder, report, kept_elsewhere=addresses)
        if not outcome.findings:
            for release in kept:
                exchange_address(shelf / release.folder, release.address, address)
            if kept:
                (shelf / "v").rename(folder / "v")
            report("Swapping in the new site")
            swap_in(folder, root / SITE, attic(root, root / SITE))
    return Publication(outcome, address, kept, elsewhere, bool(git.uncommitted()))
