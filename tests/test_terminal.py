"""On a terminal the build shows its progress and offers a preview; elsewhere it does neither."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import running

PATIENCE = 60
# A new session takes the terminal for its own, as a shell's does; the build is quick, for it is a fake.
TAKE_THE_TERMINAL = "import fcntl, os, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
QUICK = "import commands.making as c; from building.build import Outcome; c.build = lambda *_, **__: Outcome([], 9)"
# The work goes on in a group of its own, as `build.py &` does, and what it asks would stop it.
IN_THE_BACKGROUND = """
if (child := os.fork()):
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, os.WUNTRACED)[1]))
os.setpgid(0, 0)
"""


def on_a_terminal(root: Path, answer: str, preparation: str = "", **surroundings: str) -> tuple[int, str]:
    """Run the build with a pseudo-terminal for all three streams; its status, and what the terminal showed."""
    ours, theirs = pty.openpty()
    program = running.PROGRAM.format(preparation=f"{TAKE_THE_TERMINAL}\n{preparation}")
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(root)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=running.environment(**{"TERM": "xterm", **surroundings}),
    )
    os.close(theirs)
    shown = b""
    while True:
        if not select.select([ours], [], [], PATIENCE)[0]:
            process.kill()
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
        if b"[y/N]" in shown:
            os.write(ours, answer.encode())
            answer = ""
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


NOBODY_ANSWERS = {
    "in CI": ("", {"CI": "true"}),
    "on a terminal that can't write a line anew": ("", {"TERM": "dumb"}),
    "in the background": (IN_THE_BACKGROUND, {}),
}


@pytest.mark.parametrize(("preparation", "surroundings"), NOBODY_ANSWERS.values(), ids=NOBODY_ANSWERS)
def test_where_nobody_answers_nothing_is_asked(pristine: Path, preparation: str, surroundings: dict[str, str]):
    status, shown = on_a_terminal(pristine, "", preparation + QUICK, **surroundings)
    assert status == 0
    assert "site/ is built" in shown
    assert "[y/N]" not in shown


ANSWERS = {"no": "n\n", "nothing": "\n", "the end of the input": "\x04", "an interruption": "\x03"}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_whoever_does_not_say_yes_gets_no_preview(pristine: Path, answer: str):
    status, shown = on_a_terminal(pristine, answer, QUICK)
    assert status == 0, shown
    assert shown.rstrip().endswith("Preview it: python3 scripts/build.py serve")


def test_progress_is_not_shown_in_ci(copy: Path):
    status, shown = on_a_terminal(copy, "", CI="true")
    assert status == 0
    assert "Rendering" not in shown and "\033" not in shown
