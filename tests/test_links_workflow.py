"""The weekly workflow asks with what the last run knew, and keeps one issue, its own, up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import running
import workflow

# Stands for GitHub's command line: writes down what it is asked, and answers as the test says.
_GH = """\
#!/bin/sh
echo "$1 $2 $3" >> "$CALLS"
case "$1 $2" in
  "repo view") echo "$ENABLED" ;;
  "issue list") echo "$ISSUE" ;;
  "run list") echo "$LAST" ;;
  "run download") test "$KEPT" = yes && mkdir -p .build && echo '{}' > .build/links.json ;;
esac
"""
# Stands for the commands of the edition: the status and the report of the check of links.
_PYTHON = """\
#!/bin/sh
test "$1" = -c && exec python-itself "$@"
echo "$2" >> "$CALLS"
test "$2" = links || exit 0
printf '%s' "$REPORT" > "$4"
exit "$STATUS"
"""


def run(job: str, folder: Path, **values: str) -> tuple[int, list[str], str]:
    """Run the steps of a job that are no actions: their status, what gh and the edition were asked, what was printed."""
    programs = folder / "programs"
    programs.mkdir()
    for name, text in (("gh", _GH), ("python3", _PYTHON.replace("python-itself", sys.executable))):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    calls = folder / "calls"
    calls.touch()
    surroundings = running.environment(
        PATH=f"{programs}:{os.environ['PATH']}", CALLS=str(calls), GITHUB_REPOSITORY="someone/edition", GITHUB_REF_NAME="main",
        GITHUB_OUTPUT=str(folder / "output"), GITHUB_STEP_SUMMARY=str(folder / "summary"), **values,
    )
    (folder / ".build").mkdir()
    printed = ""
    for step in workflow.steps_of("links.yml", job):
        if "run" in step:
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=folder, env=surroundings, text=True, capture_output=True,
            )
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, calls.read_text().splitlines(), printed
    return 0, calls.read_text().splitlines(), printed


@pytest.mark.parametrize(("issue", "status", "calls"), [
    ("", "1", ["label create external-links", "issue create --repo"]),
    ("7", "1", ["issue edit 7", "issue reopen 7"]),
    ("7", "0", ["issue edit 7", "issue close 7"]),
    ("", "0", []),
])
def test_one_issue_says_how_it_is(issue: str, status: str, calls: list[str], tmp_path: Path):
    done = run("tell", tmp_path, ENABLED="true", ISSUE=issue, STATUS=status, REPORT="1 finding")
    assert done[:2] == (0, ["repo view someone/edition", "issue list --repo", *calls])


def test_where_issues_are_switched_off_the_run_says_so(tmp_path: Path):
    status, calls, printed = run("tell", tmp_path, ENABLED="false", ISSUE="", STATUS="1", REPORT="1 finding")
    assert (status, calls) == (0, ["repo view someone/edition"]) and "::notice title=No issue::" in printed


@pytest.mark.parametrize(("last", "kept"), [("", "no"), ("41", "yes"), ("41", "no")])
@pytest.mark.parametrize("status", ["0", "1"])
def test_what_is_found_is_passed_on(status: str, last: str, kept: str, tmp_path: Path):
    report = "1 finding\n\n- `` a ``: “b”"
    done, calls, _ = run("ask", tmp_path, LAST=last, KEPT=kept, STATUS=status, REPORT=report)
    assert done == 0
    assert calls == ["run list --repo", *(["run download 41"] if last else []), "build", "links"]
    output = (tmp_path / "output").read_text(encoding="utf-8")
    assert output.startswith(f"status={status}\nreport<<") and report in output
    end = output.splitlines()[1].partition("<<")[2]
    assert output.splitlines()[-1] == end and len(end) > 40
    assert (tmp_path / "summary").read_text(encoding="utf-8") == report


def test_a_run_that_could_not_ask_fails(tmp_path: Path):
    done, _, _ = run("ask", tmp_path, LAST="", KEPT="no", STATUS="2", REPORT="")
    assert done == 2 and not (tmp_path / "output").exists()


def test_what_reads_strangers_pages_may_write_nothing():
    jobs = yaml.safe_load((workflow.FOLDER / "links.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["ask"]["permissions"] == {"contents": "read", "actions": "read"}
    assert jobs["tell"]["permissions"] == {"issues": "write"}
