"""Runs the steps of a job from .github/workflows as GitHub Actions would, in a fresh clone of an edition."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

import running

FOLDER = running.ROOT / ".github/workflows"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
# Stands for `python3`: the command with this process's packages, instead of setting up an environment first.
_PYTHON = """\
#!/bin/sh
test "$1" = scripts/build.py || { echo "no such script: $1" >&2; exit 64; }
shift
PYTHONPATH='%s' exec '%s' -c 'import sys
from pathlib import Path
from commands.command import main
sys.exit(main(sys.argv[1:], Path.cwd()))' "$@"
"""
_GH = """\
#!/bin/sh
echo "gh $*"
"""


_GITHUB = {"github.server_url": "https://github.com", "github.repository": "someone/edition", "github.ref_name": "main"}


@dataclass
class Run:
    """What a job came to: its steps by what they are, whether each succeeded, and all that they printed."""

    status: int = 0
    output: str = ""
    used: list[str] = field(default_factory=list)

    @property
    def notices(self) -> list[str]:
        return re.findall(r"(?m)^::notice [^:]*::(.*)$", self.output)


def run_job(name: str, job: str, clone: Path, values: dict[str, str], programs: Path) -> Run:
    """Run the steps of a job in `clone`. `values` are those of the expressions, such as steps.pages.outputs.base_url.

    Steps that use an action are only listed. `programs` is an empty folder for stand-ins of what a runner has.
    """
    programs.mkdir()
    for program, text in (("python3", _PYTHON % (running.ROOT / "scripts", sys.executable)), ("gh", _GH)):
        (programs / program).write_text(text)
        (programs / program).chmod(0o755)
    run = Run()
    for step in steps_of(name, job):
        if run.status or not _holds(step.get("if", ""), values):
            continue
        if "uses" in step:
            run.used.append(step["uses"].partition("@")[0])
            continue
        surroundings = running.environment(
            PATH=f"{programs}:{os.environ['PATH']}", GITHUB_ACTIONS="true", CI="true", GITHUB_REPOSITORY="someone/edition",
            **{key: _filled_in(str(value), values) for key, value in step.get("env", {}).items()},
        )
        surroundings.pop("PYTHONPATH")
        # As GitHub Actions runs a step without a shell of its own.
        done = subprocess.run(
            ["bash", "-e", "-c", _filled_in(step["run"], values)], cwd=clone, env=surroundings, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        run.status, run.output = done.returncode, run.output + done.stdout
    return run


def steps_of(name: str, job: str) -> list[dict]:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["jobs"][job]["steps"]


def _filled_in(text: str, values: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: {**_GITHUB, **values}[match[1]], text)


def _holds(condition: str, values: dict[str, str]) -> bool:
    """Whether a condition holds: nothing, a value, or `!` and a value."""
    if not condition:
        return True
    name = condition.removeprefix("!").strip()
    return bool(values[name]) != condition.startswith("!")
