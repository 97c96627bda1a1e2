"""Setting up: an old Python, a missing venv, browser or Java are met with one clear line or one installation."""

from __future__ import annotations

import fcntl
import os
import runpy
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import environment
import installing
import terminal
import tools

ROOT = Path(__file__).resolve().parents[1]


class Restarted(Exception):
    """The command would now be another process: which interpreter, and with which surroundings."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """An empty project, in surroundings that mislead nobody."""
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    for name in environment.FOLDERS:
        (tmp_path / name).write_text("one==1")
    for name in [*environment.MISLEADING, "GITHUB_ACTIONS", "CI", *(n for n in os.environ if n.startswith("PIP_"))]:
        monkeypatch.delenv(name, raising=False)

    def restart(python, arguments, surroundings):
        raise Restarted(python, surroundings)

    monkeypatch.setattr(environment.os, "execve", restart)
    return tmp_path


@pytest.fixture
def interpreters(monkeypatch) -> list[str]:
    """The interpreter that an environment has now, the last of the list."""
    names = ["3.11"]
    monkeypatch.setattr(
        environment.Environment, "_interpreter",
        lambda self: names[-1] if os.path.exists(self.python) else None,
    )
    return names


@pytest.fixture
def commands(monkeypatch, project: Path, interpreters) -> list[str]:
    """What is done, with fakes that make nothing but the interpreter's file: `venv`, `pip`, `restart`."""
    done: list[str] = []

    def run(command, failure, *_):
        done.append(command[3])
        if command[3] == "venv":
            python = Path(command[-1], "bin", "python")
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return ""

    monkeypatch.setattr(installing, "run", run)
    monkeypatch.setattr(installing, "_surroundings", lambda *_: {})
    monkeypatch.setattr(installing, "_pip_runs", lambda *_: True)
    return done


def enter(commands: list[str], lock_file: str = environment.SITE) -> list[str]:
    """What entering does, from outside."""
    commands.clear()
    with pytest.raises(Restarted) as restarted:
        environment.enter(lock_file)
    assert restarted.value.args[0].endswith(f"{environment.FOLDERS[lock_file]}/bin/python")
    return commands


def test_the_first_run_installs_and_the_second_does_not(commands, capsys):
    assert enter(commands) == ["venv", "pip"]
    assert capsys.readouterr().err == "Setting up .venv from requirements.txt (once; a minute or two) …\n"
    assert enter(commands) == []
    assert capsys.readouterr().err == ""


def test_packages_are_installed_as_they_are_locked(commands, monkeypatch):
    run: list[list[str]] = []
    monkeypatch.setattr(installing, "run", lambda command, *_: run.append(command))
    monkeypatch.setattr(environment.Environment, "finish", lambda self: None)
    enter(commands)
    assert {"--require-hashes", "--no-deps", "--no-input"} <= set(run[-1])


def test_a_changed_lock_file_is_installed_without_making_the_environment_anew(commands, project: Path):
    enter(commands)
    (project / environment.SITE).write_text("one==2")
    assert enter(commands) == ["pip"]


def test_what_the_tests_need_has_what_the_site_needs(commands, project: Path):
    (project / environment.TEST).write_text("one==1\ntwo==2")
    assert enter(commands) == ["venv", "pip"]
    assert enter(commands, environment.TEST) == ["pip"]
    assert enter(commands) == [] == enter(commands, environment.TEST)


def test_another_version_of_what_the_site_needs_makes_the_tests_install_theirs_again(commands, project: Path):
    (project / environment.TEST).write_text("one==1\ntwo==2")
    enter(commands, environment.TEST)
    (project / environment.SITE).write_text("one==2")
    assert enter(commands) == ["pip"]
    assert enter(commands, environment.TEST) == ["pip"]


def test_the_tools_have_an_environment_of_their_own(commands):
    enter(commands)
    assert enter(commands, environment.TOOLS) == ["venv", "pip"]
    assert enter(commands) == []


