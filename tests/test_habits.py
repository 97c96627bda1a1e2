"""The code keeps to the habits that pyproject.toml lists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def ruff(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_ruff_has_no_complaint():
    done = ruff("scripts", "tests")
    assert done.returncode == 0, done.stdout + done.stderr


def mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--no-color-output", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_mypy_has_no_complaint():
    done = mypy()
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_would_find_a_fault(tmp_path: Path):
    (tmp_path / "a.py").write_text("def twice(number):\n    return 2 * number\n", encoding="utf-8")
    done = mypy("--cache-dir", str(tmp_path / "cache"), str(tmp_path / "a.py"))
    assert done.returncode == 1 and "[no-untyped-def]" in done.stdout


def test_ruff_would_find_a_fault(tmp_path: Path):
    (tmp_path / "a.py").write_text("import os\n" + "# " + "a" * 130 + "\n", encoding="utf-8")
    done = ruff("--config", str(ROOT / "pyproject.toml"), str(tmp_path))
    assert done.returncode == 1 and "F401" in done.stdout and "E501" in done.stdout
