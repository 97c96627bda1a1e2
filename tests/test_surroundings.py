"""The tests are not changed by what surrounds them: variables, git's settings, locale, umask, an ignored signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GIT_SETTINGS = "[user]\n\tuseConfigOnly = true\n[commit]\n\tgpgSign = true\n[core]\n\thooksPath = /nowhere\n"
HOSTILE = {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "TERM": "xterm-256color",
    "COLUMNS": "20",
    "LC_ALL": "POSIX",
    "FORCE_COLOR": "1",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "ru",
    "TZ": "Asia/Almaty",
    "SITE_URL": "https://other.example/",
    "SOURCE_DATE_EPOCH": "1",
    "PYTHONWARNINGS": "error",
    "PYTHONHASHSEED": "7",
    "PYTHONPATH": "/nowhere",
    "http_proxy": "http://127.0.0.1:9/",
    "GIT_DIR": "/nowhere/.git",
    "GIT_WORK_TREE": "/nowhere",
    "GIT_INDEX_FILE": "/nowhere/index",
    "GIT_PREFIX": "docs/",
}
# Those above, and some that take no time; all of them in the thorough run.
QUICK = ["tests/test_surroundings.py", "tests/test_notation.py", "tests/test_waivers.py"]
WHOLE = ["tests", "--ignore=tests/browser", "--deselect=tests/test_surroundings.py::test_hostile_surroundings_change_nothing"]


def test_git_is_as_it_comes_and_begins_nowhere(tmp_path: Path):
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=An editor", "-c", "user.email=editor@example.org"]
        return subprocess.run(
            ["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("init", "--quiet")
    (tmp_path / "anchors.tsv").write_bytes(b"a\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "One")
    assert git("ls-files").split() == ["anchors.tsv"]
    assert git("rev-parse", "--show-toplevel").strip() == str(tmp_path.resolve())
    assert git("cat-file", "blob", "HEAD:anchors.tsv") == "a\n"


def test_a_child_speaks_utf_8_in_utc_and_can_be_interrupted(tmp_path: Path):
    told = (
        "import os, signal, sys, time; "
        "print(sys.stdout.encoding, time.tzname[0], signal.getsignal(signal.SIGINT) is not signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout.lower().split() == ["utf-8", "utc", "true"]
    (tmp_path / "file").touch()
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644
    assert not set(HOSTILE) - {"TERM", "TZ", "LC_ALL", "http_proxy"} & set(os.environ)
    (tmp_path / "é").write_text("é")
    assert (tmp_path / "é").read_bytes() == "é".encode()


@pytest.mark.parametrize("tests", [QUICK, pytest.param(WHOLE, marks=pytest.mark.thorough)], ids=["a few", "all"])
def test_hostile_surroundings_change_nothing(tmp_path: Path, tests: list[str]):
    home = tmp_path / "home é"
    (home / ".config/git").mkdir(parents=True)
    (home / ".gitconfig").write_text(GIT_SETTINGS)
    (home / ".config/git/ignore").write_text("*.tsv\n*.md\n")
    (home / ".config/git/attributes").write_text("* text eol=crlf\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
               "--basetemp", str(tmp_path / "a place é"), "-m", "not browser and not thorough", "-k", "not hostile", *tests]
    surroundings = {**os.environ, **HOSTILE, "HOME": str(home)}
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_ATTR_NOSYSTEM", "no_proxy", "NO_PROXY"):
        surroundings.pop(name, None)
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, env=surroundings, umask=0o077, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