def test_what_asks_other_hosts_is_added_to_what_the_site_needs(commands, project: Path):
    (project / environment.LINKS).write_text("one==1\ntwo==2")
    (project / environment.TEST).write_text("one==1\ntwo==2\nthree==3")
    assert enter(commands) == ["venv", "pip"]
    assert enter(commands, environment.LINKS) == ["pip"]
    assert enter(commands) == [] == enter(commands, environment.LINKS)
    assert enter(commands, environment.TEST) == ["pip"]
    assert enter(commands) == [] == enter(commands, environment.LINKS)


def test_an_environment_left_half_made_is_made_anew(commands, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(installing, "_surroundings", _interrupt)
        installing.set_up(environment.Environment(environment.SITE))
    assert commands == ["venv"]
    assert enter(commands) == ["venv", "pip"]


def test_an_update_left_half_done_is_made_anew(commands, project: Path, monkeypatch):
    enter(commands)
    (project / environment.SITE).write_text("one==2")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(installing, "_surroundings", _interrupt)
        installing.set_up(environment.Environment(environment.SITE))
    (project / environment.SITE).write_text("one==1")
    assert enter(commands) == ["venv", "pip"]


def test_an_environment_for_another_interpreter_is_made_anew(commands, interpreters):
    enter(commands)
    interpreters.append("3.13")
    assert enter(commands) == ["venv", "pip"]
    assert enter(commands) == []


def test_an_environment_whose_interpreter_is_gone_is_made_anew(commands, project: Path):
    enter(commands)
    (project / ".venv/bin/python").unlink()
    assert enter(commands) == ["venv", "pip"]


def test_an_environment_without_pip_is_made_anew_when_pip_is_needed(commands, project: Path, monkeypatch):
    enter(commands)
    monkeypatch.setattr(installing, "_pip_runs", lambda *_: False)
    assert enter(commands) == []
    (project / environment.SITE).write_text("one==2")
    assert enter(commands) == ["venv", "pip"]


def test_an_environment_that_stays_broken_is_one_clear_line(commands, monkeypatch, capsys):
    monkeypatch.setattr(environment.Environment, "_interpreter", lambda self: None)
    with pytest.raises(SystemExit) as stop:
        environment.enter(environment.SITE)
    assert stop.value.code == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        "error: .venv was made, but its Python does not run; delete it, and run this again"
    ]


def test_from_inside_the_environment_is_made_with_the_interpreter_that_it_came_from(project: Path, monkeypatch):
    wanted = environment.Environment(environment.SITE)
    inside = Path(wanted.python)
    inside.parent.mkdir(parents=True)
    inside.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(inside))
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3", raising=False)
    assert installing._base_python(wanted) == "/usr/bin/python3"
    monkeypatch.setattr(sys, "_base_executable", str(inside))
    assert installing._base_python(wanted) == os.path.realpath(inside)


def test_inside_a_ready_environment_nothing_is_restarted(commands, monkeypatch):
    enter(commands)
    monkeypatch.setattr(environment.Environment, "is_entered", lambda self: True)
    commands.clear()
    assert environment.enter(environment.SITE) is None
    assert commands == []


def test_an_interpreter_is_told_by_its_version_its_platform_and_its_environment(monkeypatch):
    here = environment.interpreter(sys.prefix)
    assert here.startswith(f"{sys.version.split()[0]} {sys.platform} ")
    assert environment.interpreter("/nowhere") == ""
    monkeypatch.setattr(sys, "platform", "another")
    assert environment.interpreter(sys.prefix) != here


def test_the_interpreter_tells_the_same_from_outside(monkeypatch):
    wanted = environment.Environment(environment.SITE)
    monkeypatch.setattr(wanted, "folder", sys.prefix)
    monkeypatch.setattr(wanted, "python", sys.executable)
    inside = wanted._interpreter()
    monkeypatch.setattr(wanted, "is_entered", lambda: False)
    assert wanted._interpreter() == inside == environment.interpreter(sys.prefix)


