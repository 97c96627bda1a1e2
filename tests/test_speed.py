"""The build's second run takes little longer than MkDocs alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 2
BAR = 1.5
PROGRAM = "import sys; from pathlib import Path; from commands.command import main; sys.exit(main([], Path(sys.argv[1])))"


@pytest.fixture
def project(configured: Path, tmp_path: Path) -> Path:
    """A copy of the project with its commands, so that nothing is written into its own folder."""
    project = tmp_path / "project"
    shutil.copytree(configured, project)
    shutil.copytree(ROOT / "scripts", project / "scripts", dirs_exist_ok=True)
    return project


def test_the_second_build_takes_at_most_half_as_long_again_as_bare_mkdocs(project: Path, tmp_path: Path):
    """In time of the processor, which another test on this machine does not take away, and the best of some rounds."""
    build = [sys.executable, "-c", PROGRAM, str(project)]
    bare = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml"),
            "--site-dir", str(tmp_path / "bare")]
    seconds(build, project)  # The first.
    ours, theirs = (min(seconds(command, project) for _ in range(ROUNDS)) for command in (build, bare))
    assert ours <= BAR * theirs, f"{ours:.2f} s against {theirs:.2f} s"


def seconds(command: list[str], project: Path) -> float:
    """The processor time of a command that must succeed, with that of the programs that it waits for."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=project, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert process.returncode == 0, said.read().decode()[-2000:]
    return used.ru_utime + used.ru_stime
