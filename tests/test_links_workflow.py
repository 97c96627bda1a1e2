"""The weekly workflow asks with what the last run knew, and keeps one issue, its own, up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

import running
import workflow
from sitecheck.external.issue import as_markdown
from sitecheck.external.outcome import Kind, Outcome
from sitecheck.external.reporting import told

# Stands for GitHub's command line: writes down what it is asked, and keeps one issue in files, as long as GitHub lets it be.
_GH = """\
#!/bin/bash
echo "$1 $2 $3" >> "$CALLS"
for argument; do
  test "$previous" = --body && body=$argument
  previous=$argument
done
keep() {
  test "${#body}" -le 65536 || { echo "body is too long (maximum is 65536 characters)" >&2; exit 1; }
  printf '%s' "$body" > "$ISSUE/body"
}
case "$1 $2" in
  "repo view") echo "$ENABLED" ;;
  "issue list") test ! -f "$ISSUE/state" || echo 7 ;;
  "issue create") keep; echo open > "$ISSUE/state" ;;
  "issue edit") test "$3" = 7 && keep ;;
  "issue reopen") test "$3" = 7 && echo open > "$ISSUE/state" ;;
  "issue close") test "$3" = 7 && echo closed > "$ISSUE/state" ;;
  "label create") ;;
  "run list") echo "$LAST" ;;
  "run download") test "$KEPT" = yes && mkdir -p .build && echo '{}' > .build/links.json ;;
  *) exit 64 ;;
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


@dataclass
class GitHub:
    """Runs the jobs of the workflow in `folder`, as GitHub would; what it keeps between runs is the issue."""

    folder: Path
    enabled: str = "true"
    runs: int = 0

    def run(self, job: str, **values: str) -> tuple[int, list[str], str]:
        """Run the steps of a job that are no actions: their status, what gh and the edition were asked, what was printed."""
        self.runs += 1
        here = self.folder / str(self.runs)
        programs, issue, calls = here / "programs", self.folder / "issue", here / "calls"
        for folder in (programs, issue, here / ".build"):
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("gh", _GH), ("python3", _PYTHON.replace("python-itself", sys.executable))):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        calls.touch()
        surroundings = running.environment(
            PATH=f"{programs}:{os.environ['PATH']}", CALLS=str(calls), ISSUE=str(issue), ENABLED=self.enabled,
            GITHUB_REPOSITORY="someone/edition", GITHUB_REF_NAME="main", GITHUB_OUTPUT=str(here / "output"),
            GITHUB_STEP_SUMMARY=str(here / "summary"), **values,
        )
        printed = ""
        for step in workflow.steps_of("links.yml", job):
            if "run" in step:
                done = subprocess.run(
                    ["bash", "-e", "-c", step["run"]], cwd=here, env=surroundings, text=True, capture_output=True,
                )
                printed += done.stdout + done.stderr
                if done.returncode:
                    return done.returncode, calls.read_text().splitlines(), printed
        return 0, calls.read_text().splitlines(), printed

    @property
    def outputs(self) -> dict[str, str]:
        """What the last job has put out, as GitHub reads it: `name=value`, or `name<<end` and lines up to `end`."""
        lines = iter((self.folder / str(self.runs) / "output").read_text(encoding="utf-8").splitlines())
        outputs = {}
        for line in lines:
            name, sign, rest = line.partition("<<")
            if sign and "=" not in name:
                outputs[name] = "\n".join(iter(lambda end=rest: next(lines), rest))
            else:
                outputs[line.partition("=")[0]] = line.partition("=")[2]
        return outputs

    def week(self, status: str, report: str) -> list[str]:
        """One weekly run; returned is what gh was asked about the issue."""
        done, _, printed = self.run("ask", LAST="", KEPT="no", STATUS=status, REPORT=report)
        assert done == 0, printed
        outputs = self.outputs
        done, calls, printed = self.run("tell", STATUS=outputs["status"], REPORT=outputs["report"])
        assert done == 0, printed
        return calls[2:]

    @property
    def issue(self) -> tuple[str, str]:
        """The issue's state and body."""
        body = (self.folder / "issue" / "body").read_text(encoding="utf-8")
        return (self.folder / "issue" / "state").read_text().strip(), body.rstrip("\n")


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


def report(*details: str) -> str:
    """What the check says of as many dead links."""
    outcomes = {f"https://a.test/{number}": Outcome(Kind.GONE, detail) for number, detail in enumerate(details)}
    return as_markdown(told(outcomes, {address: [("docs/a.md", 3, 5)] for address in outcomes}, {}))


