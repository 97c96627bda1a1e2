"""Setting up: an old Python, a missing venv and a changed lock file are met with one clear line or one installation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import environment

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """An empty project whose installations and re-starts are recorded, not done."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    monkeypatch.setattr(environment, "VENV", str(venv))
    monkeypatch.setattr(environment, "PYTHON", str(venv / "bin" / "python"))
    (tmp_path / "requirements.txt").write_text("one==1")
    return tmp_path


@pytest.fixture
def commands(monkeypatch, project: Path) -> list[list[str]]:
    done: list[list[str]] = []

    def run(command, failure, surroundings=None):
        done.append(command)
        if "venv" in command:
            (project / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
            (project / ".venv" / "bin" / "python").touch()

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment.os, "execv", lambda *_: done.append(["restart"]))
    return done


def test_the_first_run_installs_with_hashes_and_the_second_does_not(commands, capsys):
    environment.enter("requirements.txt")
    assert [c[1:3] for c in commands] == [["-m", "venv"], ["-m", "pip"], []]
    assert "--require-hashes" in commands[1] and "--no-deps" in commands[1]
    assert "Setting up .venv" in capsys.readouterr().err
    commands.clear()
    environment.enter("requirements.txt")
    assert commands == [["restart"]]
    assert capsys.readouterr().err == ""


def test_a_changed_lock_file_is_installed_without_making_the_environment_anew(commands, project: Path):
    environment.enter("requirements.txt")
    commands.clear()
    (project / "requirements.txt").write_text("one==2")
    environment.enter("requirements.txt")
    assert [c[1:3] for c in commands] == [["-m", "pip"], []]


def test_an_environment_left_half_made_is_made_anew(commands, project: Path):
    environment.enter("requirements.txt")
    (project / ".venv" / "made").unlink()
    (project / ".venv" / "requirements.txt.sha256").unlink()
    commands.clear()
    environment.enter("requirements.txt")
    assert [c[1:3] for c in commands] == [["-m", "venv"], ["-m", "pip"], []]


def test_an_old_python_is_told_that_it_is_too_old(project: Path, monkeypatch, capsys):
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stop:
        environment.enter("requirements.txt")
    assert stop.value.code == 2
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_without_debian_a_missing_package_is_named(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as stop:
        environment.install_from_debian("python3-venv", "Python's venv")
    assert stop.value.code == 2
    assert "sudo apt-get install python3-venv" in capsys.readouterr().err


def test_a_failed_installation_shows_what_was_said(monkeypatch, capsys):
    with pytest.raises(SystemExit) as stop:
        environment._run([sys.executable, "-c", "print('no such package'); raise SystemExit(1)"], "not installed")
    assert stop.value.code == 2
    assert capsys.readouterr().err == "no such package\nerror: not installed (see above)\n"


@pytest.mark.parametrize("name", ["build.py", "test.py", "environment.py"])
def test_the_commands_can_be_read_by_an_old_python(name: str):
    tree = __import__("ast").parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    assert tree.body


def test_the_test_command_passes_its_arguments_to_pytest():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/test.py"), "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("pytest ") or done.stderr.startswith("pytest ")
