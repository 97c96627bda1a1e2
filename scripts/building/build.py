"""The build, in phases: nothing of the last good site changes before the last one, which is a single step."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from building import checking, mkdocs
from building.leftovers import SITE, WORKSHOP, attic, unwritable
from building.lock import locked
from building.swap import FULL, make_readable, remove, swap_in
from lint.finding import Finding


@dataclass(frozen=True)
class Outcome:
    """What a build came to: its findings, and how many pages the site has (none if it was not built)."""

    findings: list[Finding]
    pages: int = 0


def build(
    root: Path, report: Callable[[str], None], target: Path | None = None, *, downloads: bool = True
) -> Outcome:
    """Check the edition below `root`, render it, check the result and swap it into `target`, by default site/.

    `report` is told each phase. Without `downloads` the formats that take long are left out. With any finding `target`
    stays as it was. Raises EditionError.
    """
    target = target or root / SITE
    with workshop(root, report) as folder:
        outcome = make(root, folder, report, downloads=downloads)
        if not outcome.findings:
            report("Swapping in the new site")
            swap_in(folder, target, attic(root, target))
    return outcome


def make(root: Path, folder: Path, report: Callable[[str], None], **extra: Unpack[mkdocs.Extra]) -> Outcome:
    """Check the edition below `root`, render it into `folder`, check the result. `extra` is that of mkdocs.render."""
    report("Checking the edition")
    edition = checking.load(root)
    if findings := checking.check_edition(edition):
        return Outcome(findings)
    report("Rendering with MkDocs")
    try:
        url = mkdocs.render(root, folder, **extra)
    except mkdocs.RenderingFailed as failure:
        return Outcome(checking.check_warnings(edition, failure.warnings))
    make_readable(folder)
    report("Checking the finished pages")
    if findings := checking.check_site(edition, folder, url):
        return Outcome(findings)
    return Outcome([], sum(1 for _ in folder.rglob("*.html")))


@contextmanager
def workshop(root: Path, report: Callable[[str], None] = lambda _: None) -> Iterator[Path]:
    """A new folder to build in, gone afterwards. One command at a time: see `lock.locked`."""
    with locked(root, report), fresh_folder(root) as folder:
        yield folder


@contextmanager
def fresh_folder(root: Path) -> Iterator[Path]:
    """A new folder in the workshop, gone afterwards. The caller holds the lock. Raises EditionError on a full disk."""
    folder = Path(tempfile.mkdtemp(prefix="new-", dir=root / WORKSHOP))
    folder.chmod(0o755)
    try:
        yield folder
    except OSError as error:
        if error.errno in FULL:
            raise unwritable(error) from None
        raise
    finally:
        remove(folder)
