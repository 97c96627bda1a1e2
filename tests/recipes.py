"""Carries out a recipe of CONTRIBUTING.md as it is printed: changes of text in a file, and commands."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import running
from edition.formatting import write_formatted
from history import History

DOCUMENT = running.ROOT / "CONTRIBUTING.md"
_BLOCK = re.compile(r"(?ms)^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^ *```$")
_FILE = re.compile(r"\b(docs/[\w./-]+\.(?:md|json)|CHANGELOG\.md)")


def sections() -> dict[str, str]:
    """The text of each section, by its heading."""
    parts = re.split(r"(?m)^## (.+)\n", DOCUMENT.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def steps(section: str) -> list[tuple[str, str, str]]:
    """The blocks of code of a section, in order: kind, the file named last before it, and body."""
    found = []
    for block in _BLOCK.finditer(section):
        files = _FILE.findall(section[:block.start()])
        found.append((block["kind"], files[-1] if files else "", textwrap.dedent(block["body"])))
    return found


def carry_out(history: History, section: str) -> None:
    """Do what a section says, on an edition in a repository. Raises AssertionError where that can't be done."""
    for kind, file, body in steps(section):
        if kind == "diff":
            _change(history.root / file, body)
        else:
            for line in body.splitlines():
                _run(history, shlex.split(line))


def _change(path: Path, diff: str) -> None:
    before = "\n".join(line[1:] for line in diff.splitlines() if line.startswith("-"))
    after = "\n".join(line[1:] for line in diff.splitlines() if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def _run(history: History, words: list[str]) -> None:
    if words[:2] == ["python3", "scripts/build.py"]:
        if words[2:] == ["format"]:
            # In the environment of the tests: that it has one of its own is tested with the set-up.
            write_formatted(history.root)
            return
        done = history.build(*words[2:])
    else:
        done = running.program(history.root, *words)
    assert done.returncode == 0, f"{shlex.join(words)}: {done.stdout}{done.stderr}"
