"""The build's second run takes little longer than MkDocs alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
BAR = 1.5


def test_the_second_build_takes_at_most_half_as_long_again_as_bare_mkdocs(tmp_path: Path):
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    build = [_python_outside(), str(ROOT / "scripts/build.py")]
    bare = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(ROOT / "mkdocs.yml"),
            "--site-dir", str(tmp_path / "bare")]
    times = [(_seconds(build, surroundings), _seconds(bare, surroundings)) for _ in range(ROUNDS + 1)][1:]
    ours, theirs = (min(column) for column in zip(*times, strict=True))
    assert ours <= BAR * theirs, f"{ours:.2f} s against {theirs:.2f} s"


def _python_outside() -> str:
    """The interpreter that the environment was made with, so that setting up is measured too."""
    return getattr(sys, "_base_executable", sys.executable)


def _seconds(command: list[str], surroundings: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=surroundings)
    return time.perf_counter() - begin
