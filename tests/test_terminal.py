"""On a terminal the build shows its progress and offers a preview; elsewhere it does neither."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import running


def on_a_terminal(root: Path, answer: str, **surroundings: str) -> tuple[int, str]:
    """Run the build with a pseudo-terminal for all three streams; its status, and what the terminal showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", running.PROGRAM.format(preparation=""), str(root)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=running.environment(**surroundings),
    )
    os.close(theirs)
    os.write(ours, answer.encode())
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(60), shown.decode()


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    return root


def test_a_terminal_sees_progress_and_is_offered_a_preview(copy: Path):
    status, shown = on_a_terminal(copy, "n\n")
    assert status == 0
    for phase in ("Checking the edition", "Rendering with MkDocs", "Checking the finished pages", "Swapping in"):
        assert phase in shown
    assert "Preview it in the browser now? [y/N]" in shown


def test_ci_is_neither_asked_nor_shown_a_preview(copy: Path):
    status, shown = on_a_terminal(copy, "", CI="true")
    assert status == 0
    assert "[y/N]" not in shown
