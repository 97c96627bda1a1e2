"""Runs the build's command on a copy of the edition, as its own process, and takes snapshots of folders."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A shell ignores SIGINT in what it starts in the background, and so would whatever the tests start in turn.
PROGRAM = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
{preparation}
from commands.command import main
sys.exit(main(sys.argv[2:], Path(sys.argv[1])))
"""


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what would change the build, and with `changes`."""
    unset = {"SITE_URL", "EDIT_URI", "GITHUB_ACTIONS", "CI"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "PYTHONPATH": str(ROOT / "scripts"), **changes}


def start(
    root: Path, *arguments: str, preparation: str = "", python: str = sys.executable, **changes: str
) -> subprocess.Popen[str]:
    """Start the command on the edition below `root`; `preparation` is Python run before it."""
    return subprocess.Popen(
        [python, "-W", "error", "-c", PROGRAM.format(preparation=preparation), str(root), *arguments],
        env=environment(**changes), cwd=root, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )


def run(
    root: Path, *arguments: str, preparation: str = "", python: str = sys.executable, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    with start(root, *arguments, preparation=preparation, python=python, **changes) as process:
        out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def snapshot(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


def program(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run any other program in a folder."""
    return subprocess.run(words, cwd=root, env=environment(), text=True, stdin=subprocess.DEVNULL, capture_output=True)
