"""Making a release: the registry takes in its anchors, its site is frozen, and git keeps both under tags.

    HEAD → its files, dated, with the registry grown → checked → site frozen → objects in git → one plan: the branch,
    two tags, four files and their entries in the index

Until the plan is carried out nothing has changed that anybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from building.build import fresh_folder, make
from building.lock import locked
from building.mkdocs import site_address
from edition.edition import Edition
from edition.errors import EditionError
from edition.permanent import digest_of_words
from edition.releases import RELEASES, Release, written
from edition.version import CITATION, order
from lint.finding import Finding
from permanence.changelog import CHANGELOG, UNRELEASED, Changelog
from permanence.promising import released
from permanence.registry import REGISTRY, Registry
from releasing.frozen import digest_of, store, without_what_is_at_the_root
from repository.carrying_out import carry_out
from repository.files import content_of
from repository.git import Git, Ref
from repository.objects import REGULAR_FILE, store_commit, store_file, store_tag, store_tree, unpack
from repository.plan import Change, Plan

_WRITTEN = (CITATION, CHANGELOG, REGISTRY, RELEASES)
_DATE = re.compile(r"(?m)^date-released: .*$")


def release(root: Path, report: Callable[[str], None], today: date) -> tuple[Release, list[Finding]]:
    """Release the version in preparation, as HEAD has it: one commit with the tags `v1.0.0` and `site/v1.0.0`.

    Returns the release, and the findings that prevented it, if any; then, and if anything is raised, all is as it was.
    Raises EditionError if the state of git, the version or the address does not allow a release.
    """
    git = Git(root)
    with locked(root, report), fresh_folder(root) as frozen:
        branch, head = _may_release(git)
        with export(git, head) as source:
            edition = Edition.load(source)
            made = Release(edition.version.number, today.isoformat(), _may_be_released(git, edition))
            edition = _date_it(source, made, edition)
            made = edition.releases[-1]
            outcome = make(source, frozen, report, frozen=True)
            if outcome.findings:
                return made, outcome.findings
            without_what_is_at_the_root(frozen)
            made = replace(made, sha256=digest_of(frozen))
            _list_it(source, edition, made)
            report("Keeping it in git")
            site = store(git, frozen, made)
            carry_out(root, _plan(git, source, branch, head, made, site))
    return made, []


@contextmanager
def export(git: Git, tree: str) -> Iterator[Path]:
    """A folder in the workshop with the files of a commit as git has them; gone afterwards."""
    with fresh_folder(git.root) as folder:
        unpack(git, tree, folder)
        # The rules compare the registry with what git has.
        (folder / ".git").write_text(f"gitdir: {git.folder}\n", encoding="utf-8")
        yield folder


def _may_release(git: Git) -> tuple[str, str]:
    """The branch and its commit, if git is in a state to take a release."""
    if not git.is_there:
        raise EditionError("a release is kept in git, and this is not a repository; run git init, and commit")
    head, branch = git.commit_of("HEAD"), git.branch()
    if head is None:
        raise EditionError("nothing is committed yet; commit the edition first")
    if branch is None:
        raise EditionError("HEAD is not on a branch, so a release would be lost; go back to one: git switch main")
    if what := git.unfinished():
        raise EditionError(f"{what} is under way; finish it first (git status says how)")
    changed = git.uncommitted() or [name for name in _WRITTEN if content_of(git.root / name) != git.file(head, name)]
    if changed:
        raise EditionError(f"there are uncommitted changes ({changed[0].strip()}); commit them first")
    return branch, head


def _may_be_released(git: Git, edition: Edition) -> str:
    """The address of the edition, if its version may be released now."""
    number, known = edition.version.number, [release.version for release in edition.releases]
    versions = sorted({*known, *git.releases()}, key=order)
    if number in versions:
        raise EditionError(
            f"version {number} is released; give the next one its number: build.py version {_next(versions[-1])}"
        )
    if versions and order(number) < order(versions[-1]):
        raise EditionError(
            f"version {number} is older than {versions[-1]}, which is released; "
            f"raise it: build.py version {_next(versions[-1])}"
        )
    if git.value_of(f"refs/tags/site/v{number}"):
        raise EditionError(f"the tag site/v{number} is there, and v{number} is not; delete it: git tag --delete site/v{number}")
    section = Changelog.load(edition.root).section(UNRELEASED)
    if section is None or not section.strip():
        raise EditionError(f"{CHANGELOG}: there is nothing under “## {UNRELEASED}”; say what is new in version {number}")
    address = site_address(edition.root)
    if is_placeholder(address):
        raise EditionError(f"mkdocs.yml: site_url is {address}, a placeholder; a release keeps its address for ever: set it")
    return address


def is_placeholder(address: str) -> bool:
    """Whether an address is one of those that stand for any other: https://www.rfc-editor.org/rfc/rfc2606"""
    return (urlsplit(address).hostname or "").split(".")[-2:] in (["example", "org"], ["example", "com"])


def _date_it(source: Path, made: Release, edition: Edition) -> Edition:
    """Write the day of the release, its anchors and the release itself into the files; the edition as it is then."""
    citation, changelog, registry = source / CITATION, source / CHANGELOG, source / REGISTRY
    citation.write_text(_DATE.sub(f"date-released: {made.date}", citation.read_text(encoding="utf-8")), encoding="utf-8")
    heading = f"## {UNRELEASED}\n"
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace(heading, f"{heading}\n## {made.version} – {made.date}\n", 1), encoding="utf-8")
    registry.write_text(released(edition, Registry.load(source)), encoding="utf-8")
    _list_it(source, edition, replace(made, words=digest_of_words(edition)))
    return Edition.load(source)


def _list_it(source: Path, edition: Edition, made: Release) -> None:
    others = [release for release in edition.releases if release.version != made.version]
    (source / RELEASES).write_text(written([*others, made]), encoding="utf-8")


def _plan(git: Git, source: Path, branch: str, head: str, made: Release, site: str) -> Plan:
    blobs = {name: store_file(git, (source / name).read_bytes()) for name in _WRITTEN}
    tree = store_tree(git, blobs, base=head, scratch=source.with_name(f"{source.name}.index"))
    commit = store_commit(git, tree, f"Release {made.version}\n", head)
    tag = store_tag(git, made.tag, commit, f"Version {made.version}")
    return Plan(
        f"the release of version {made.version}",
        changes=tuple(Change(name, content_of(git.root / name), (source / name).read_bytes()) for name in _WRITTEN),
        refs=(
            Ref(branch, head, commit), Ref(f"refs/tags/{made.tag}", "", tag), Ref(f"refs/tags/{made.site_tag}", "", site),
        ),
        staged={name: (git.staged(name), (REGULAR_FILE, blob)) for name, blob in blobs.items()},
    )


def _next(version: str) -> str:
    major, minor, _ = order(version)
    return f"{major}.{minor + 1}.0"
