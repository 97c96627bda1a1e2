"""Killed at any moment, a command leaves nothing half done once the next one has run."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

import running
from history import LIGHT, History
from repository.carrying_out import JOURNAL, carry_out, recover
from repository.git import Git, Ref
from repository.plan import Change, Plan, as_json, changes_of

pytestmark = pytest.mark.slow

# Kills the process before its nth step: a call of git, or the writing, replacing or removing of a file.
COUNTED = """
import os, pathlib, signal, subprocess
import exports.catalogue as names
light = names.present
names.present = lambda heavy: light(False)
import building.swap, repository.files, repository.git
steps, last = 0, {last}
def counted(function):
    def step(*arguments, **options):
        global steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return step
class Counted:
    def __init__(self, module): self.module = module
    def __getattr__(self, name): return getattr(self.module, name)
subprocess_of_git = Counted(subprocess)
subprocess_of_git.run = counted(subprocess.run)
repository.git.subprocess = subprocess_of_git
os_of_files = Counted(os)
os_of_files.replace = counted(os.replace)
repository.files.os = os_of_files
pathlib.Path.unlink = counted(pathlib.Path.unlink)
pathlib.Path.rename = counted(pathlib.Path.rename)
building.swap._exchange = counted(building.swap._exchange)
import atexit
atexit.register(lambda: print("steps:", steps))
"""
COMMANDS = {"release": ["release"], "rename": ["rename", "chairmanship.md", "year-2010.md"], "publish": ["publish"]}
MOMENTS = 30
# Every so many of them are tried whenever the tests are run; the others in the thorough run.
SAMPLED = 10


@pytest.fixture(scope="module")
def prepared(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1.0.0 released and published, 1.1.0 ready to be."""
    history = History.begin(pristine, tmp_path_factory.mktemp("prepared") / "edition")
    history.done("release", preparation=LIGHT)
    history.done("publish", preparation=LIGHT)
    history.prepare("1.1.0")
    history.log("Something new.")
    history.commit("Version 1.1.0 in preparation")
    return history.root


@pytest.fixture(scope="module")
def counted(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, dict, dict]]:
    """Of each command how many steps it takes, and everything before and after it."""
    found = {}
    for name, arguments in COMMANDS.items():
        history = History(shutil.copytree(prepared, tmp_path_factory.mktemp(name) / "edition"))
        before = everything(history)
        done = running.run(history.root, *arguments, preparation=COUNTED.format(last=0))
        assert done.returncode == 0, done.stderr
        found[name] = (int(done.stdout.rpartition("steps:")[2]), before, everything(history))
    return found


def everything(history: History) -> dict[str, object]:
    """All that must be as before or as after: not git's times, and not the site's bytes, but whether it is whole."""
    state = history.state()
    site = history.root / "site"
    whole = (site / "index.html").exists() and (site / "404.html").exists() and (site / "v/1.0.0/index.html").exists()
    state["refs"] = [line.split()[1] for line in str(state["refs"]).splitlines()]
    state["status"] = history.git("status", "--porcelain")
    state["locks"] = sorted(path.name for path in (history.root / ".git").rglob("*.lock"))
    state["site"] = whole
    state.pop("index")
    return state


@pytest.mark.parametrize("number", [
    pytest.param(number, marks=[] if number % SAMPLED == 0 else pytest.mark.thorough) for number in range(MOMENTS)
])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_is_finished_or_undone_by_the_next(prepared: Path, counted, tmp_path: Path, command: str, number: int):
    steps, before, after = counted[command]
    history = History(shutil.copytree(prepared, tmp_path / "edition"))
    # From the end, where things happen, each step; what is left of the moments is spread over those before.
    last = steps - number if number < MOMENTS // 2 else 1 + (number - MOMENTS // 2) * (steps - MOMENTS // 2) // (MOMENTS // 2)
    killed = running.run(history.root, *COMMANDS[command], preparation=COUNTED.format(last=max(last, 1)))
    assert killed.returncode == -signal.SIGKILL
    assert history.build("check").returncode == 0
    found = everything(history)
    assert found in (before, after), {key: found[key] for key in found if found[key] not in (before[key], after[key])}
    assert not (history.root / JOURNAL).exists()
    again = running.run(history.root, "build", "--no-downloads")
    assert again.returncode == 0, again.stderr
    assert [path.name for path in (history.root / ".build").iterdir() if path.name not in ("lock", "writing")] == []


def test_what_a_killed_git_leaves_locked_is_freed(prepared: Path, tmp_path: Path):
    history = History(shutil.copytree(prepared, tmp_path / "edition"))
    git, head = Git(history.root), history.git("rev-parse", "HEAD").strip()
    killed(history.root, Plan("a test", changes_of(history.root, {"new": b"x"}), (Ref("refs/tags/new", "", head),)))
    for name in ("index.lock", "HEAD.lock", "refs/tags/new.lock"):
        (history.root / ".git" / name).write_text("")
    assert "finished a test" in recover(history.root)
    assert git.value_of("refs/tags/new") == head and (history.root / "new").read_bytes() == b"x"


def test_what_has_changed_since_is_left_alone(tmp_path: Path):
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "two").write_bytes(b"2")
    killed(tmp_path, Plan("a test", changes_of(tmp_path, {"one": b"one", "two": b"two", "three": b"three"})))
    (tmp_path / "two").write_bytes(b"the owner's")
    assert recover(tmp_path) == "finished a test, which had been killed; two has changed since, and was left alone"
    assert [(tmp_path / name).read_bytes() for name in ("one", "two", "three")] == [b"one", b"the owner's", b"three"]
    assert recover(tmp_path) == ""


def test_a_branch_that_has_gone_on_since_undoes_the_rest(prepared: Path, tmp_path: Path):
    history = History(shutil.copytree(prepared, tmp_path / "edition"))
    head = history.git("rev-parse", "HEAD").strip()
    refs = (Ref("refs/tags/new", "", head), Ref("refs/heads/main", head, history.git("rev-parse", "HEAD^").strip()))
    killed(history.root, Plan("a test", changes_of(history.root, {"new": b"x"}), refs))
    history.git("tag", "new")
    history.commit("The owner went on")
    assert "undid a test" in recover(history.root)
    assert history.git("tag", "--list", "new") == "" and not (history.root / "new").exists()
    assert history.git("log", "-1", "--format=%s").strip() == "The owner went on"


def test_what_can_not_be_carried_out_is_taken_back(tmp_path: Path):
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        carry_out(
            tmp_path, Plan("a test", (Change("one", b"1", b"one"), Change("taken/x/y", None, b""), Change("one/z", None, b"z")))
        )
    assert (tmp_path / "one").read_bytes() == b"1" and not list((tmp_path / "taken").rglob("*y"))
    assert not (tmp_path / JOURNAL).exists()


def test_a_file_keeps_its_rights_and_a_link_its_target(tmp_path: Path):
    (tmp_path / "real").write_bytes(b"1")
    (tmp_path / "real").chmod(0o600)
    (tmp_path / "link").symlink_to("real")
    carry_out(tmp_path, Plan("a test", changes_of(tmp_path, {"link": b"2"})))
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_bytes() == b"2"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o600


def killed(root: Path, plan: Plan) -> None:
    """Leave a plan in the journal as a process does that is killed right after it was written."""
    (root / JOURNAL).parent.mkdir(exist_ok=True)
    (root / JOURNAL).write_text(as_json(plan))
