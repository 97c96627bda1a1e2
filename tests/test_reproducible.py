"""One commit gives one site, to the byte: wherever, whenever and with whichever Python it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import running

pytestmark = pytest.mark.slow

ASKED = "import sys; print(*sys.version_info[:3], sep='.')"
OLDEST = (3, 11)
THIS = ".".join(map(str, sys.version_info[:3]))
SURROUNDINGS = [
    {"TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "99", "SOURCE_DATE_EPOCH": "86400"},
]
UMASKS = (0o022, 0o077)


def other_python() -> tuple[str, str] | None:
    """A Python of another version on this machine, with its version; None if there is none."""
    names = ["python3", *(f"python3.{minor}" for minor in range(20, 10, -1))]
    for folder in os.get_exec_path():
        for name in names:
            path = Path(folder, name)
            if not os.access(path, os.X_OK):
                continue
            done = subprocess.run([path, "-c", ASKED], capture_output=True, text=True)
            version = done.stdout.strip()
            if done.returncode == 0 and version != THIS and tuple(map(int, version.split(".")))[:2] >= OLDEST:
                return str(path), version
    return None


@pytest.fixture
def python(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """This Python, or another, as the test asks."""
    return another(tmp_path / "venv") if request.param == "another" else sys.executable


def another(folder: Path) -> str:
    """A Python with the locked dependencies, below `folder`: of another version, where this machine has one."""
    found = other_python()
    if found is None:
        return sys.executable
    path, version = found
    print(f"built with Python {THIS} and {version}")
    subprocess.run([path, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = str(folder / "bin/python")
    # This environment's pip, for the other may have none.
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check",
         "--require-hashes", "--no-deps", "-r", str(running.ROOT / "requirements.txt")],
        check=True,
    )
    return python


@pytest.mark.parametrize("python", ["this", pytest.param("another", marks=pytest.mark.thorough)], indirect=True)
def test_two_builds_of_one_commit_are_the_same_to_the_byte(pristine: Path, tmp_path: Path, python: str):
    sites = []
    for number, (program, changes, umask) in enumerate(
        zip((sys.executable, python), SURROUNDINGS, UMASKS, strict=True)
    ):
        root = tmp_path / (f"{number}" * (number + 1)) / "edition"
        shutil.copytree(pristine, root)
        before = os.umask(umask)
        try:
            done = running.run(root, "build", python=program, **changes)
        finally:
            os.umask(before)
        assert done.returncode == 0, done.stdout + done.stderr
        sites.append(running.snapshot(root / "site"))
    assert {name.rpartition(".")[2] for name in sites[0]} >= {"pdf", "epub", "zip", "html", "xml", "json", "woff2"}
    assert sites[0] == sites[1]
