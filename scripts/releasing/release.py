"""Making a release: the registry takes in its anchors, its site is frozen, and git keeps both under tags."""

from __future__ import annotations

import re
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from building.build import WORKSHOP, make, workshop
from building.mkdocs import site_address
from edition.edition import Edition
from edition.errors import EditionError
from edition.version import CITATION, order
from lint.finding import Finding
from registry.changelog import CHANGELOG, UNRELEASED, Changelog
from registry.publishing import publish_anchors
from registry.registry import REGISTRY
from releasing.frozen import store, without_what_is_at_the_root
from releasing.git import Git
from releasing.releases import RELEASES, Release, digest_of, load_releases, write_releases

_WRITTEN = (CITATION, CHANGELOG, REGISTRY, RELEASES)
_DATE = re.compile(r"(?m)^date-released: .*$")


def release(root: Path, report: Callable[[str], None], today: date) -> tuple[Release, list[Finding]]:
    """Release the version in preparation: one commit with the tags `v1.0.0` and `site/v1.0.0`.

    Returns the release, and the findings that prevented it, if any; then, and if anything is raised, all is as it was.
    Raises EditionError if the state of git, the version or the address does not allow a release.
    """
    git = Git(root)
    edition = Edition.load(root)
    number = edition.version.number
    address = _may_release(git, number)
    before = {name: (root / name).read_bytes() if (root / name).exists() else None for name in _WRITTEN}
    try:
        _date_it(root, number, today)
        publish_anchors(edition)
        with workshop(root, report) as frozen, export(git, _staged(git)) as source:
            outcome = make(source, frozen, report, frozen=True)
            if outcome.findings:
                _restore(root, before)
                return Release(number, today.isoformat(), address, ""), outcome.findings
            without_what_is_at_the_root(frozen)
            made = Release(number, today.isoformat(), address, digest_of(frozen))
            report("Keeping it in git")
            site = store(git, frozen, made)
        write_releases(root, [*load_releases(root), made])
        git.run("add", "--", *_WRITTEN)
        git.run("commit", "--quiet", "--message", f"Release {number}")
    except BaseException:
        _restore(root, before)
        raise
    git.run("tag", "--annotate", "--message", f"Version {number}", made.tag)
    git.run("tag", made.site_tag, site)
    return made, []


@contextmanager
def export(git: Git, tree: str) -> Iterator[Path]:
    """A folder in the workshop with the files of a commit or a tree as git has them; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="new-", dir=git.root / WORKSHOP) as folder:
        with tarfile.open(fileobj=BytesIO(git.run("archive", "--format=tar", tree))) as archive:
            archive.extractall(folder, filter="data")
        # The rules compare the registry with what git has.
        Path(folder, ".git").symlink_to(git.text("rev-parse", "--absolute-git-dir"))
        yield Path(folder)


def _may_release(git: Git, number: str) -> str:
    """The address of the edition, if the version may be released now."""
    if not git.is_there:
        raise EditionError("a release is kept in git, and this is no repository; run git init, and commit")
    if git.run("status", "--porcelain"):
        raise EditionError("there are changes that are not committed; commit them first")
    released = git.releases()
    if number in released:
        raise EditionError(f"version {number} is released; give the next one its number: build.py version 1.1.0")
    if released and order(number) < order(released[-1]):
        raise EditionError(f"version {number} is older than {released[-1]}, which is released; raise it: build.py version …")
    if git.commit_of(f"site/v{number}"):
        raise EditionError(f"the tag site/v{number} is there, and v{number} is not; delete it: git tag --delete site/v{number}")
    section = Changelog.load(git.root).section(UNRELEASED)
    if section is None or not section.strip():
        raise EditionError(f"{CHANGELOG}: nothing stands under “## {UNRELEASED}”; say what is new in version {number}")
    address = site_address(git.root)
    if (urlsplit(address).hostname or "").split(".")[-2:] in (["example", "org"], ["example", "com"]):
        raise EditionError(f"mkdocs.yml: site_url is {address}, a placeholder; a release keeps its address for ever: set it")
    return address


def _date_it(root: Path, number: str, today: date) -> None:
    citation, changelog = root / CITATION, root / CHANGELOG
    text = citation.read_text(encoding="utf-8")
    citation.write_text(_DATE.sub(f"date-released: {today}", text), encoding="utf-8")
    text = changelog.read_text(encoding="utf-8")
    heading = f"## {UNRELEASED}\n"
    changelog.write_text(text.replace(heading, f"## {number} – {today}\n", 1), encoding="utf-8")


def _staged(git: Git) -> str:
    """A tree of the files as they are now."""
    git.run("add", "--", *(name for name in _WRITTEN if (git.root / name).exists()))
    return git.text("write-tree")


def _restore(root: Path, before: dict[str, bytes | None]) -> None:
    for name, content in before.items():
        if content is None:
            (root / name).unlink(missing_ok=True)
        else:
            (root / name).write_bytes(content)
    Git(root).run("reset", "--quiet", "--mixed")
