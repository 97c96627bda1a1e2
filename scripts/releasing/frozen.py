"""Frozen sites: the site of a release as it is kept for ever, and how git keeps it.

Its files are stored in git as they were made, under a tag of their own, for in twenty years nobody can make them anew
with the tools of today. What was made for one address and is published at another has that address exchanged.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from building import mkdocs
from edition.errors import EditionError
from edition.releases import RELEASES, Release, parse_releases
from repository.git import Git
from repository.objects import store_commit, store_folder, unpack

# What only the site at the root has: a host shows the error page from there, and a search engine looks there.
AT_THE_ROOT_ONLY = ("404.html", "sitemap.xml", "robots.txt")
_TEXT = frozenset({".html", ".json", ".jsonld", ".xml", ".txt", ".md", ".bib", ".ris", ".tsv"})


def without_what_is_at_the_root(folder: Path) -> None:
    for name in AT_THE_ROOT_ONLY:
        (folder / name).unlink(missing_ok=True)


def digest_of(folder: Path) -> str:
    """The SHA-256 of a folder: of a line `<sha256>  <path>` for each file, sorted by path, as sha256sum writes them."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in folder.rglob("*") if path.is_file()
    ]
    lines.sort(key=lambda line: line[66:])
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def store(git: Git, folder: Path, release: Release) -> str:
    """Keep the files of a frozen site in git, and return the commit that has them, which depends on them alone."""
    tree = store_folder(git, folder, scratch=folder.with_name(f"{folder.name}.index"))
    moment = f"{release.date}T00:00:00+0000"
    who = {"NAME": "The editors of this edition", "EMAIL": "editors@edition.invalid", "DATE": moment}
    identity = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    return store_commit(git, tree, f"The site of version {release.version}, as it is kept\n", **identity)


def take_out(git: Git, release: Release, folder: Path, scratch: Path) -> bool:
    """Put the files of a frozen site into `folder`, from its tag or, where that is missing, made anew from its commit.

    Returns False, with no folder, if git has neither. Raises EditionError if the tag has other files than were released.
    `scratch` is a folder, not there yet, to work in.
    """
    if git.commit_of(release.site_tag) is not None:
        folder.mkdir(parents=True)
        unpack(git, release.site_tag, folder)
        if (found := digest_of(folder)) != release.sha256:
            raise EditionError(
                f"{release.site_tag}: the site of version {release.version} has the digest {found}, and was released with "
                f"{release.sha256}; get the tag from where it is as it was: git fetch --force origin tag {release.site_tag}"
            )
        return True
    return _made_anew(git, release, folder, scratch)


def _made_anew(git: Git, release: Release, folder: Path, scratch: Path) -> bool:
    """The same from the commit that made the release, if the tools of today make the same bytes of it."""
    for commit in git.changes_of(RELEASES):
        if release in parse_releases(git.file(commit, RELEASES) or b"[]"):
            unpack(git, commit, scratch)
            try:
                mkdocs.render(scratch, folder, address=release.address, frozen=True)
                without_what_is_at_the_root(folder)
            except (EditionError, mkdocs.RenderingFailed, OSError):
                pass
            finally:
                shutil.rmtree(scratch)
            if folder.exists() and digest_of(folder) == release.sha256:
                return True
            shutil.rmtree(folder, ignore_errors=True)
            return False
    return False


def exchange_address(folder: Path, old: str, new: str) -> None:
    """Put the address `new` in the place of `old` in every text file of a folder."""
    if old == new:
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXT:
            content = path.read_bytes()
            if (changed := content.replace(old.encode(), new.encode())) != content:
                path.write_bytes(changed)
