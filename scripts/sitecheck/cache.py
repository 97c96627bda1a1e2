"""What was found the last time, kept by the content of the site: where nothing changed, nothing is read again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from lint.finding import Finding
from sitecheck.reading import digests
from sitecheck.site import Site

# A file may be written twice within what its time tells apart; one as young as this when it was read is read again.
_YOUNG = 2_000_000_000
# Every kept file begins with this.
_BEGINNING = b'{"own": '


def default_path(folder: Path) -> Path:
    """Where the findings of a folder are kept, in the user's own cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "sitecheck" / f"{blake2b(os.fsencode(folder.resolve()), digest_size=12).hexdigest()}.json"


def recall(path: Path, site: Site, own: str) -> list[Finding] | None:
    """The findings kept in `path`, if the site is as it was then; None if it is not, or nothing is kept.

    `own` says by what they were found: the settings and the program. Times that are the same prove it, else the contents.
    """
    try:
        if not path.is_file():
            return None
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if kept["own"] != own or kept["names"] != _names(site):
            return None
        is_same = kept["times"] == _times(site) and kept["newest"] < kept["read"] - _YOUNG
        if not is_same and kept["digests"] != digests(site.settings, site.read_sizes, site.workers):
            return None
        return [Finding(**finding) for finding in kept["findings"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep(path: Path, site: Site, own: str, findings: Iterable[Finding], began: int) -> None:
    """Write down what was found, for the next time, where that can be; `began` is when reading began, in nanoseconds."""
    times = _times(site)
    kept = {
        "own": own, "names": _names(site), "times": times, "newest": _newest(site), "read": began, "digests": site.digests,
        "findings": [asdict(finding) for finding in findings],
    }
    unfinished = path.parent / f"{path.name}.{os.getpid()}"
    try:
        if not _is_ours(path):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(kept), encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Whether nothing but what this wrote would be written over: no page, no device."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return path.is_file() and file.read(len(_BEGINNING)) in (_BEGINNING, b"")


def program() -> str:
    """A digest of this program, so that what another version found is not taken for its own."""
    digest = blake2b(digest_size=12)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def now() -> int:
    return time.time_ns()


def _names(site: Site) -> str:
    names = "\0".join([*site.listing.sizes, "", *site.listing.dangling])
    return blake2b(names.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _times(site: Site) -> str:
    digest = blake2b(digest_size=16)
    for path, size in site.read_sizes.items():
        digest.update(f"{size} {site.listing.times.get(path, 0)} ".encode())
    return digest.hexdigest()


def _newest(site: Site) -> int:
    return max((site.listing.times.get(path, 0) for path in site.read_sizes), default=0)
