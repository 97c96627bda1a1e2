"""Sites made by chance: all are answered with findings; and one that is not would be told, made as small as can be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
MINUTES = 10
# A reader that can't read a file with this word in it, in one of the ways in which readers fail.
BROKEN = """
import os, sys
from sitecheck_tests import fuzz

def read(files, folder):
    if any(b"brown" in content for content in files.values()):
        {failure}

fuzz.read, fuzz.LIMIT, fuzz.PATIENCE = read, 0.5, {patience}
sys.argv[1:] = ["--seconds", "60", "--seed", "1", "--keep", {kept!r}]
sys.exit(fuzz.main())
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent / "scripts"), str(TESTS)))}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)


def fuzz(seconds: float, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "sitecheck_tests.fuzz", "--seconds", str(seconds), *arguments)


@pytest.mark.parametrize(("failure", "patience", "least"), [
    ("raise ValueError", 60, [b"brown"]), ("os.abort()", 60, [b"brown"]), ("while True: pass", 0, None),
])
def test_what_can_not_be_read_is_told_and_made_small(
    tmp_path: Path, failure: str, patience: int, least: list[bytes] | None,
) -> None:
    done = run("-c", BROKEN.format(failure=failure, patience=patience, kept=str(tmp_path)))
    assert done.returncode == 1 and "can't be read" in done.stdout, done.stdout + done.stderr
    seed = done.stdout.partition(":")[0].removeprefix("seed ")
    kept = [path.read_bytes() for path in (tmp_path / seed).rglob("*") if path.is_file()]
    # There is no time to make smaller what takes too long.
    assert kept == least if least else any(b"brown" in content for content in kept)


def test_sites_made_by_chance_are_read() -> None:
    done = fuzz(2, "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.thorough
def test_sites_made_by_chance_are_read_for_some_minutes() -> None:
    done = fuzz(MINUTES * 60)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