def test_from_week_to_week_one_issue_says_how_it_is(github: GitHub):
    fine, one, two = report(), report("404"), report("404", "410")
    assert github.week("0", fine) == []
    assert github.week("1", one) == ["label create external-links", "issue create --repo"]
    assert github.issue == ("open", one.rstrip())
    assert github.week("1", two) == ["issue edit 7", "issue reopen 7"]
    assert github.issue == ("open", two.rstrip())
    assert github.week("0", fine) == ["issue edit 7", "issue close 7"]
    assert github.issue == ("closed", "0 findings in 0 links to other hosts.")
    assert github.week("1", one) == ["issue edit 7", "issue reopen 7"]
    assert github.issue == ("open", one.rstrip())


def test_a_report_of_thousands_fits_into_the_issue_and_says_what_it_leaves_out(github: GitHub):
    long = report(*["“gefunden wurde nichts” — ничего не найдено"] * 3000)
    github.week("1", long)
    state, body = github.issue
    assert state == "open" and body.startswith("3000 findings in 3000 links") and len(body.encode()) <= 60_000
    shown = body.count("\n- ")
    assert 100 < shown < 3000
    assert body.endswith(f"{3000 - shown} more entries had no room here; the log of the run has them all.")
    # Nothing is cut in the middle, where half a piece of code would be none.
    assert all(line.count("``") % 2 == 0 for line in body.splitlines())


HOSTILE = (
    "$(touch run) `touch run` ${{ github.token }} \"; touch run; ' @someone #1 <img src=https://a.test/x.png>\n"
    "::add-mask::issue\n::stop-commands::x\nstatus=0\nEOF\nreport<<EOF\n\N{ESCAPE}]0;title\a\r\N{RIGHT-TO-LEFT OVERRIDE}"
)


def test_what_hosts_say_runs_nothing_and_mentions_nobody(github: GitHub):
    hostile = report(HOSTILE)
    github.week("1", hostile)
    assert github.issue == ("open", hostile.rstrip())
    (line,) = [line for line in hostile.splitlines() if "someone" in line]
    before, _, code = line.partition(": `` ")
    assert "someone" not in before and code.endswith(" ``") and "``" not in code[:-3] and line.isprintable()
    assert not list(github.folder.rglob("run"))


def test_where_issues_are_switched_off_the_run_says_so(github: GitHub):
    github.enabled = "false"
    status, calls, printed = github.run("tell", STATUS="1", REPORT="1 finding")
    assert (status, calls) == (0, ["repo view someone/edition"]) and "::notice title=No issue::" in printed


@pytest.mark.parametrize(("last", "kept"), [("", "no"), ("41", "yes"), ("41", "no")])
@pytest.mark.parametrize("status", ["0", "1"])
def test_what_is_found_is_passed_on(status: str, last: str, kept: str, github: GitHub):
    said = "1 finding\n\n- `` a ``: “b”"
    done, calls, _ = github.run("ask", LAST=last, KEPT=kept, STATUS=status, REPORT=said)
    assert done == 0
    assert calls == ["run list --repo", *(["run download 41"] if last else []), "build", "links"]
    assert github.outputs == {"status": status, "report": said}
    assert (github.folder / "1" / "summary").read_text(encoding="utf-8") == said


def test_what_ends_the_report_can_not_be_guessed(github: GitHub):
    ends = set()
    for _ in range(2):
        github.run("ask", LAST="", KEPT="no", STATUS="1", REPORT="x")
        ends.add((github.folder / str(github.runs) / "output").read_text().splitlines()[-1])
    assert len(ends) == 2 and all(len(end) > 40 for end in ends)


def test_a_run_that_could_not_ask_fails(github: GitHub):
    done, _, _ = github.run("ask", LAST="", KEPT="no", STATUS="2", REPORT="")
    assert done == 2 and not (github.folder / "1" / "output").exists()


def test_what_reads_strangers_pages_may_write_nothing():
    jobs = yaml.safe_load((workflow.FOLDER / "links.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["ask"]["permissions"] == {"contents": "read", "actions": "read"}
    assert jobs["tell"]["permissions"] == {"issues": "write"}


def test_no_step_has_an_expression_in_its_script():
    jobs = yaml.safe_load((workflow.FOLDER / "links.yml").read_text(encoding="utf-8"))["jobs"]
    assert not [step for job in jobs.values() for step in job["steps"] if "${{" in step.get("run", "")]