def test_a_second_command_says_that_it_waits_and_then_finds_all_done(commands, project: Path, capsys):
    wanted = environment.Environment(environment.SITE)
    (project / ".build").mkdir()
    with (project / ".build/setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = threading.Thread(target=installing.set_up, args=(environment.Environment(environment.SITE),))
        second.start()
        installing._install(wanted, lock.fileno())
        while "Waiting" not in (said := capsys.readouterr().err):
            assert second.is_alive()
    second.join(10)
    assert commands == ["venv", "pip"]
    assert said.count("Waiting for another command that sets up .venv …") == 1


def test_what_outlives_a_killed_command_keeps_the_lock(tmp_path: Path):
    ours = (tmp_path / "lock").open("w")
    fcntl.flock(ours, fcntl.LOCK_EX)

    def let_go(line: str) -> None:
        ours.close()
        with (tmp_path / "lock").open("w") as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)

    waiting = "import time; print(flush=True); time.sleep(0.3)"
    assert installing.run([sys.executable, "-c", waiting], "", None, ours.fileno(), let_go) == "\n"
    with (tmp_path / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("name", environment.MISLEADING)
def test_a_misleading_setting_is_left_behind_before_anything_else(project: Path, monkeypatch, name: str):
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    with pytest.raises(Restarted) as restarted:
        environment.enter(environment.SITE)
    python, surroundings = restarted.value.args
    assert python == sys.executable
    assert name not in surroundings
    assert (surroundings["PYTHONNOUSERSITE"], surroundings["PYTHONIOENCODING"]) == ("1", "latin-1")


@pytest.mark.parametrize("option", ["-O", "-OO", "-P", "-I", "-S"])
def test_the_commands_start_whatever_the_options_of_python_and_its_path(tmp_path: Path, option: str):
    for module in ("yaml", "hashlib", "subprocess", "shutil"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('a stranger')")
    done = subprocess.run(
        [sys.executable, option, str(ROOT / "scripts/build.py"), "explain", "C003"], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1", "PYTHONOPTIMIZE": "2"}, cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("C003 ")


def test_mkdocs_alone_says_that_it_needs_docstrings():
    done = subprocess.run(
        [sys.executable, "-OO", "-c", "import hook"], cwd=ROOT / "scripts", capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
    )
    assert done.stderr.splitlines()[-1].startswith("mkdocs.exceptions.ConfigurationError: Python left out the docstrings")


@pytest.fixture
def pips_settings(monkeypatch, project: Path):
    """A function that gives pip's surroundings, as variables, for a configuration file and variables."""

    def settings(file: str, **variables: str) -> dict[str, str]:
        path = project / "pip.conf"
        path.write_text(file)
        monkeypatch.setenv("PIP_CONFIG_FILE", str(path))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with open(path) as lock:
            surroundings = installing._surroundings(sys.executable, lock.fileno())
        assert surroundings.pop("PIP_CONFIG_FILE") == os.devnull
        return {name: value for name, value in surroundings.items() if name.startswith("PIP_")}

    return settings


def test_pip_is_told_how_packages_are_reached_and_not_where_they_go(pips_settings):
    kept = pips_settings(
        "[global]\nuser = true\ntarget = /a\nquiet = 3\nconstraint = /b\nno-deps = yes\nproxy = http://one:1\n"
        "find-links = /c d\n    /e\ntimeout = 3\n[install]\nproxy = http://two:2\nprefix = /f\n",
        PIP_REQUIRE_VIRTUALENV="1", PIP_ROOT="/g", PIP_RETRIES="7", PIP_TIMEOUT="9",
    )
    machines = {name for name in kept if name in ("PIP_EXTRA_INDEX_URL", "PIP_CERT", "PIP_INDEX_URL")}
    assert {name: value for name, value in kept.items() if name not in machines} == {
        "PIP_PROXY": "http://two:2", "PIP_FIND_LINKS": "/c d\n/e", "PIP_TIMEOUT": "9", "PIP_RETRIES": "7",
    }


def test_a_configuration_of_pip_that_can_not_be_read_is_shown(pips_settings, capsys):
    with pytest.raises(SystemExit) as stop:
        pips_settings("no section")
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert "no section headers" in said
    assert said.endswith("error: pip's configuration could not be read (see above)\n")


def test_a_folder_that_can_not_be_written_is_one_clear_line(commands, project: Path, capsys):
    (project / ".build").write_text("a file is in the way")
    with pytest.raises(SystemExit) as stop:
        environment.enter(environment.SITE)
    assert stop.value.code == 2
    assert capsys.readouterr().err == f"error: {project}/.build: File exists\n"


def test_an_interruption_is_no_traceback(commands, monkeypatch, capsys):
    monkeypatch.setattr(installing, "run", _interrupt)
    with pytest.raises(SystemExit) as stop:
        environment.enter(environment.SITE)
    assert stop.value.code == 130
    assert capsys.readouterr().err.endswith("\ninterrupted\n")


def test_errors_annotate_in_github_actions(monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    terminal.complain("100 %\nof it")
    assert capsys.readouterr().err == "error: 100 % of it\n::error::100 %25 of it\n"


@pytest.mark.parametrize(("surroundings", "expected"), [
    ({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "CI": "true"}, False),
])
def test_progress_is_for_a_terminal_that_somebody_watches(monkeypatch, surroundings: dict[str, str], expected: bool):
    monkeypatch.delenv("CI", raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert terminal.watched() is expected


def _interrupt(*_):
    raise KeyboardInterrupt


def test_an_old_python_is_told_that_it_is_too_old(project: Path, monkeypatch, capsys):
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stop:
        environment.enter("requirements.txt")
    assert stop.value.code == 2
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_without_debian_a_missing_package_is_named(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as stop:
        installing.install_from_debian("python3-venv", "Python's venv")
    assert stop.value.code == 2
    assert "sudo apt-get install python3-venv" in capsys.readouterr().err


def test_a_failed_installation_shows_what_was_said(monkeypatch, capsys):
    with pytest.raises(SystemExit) as stop:
        installing.run([sys.executable, "-c", "print('no such package'); raise SystemExit(1)"], "not installed")
    assert stop.value.code == 2
    assert capsys.readouterr().err == "no such package\nerror: not installed (see above)\n"


@pytest.mark.parametrize("name", ["build.py", "test.py", "environment.py", "installing.py", "tools.py"])
def test_the_commands_can_be_read_by_an_old_python(name: str):
    tree = __import__("ast").parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    assert tree.body


SPREAD = ["-n", "auto", "--dist", "loadgroup"]
USUAL = ["-m", "not thorough"]
ARGUMENTS = {
    "none": ([], "", SPREAD + USUAL),
    "quick": (["--quick"], "", [*SPREAD, "-m", "not browser and not slow and not thorough"]),
    "thorough": (["--thorough", "-k", "epub"], "", [*SPREAD, "-k", "epub"]),
    "a choice of marks": (["-m", "browser"], "", [*SPREAD, *USUAL, "-m", "browser"]),
    "a name and a file": (["-k", "not_so", "tests/test_pdf.py"], "", [*SPREAD, *USUAL, "-k", "not_so", "tests/test_pdf.py"]),
    "a number of processes": (["-n", "2"], "", [*USUAL, "-n", "2"]),
    "the same, short": (["-n0"], "", [*USUAL, "-n0"]),
    "no spreading": (["-p", "no:xdist"], "", [*USUAL, "-p", "no:xdist"]),
    "what tests print": (["-s"], "", [*USUAL, "-s"]),
    "a list": (["--quick", "--collect-only"], "", ["-m", "not browser and not slow and not thorough", "--collect-only"]),
    "settings of pytest": ([], "-q -p no:xdist", USUAL),
    "other settings of pytest": ([], "-q", SPREAD + USUAL),
}


@pytest.mark.parametrize(("arguments", "settings", "expected"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_the_tests_are_chosen_and_spread_over_the_cores(arguments: list[str], settings: str, expected: list[str]):
    command = runpy.run_path(str(ROOT / "scripts/test.py"))
    assert command["pytest_arguments"](arguments, {"PYTEST_ADDOPTS": settings}) == expected


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

    monkeypatch.setattr(installing, "run", run)
    monkeypatch.setattr(installing.os, "geteuid", lambda: 0)
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


def test_the_quick_tests_need_no_browser_and_no_java(debian: list[list[str]]):
    tools.provide(quick=True)
    assert [command[-1] for command in debian if "install" in command] == ["qpdf", "poppler-utils"]


def test_an_installation_that_brings_nothing_is_a_failure(debian, monkeypatch, capsys):
    monkeypatch.setattr(installing, "run", lambda *_: None)
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
