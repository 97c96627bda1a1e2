"""Reads sites made by chance, for some minutes: whatever they hold, they are answered with findings, soon.

    PYTHONPATH=scripts:tests .venv/bin/python -m sitecheck_tests.fuzz --seconds 600 [--seed N] [--keep FOLDER]

A site that makes the reader raise, end its process or take too long is made smaller as long as it does; what is left is kept in
FOLDER, and its seed is told. Ends with 1 then. Without --seed it begins at another number each time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from lint.rule import run_rules
from sitecheck import rules, rules_of_files  # noqa: F401 - they are registered when they are imported
from sitecheck.site import Site
from sitecheck_tests.mutating import site_of

URL = "https://example.org/n/"
# Seconds of the processor for one site; most take some thousandths.
LIMIT: float = 10
# Sites that one process reads: so many that its start is no cost, so few that its end is.
_TOGETHER = 500
# Seconds in which what can't be read is made smaller.
PATIENCE: float = 120

Files = dict[str, bytes]


def main() -> int:
    asked = _parser().parse_args()
    first = int.from_bytes(os.urandom(5), "big") if asked.seed is None else asked.seed
    end = time.monotonic() + asked.seconds
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        seed = first
        while time.monotonic() < end:
            failed = _first_to_fail(range(seed, seed + _TOGETHER), folder, end)
            if failed is not None:
                _told(failed, folder, asked.keep)
                return 1
            seed += _TOGETHER
    print(f"seeds {first} to {seed - 1}: every site was read")
    return 0


def read(files: Files, folder: Path) -> None:
    """Read a site with these files as the command does. Raises AssertionError if a finding has no place in its file."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    site = Site(folder, URL, json_paths={"search.json": "docs.*.location ./"}, workers=1)
    for finding in run_rules("site", site):
        lines = site.text(finding.file).split("\n")
        assert 1 <= finding.line <= len(lines), f"{finding.place} is not in the file: {finding.message}"
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, f"{finding.place} is not in its line"
        finding.message.encode("utf-8", errors="surrogateescape")


def smaller(files: Files, fails: Callable[[Files], bool]) -> Files:
    """The least of `files` that still `fails`: first whole files are left out, then ever smaller pieces of each."""
    end = time.monotonic() + PATIENCE
    for name in sorted(files):
        without = {other: content for other, content in files.items() if other != name}
        if without and time.monotonic() < end and fails(without):
            files = without
    for name in sorted(files):
        step = max(1, len(files[name]) // 2)
        while name in files and time.monotonic() < end:
            less = next((cut for cut in _cut(files, name, step) if time.monotonic() < end and fails(cut)), None)
            if less is not None:
                files = less
            elif step == 1:
                break
            else:
                step //= 2
            step = max(1, min(step, len(files[name])))
    return files


def _cut(files: Files, name: str, step: int) -> Iterator[Files]:
    content = files[name]
    for at in range(0, len(content), step):
        yield {**files, name: content[:at] + content[at + step:]}


def _first_to_fail(seeds: range, folder: Path, end: float) -> int | None:
    """The first of some sites that can't be read, in a process of its own, for it may end with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _read_all(seeds, folder, writing, end)
    os.close(writing)
    begun = seeds.start
    with os.fdopen(reading, "rb") as told:
        for line in told:
            begun = int(line)
    return begun if os.waitpid(child, 0)[1] else None


def _read_all(seeds: range, folder: Path, writing: int, end: float) -> NoReturn:
    for seed in seeds:
        if time.monotonic() > end:
            break
        os.write(writing, b"%d\n" % seed)
        _read_or_end(site_of(seed), folder, is_told=True)
    os._exit(0)


def _read_or_end(files: Files, folder: Path, *, is_told: bool) -> None:
    """Read a site; the process ends if it can't, or if that takes too long, even within a library."""
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        read(files, folder / "site")
    except BaseException:
        if is_told:
            traceback.print_exc()
        os._exit(1)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _fails(files: Files, folder: Path, *, is_told: bool = False) -> bool:
    child = os.fork()
    if not child:
        _read_or_end(files, folder, is_told=is_told)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def _told(seed: int, folder: Path, kept: Path) -> None:
    print(f"seed {seed}: this site can't be read, or takes longer than {LIMIT} seconds", flush=True)
    least = site_of(seed)
    if not _fails(least, folder):
        print("by itself it can: what fails depends on the sites that were read before it in the same process")
        return
    least = smaller(least, lambda files: _fails(files, folder))
    _fails(least, folder, is_told=True)
    for name, content in least.items():
        path = kept / str(seed) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{path}: {content[:400]!r}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fuzz", description="Read sites made by chance.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, help="where to begin; one by chance if it is not given")
    parser.add_argument("--keep", type=Path, default=Path(".build/fuzz"), help="the folder for what can't be read")
    return parser


if __name__ == "__main__":
    sys.exit(main())
