"""Setting up: an old Python, a missing venv, browser or Java are met with one clear line or one installation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import environment
import tools

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


@pytest.mark.parametrize("name", ["build.py", "test.py", "environment.py", "tools.py"])
def test_the_commands_can_be_read_by_an_old_python(name: str):
    tree = __import__("ast").parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    assert tree.body


def test_the_test_command_passes_its_arguments_to_pytest():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/test.py"), "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("pytest ") or done.stderr.startswith("pytest ")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch):
    """A machine with nothing but the programs that the test makes; gives a function that makes one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(tools, "APPLICATIONS", (str(tmp_path / "Applications"),))

    def make(name: str, status: int = 0) -> str:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\nexit {status}\n")
        path.chmod(0o755)
        return str(path)

    return make


@pytest.fixture
def debian(programs, monkeypatch) -> list[list[str]]:
    """A Debian that records what is installed, and has it from then on."""
    programs("apt-get")
    provided = {"chromium": "chromium", "default-jre-headless": "java", "qpdf": "qpdf", "poppler-utils": "pdftotext"}
    done: list[list[str]] = []

    def run(command, failure, surroundings=None):
        done.append(command)
        if "install" in command:
            programs(provided[command[-1]])

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
    return done


def test_on_debian_what_the_tests_need_is_installed_once(debian: list[list[str]]):
    tools.provide()
    assert [command[-1] for command in debian if "install" in command] == [
        "chromium", "default-jre-headless", "qpdf", "poppler-utils",
    ]
    debian.clear()
    tools.provide()
    assert debian == []


@pytest.mark.parametrize(("there", "missing", "way"), [
    ((), "Chromium", "brew install --cask google-chrome"), (("chromium",), "A Java runtime", "brew install temurin"),
    (("chromium", "java"), "qpdf", "brew install qpdf"), (("chromium", "java", "qpdf"), "pdftotext", "brew install poppler"),
])
def test_elsewhere_one_line_says_how_to_get_what_is_missing(programs, capsys, there, missing: str, way: str):
    for name in there:
        programs(name)
    with pytest.raises(SystemExit) as stop:
        tools.provide()
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {missing} is missing; get it (") and way in line


def test_an_installation_that_brings_nothing_is_a_failure(debian, monkeypatch, capsys):
    monkeypatch.setattr(environment, "_run", lambda *_: None)
    with pytest.raises(SystemExit) as stop:
        tools.provide()
    assert stop.value.code == 2
    assert "Chromium is missing" in capsys.readouterr().err


def test_a_mac_has_its_browser_among_the_applications(programs, tmp_path: Path):
    chrome = programs(f"../Applications/{tools.BUNDLES[0]}")
    assert Path(tools.chromium()).samefile(chrome)


def test_the_browser_that_the_surroundings_name_goes_first(programs, monkeypatch):
    programs("chromium")
    other = programs("another-browser")
    monkeypatch.setenv("CHROMIUM", other)
    assert tools.chromium() == other
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert tools.chromium() is None


def test_a_java_that_only_says_that_there_is_none_is_none(programs, monkeypatch, tmp_path: Path):
    programs("java", status=1)
    assert tools.java() is None
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert tools.java() is None
    home = programs("../jdk/bin/java")
    assert Path(tools.java()).samefile(home)
