"""What stands at the root tells the truth: workflows, lock files, README, citation file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import environment

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# The groups of dependencies in each lock file, beside those of the site.
LOCKS = {
    "requirements.txt": (), "requirements-links.txt": ("links",), "requirements-tools.txt": ("tools",),
    "requirements-test.txt": ("test",),
}
# An edition without facts has neither.
NEED_NOT_BE = ("docs/facts.toml", "docs/facts.map.json")


def test_the_citation_file_is_valid():
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"],
        cwd=ROOT, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_citation_file_invents_no_author_and_has_the_projects_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    (article,) = citation["references"]
    assert article["authors"] == [{"name": "anonymous"}]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_permissions_are_given(workflow: Path):
    text = workflow.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    assert yaml.safe_load(text)["permissions"] == {}


def test_only_the_publishing_job_may_write_and_only_to_pages():
    jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))["jobs"]
    writing = {name: [k for k, v in job.get("permissions", {}).items() if v == "write"] for name, job in jobs.items()}
    assert writing == {"build": [], "publish": ["pages", "id-token"], "again": ["actions"]}


def test_zizmor_finds_nothing_in_the_workflows():
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", str(ROOT / ".github")],
        capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_pull_requests_are_checked_and_the_checks_run_weekly():
    triggers = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))[True]
    assert "pull_request" in triggers
    (schedule,) = triggers["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])


def test_the_readmes_commands_are_those_of_the_workflows_and_of_ci():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```\n(.*?)```", readme, re.S)[1]
    commands = [line.partition("#")[0].strip() for line in block.splitlines()]
    assert commands == ["python3 scripts/build.py", "python3 scripts/test.py"]
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == commands[1]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == [
        f"{commands[0]} check", f"{commands[1]} tests/test_habits.py", f"{commands[1]} --quick",
    ]
    for workflow in WORKFLOWS:
        steps = [s.get("run") for job in yaml.safe_load(workflow.read_text())["jobs"].values() for s in job["steps"]]
        told = {command.partition(" ${{")[0] for command in steps if command}
        assert told == set(commands) or workflow.name in ("publish.yml", "links.yml")


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_locked_has_a_version_and_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and not re.search(r"(?m)^\s*--(?!hash=)", text)
    entries = re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n?)+)", text)
    assert len(entries) == len(re.findall(r"(?m)^[\w.-]+", text)) > 10


@pytest.mark.parametrize(("lock", "groups"), LOCKS.items())
def test_the_lock_files_hold_what_the_project_asks_for(lock: str, groups: tuple[str, ...]):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [d for g in groups for d in project["optional-dependencies"][g]]
    names = {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in wanted}
    locked = set(re.findall(r"(?m)^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8")))
    assert names <= locked


def test_the_tests_have_what_the_other_commands_need():
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(groups["tools"]) | set(groups["links"]) < set(groups["test"])


def test_the_lock_files_agree():
    site, links, tools, test = (
        set(re.findall(r"(?m)^[\w.-]+==[^\s\\]+", (ROOT / lock).read_text(encoding="utf-8"))) for lock in LOCKS
    )
    assert site < tools < test and site < links < test


def test_the_environments_are_kept_out_of_git():
    folders = {f"/{name}" for name in environment.FOLDERS.values()}
    assert folders <= set((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())


def test_the_browsers_tools_are_locked_to_a_version_and_a_digest_without_an_address():
    folder = ROOT / "tests/browser"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads(text)["packages"]
    assert packages.pop("")["devDependencies"] == wanted
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    for name, version in wanted.items():
        assert re.fullmatch(r"[\d.]+", version) and packages[f"node_modules/{name}"]["version"] == version


def test_contributing_says_what_each_dependency_is_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    groups = project["optional-dependencies"].values()
    for requirement in [*project["dependencies"], *(name for group in groups for name in group)]:
        assert re.match(r"[\w-]+", requirement)[0] in told


def test_every_path_that_the_documents_name_exists():
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for path in re.findall(r"`((?:docs|scripts|overrides|tests)/[\w./-]+)`|\]\(([\w./-]+)\)", text):
            name = path[0] or path[1]
            assert (ROOT / name).exists() or "L008" in name or name in NEED_NOT_BE, f"{document} names {name}"
