"""Frozen sites: the site of a release as it is kept for ever, and how git keeps it.

Its files are stored in git as they were made, under a tag of their own, for in twenty years nobody can make them anew
with the tools of today. What was made for one address and is published at another has that address exchanged.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from edition.errors import EditionError
from releasing.git import Git
from releasing.releases import Release, digest_of

# What only the site at the root has: a host shows the error page from there, and a search engine looks there.
AT_THE_ROOT_ONLY = ("404.html", "sitemap.xml", "robots.txt")
_TEXT = frozenset({".html", ".json", ".jsonld", ".xml", ".txt", ".md", ".bib", ".ris", ".tsv"})


def without_what_is_at_the_root(folder: Path) -> None:
    for name in AT_THE_ROOT_ONLY:
        (folder / name).unlink(missing_ok=True)


def store(git: Git, folder: Path, release: Release) -> str:
    """Keep the files of a frozen site in git, and return the commit that has them, which depends on them alone."""
    tree = _tree(git, folder)
    moment = f"{release.date}T00:00:00+0000"
    who = {"NAME": "The editors of this edition", "EMAIL": "editors@edition.invalid", "DATE": moment}
    identity = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    message = f"The site of version {release.version}, as it is kept\n"
    return git.run("commit-tree", tree, stdin=message.encode(), **identity).decode().strip()


def extract(git: Git, release: Release, folder: Path) -> None:
    """Put the files of a frozen site into `folder`. Raises EditionError if git lacks them or they are not as released."""
    if git.commit_of(release.site_tag) is None:
        raise EditionError(f"git has no tag {release.site_tag}, the site of version {release.version}; try: git fetch --tags")
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(git.run("archive", "--format=tar", release.site_tag))) as archive:
        archive.extractall(folder, filter="data")
    if (found := digest_of(folder)) != release.sha256:
        raise EditionError(
            f"{release.site_tag}: the site of version {release.version} has the digest {found}, "
            f"and was released with {release.sha256}; fetch the tag from where it is as it was"
        )


def exchange_address(folder: Path, old: str, new: str) -> None:
    """Put the address `new` in the place of `old` in every text file of a folder."""
    if old == new:
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXT:
            content = path.read_bytes()
            if (changed := content.replace(old.encode(), new.encode())) != content:
                path.write_bytes(changed)


def _tree(git: Git, folder: Path) -> str:
    entries = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            entries.append(f"040000 tree {_tree(git, path)}\t{path.name}")
        else:
            blob = git.run("hash-object", "-w", "--no-filters", str(path)).decode().strip()
            entries.append(f"100644 blob {blob}\t{path.name}")
    return git.run("mktree", stdin="".join(f"{entry}\n" for entry in entries).encode()).decode().strip()
