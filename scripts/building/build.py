"""The build, in phases: nothing of the last good site changes before the last one, which is a single step."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building import checking, mkdocs
from building.swap import recover, swap_in
from lint.finding import Finding

WORKSHOP = ".build"
SITE = "site"


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


def make(root: Path, folder: Path, report: Callable[[str], None], **extra: bool) -> Outcome:
    """Check the edition below `root`, render it into `folder` and check the result. `extra` is that of mkdocs.render."""
    report("Checking the edition")
    edition = checking.load(root)
    if findings := checking.check_edition(edition):
        return Outcome(findings)
    report("Rendering with MkDocs")
    try:
        url = mkdocs.render(root, folder, **extra)
    except mkdocs.RenderingFailed as failure:
        return Outcome(checking.check_warnings(edition, failure.warnings))
    report("Checking the finished pages")
    if findings := checking.check_site(edition, folder, url):
        return Outcome(findings)
    return Outcome([], sum(1 for _ in folder.rglob("*.html")))


def attic(root: Path, target: Path) -> Path:
    return root / WORKSHOP / f"previous-{target.name}"


@contextmanager
def workshop(root: Path, report: Callable[[str], None] = lambda _: None) -> Iterator[Path]:
    """A new folder to build in, on the file system of the site. One build at a time; leftovers are cleared."""
    shop = root / WORKSHOP
    shop.mkdir(exist_ok=True)
    with (shop / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("Waiting for another build")
            fcntl.flock(lock, fcntl.LOCK_EX)
        recover(root / SITE, attic(root, root / SITE))
        for leftover in shop.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="new-", dir=shop))
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
