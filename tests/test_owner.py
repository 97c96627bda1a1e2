"""Whoever takes the edition over and works on it meets no surprise: neither the check, nor the build, nor the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import running
from history import LIGHT, History
from owner import EDITS

pytestmark = pytest.mark.slow

# Those that read what the owner made of it.
ABOUT_THE_CONFIGURED = ("tests/test_errata.py", "tests/test_formatting.py", "tests/test_citing.py", "tests/test_repository.py")
BUILT_EVERY = 5


@pytest.fixture
def project(pristine: Path, tmp_path: Path) -> History:
    """The whole project with the edition of the tests as its own, in a repository."""
    history = History.begin(pristine, tmp_path / "project")
    for name in running.program(running.ROOT, "git", "ls-files", "-z").stdout.split("\0"):
        target = history.root / name
        # Its pages are those of the edition of the tests, which has no facts.
        is_apart = name.startswith("docs/") and (name.endswith(".md") or name.startswith("docs/facts."))
        if name and not is_apart and not target.exists() and (running.ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(running.ROOT / name, target)
    # What the project and the edition of the tests both have, and the tests read whole.
    for name in ("pyproject.toml", "README.md", ".gitignore", ".gitattributes"):
        shutil.copy(running.ROOT / name, history.root / name)
    history.edit("pyproject.toml", r'(?<=\nversion = )"[^"]*"', '"1.0.0"')
    history.commit("The project")
    return history


def test_each_edit_is_accepted_and_after_all_of_them_the_tests_hold(project: History):
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(project)
        checked = project.build("check")
        assert checked.returncode == 0, f"{name}: {checked.stdout}{checked.stderr}"
        if number % BUILT_EVERY == 0:
            built = project.build("build", preparation=LIGHT)
            assert built.returncode == 0, f"{name}: {built.stdout}{built.stderr}"
    passed = pytest_in(project, *ABOUT_THE_CONFIGURED, "-m", "not browser and not thorough")
    assert passed.returncode == 0, passed.stdout
    assert project.git("tag", "--list", "v*").split() == ["v1.0.1", "v1.1.0"]


@pytest.mark.thorough
def test_after_each_edit_the_build_and_the_quick_tests_hold(project: History):
    for name, edit in EDITS.items():
        edit(project)
        for arguments in (["check"], ["build"]):
            done = project.build(*arguments)
            assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        passed = pytest_in(project, "tests", "-m", "not browser and not slow and not thorough", "-n", "auto")
        assert passed.returncode == 0, f"{name}: {passed.stdout}"


def pytest_in(project: History, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=project.root,
        env=running.environment(PYTHONPATH=""),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
