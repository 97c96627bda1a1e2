"""Whatever git's variables, settings, hooks, work tree or HEAD are, a command does all of what it says, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import running
from history import LIGHT, History
from repository.git import Git, Ref
from repository.objects import store_file, store_folder, store_tree, unpack

pytestmark = pytest.mark.slow

COMMITTER = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
             for key, value in (("NAME", "An editor"), ("EMAIL", "editor@example.org"))}


@pytest.fixture(scope="module")
def begun(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return History.begin(pristine, tmp_path_factory.mktemp("begun") / "edition").root


@pytest.fixture
def history(begun: Path, tmp_path: Path) -> History:
    return History(shutil.copytree(begun, tmp_path / "edition"))


@pytest.fixture
def stranger(pristine: Path, tmp_path: Path) -> History:
    """Another repository, to which nothing may happen."""
    other = History(tmp_path / "stranger")
    other.root.mkdir()
    other.git("init", "--quiet", "--initial-branch=main")
    (other.root / "file").write_text("theirs")
    other.git("add", "file")
    other.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Theirs")
    return other


def release(history: History, **variables: str):
    return running.run(history.root, "release", preparation=LIGHT, **variables)


def is_released(history: History) -> None:
    assert history.git("for-each-ref", "--format=%(refname)", "refs/tags").split() == [
        "refs/tags/site/v1.0.0", "refs/tags/v1.0.0",
    ]
    assert history.git("rev-parse", "HEAD") == history.git("rev-parse", "v1.0.0^{commit}")
    assert history.git("rev-list", "--count", "HEAD").strip() == "2"
    assert history.git("status", "--porcelain") == ""
    assert "-----BEGIN" not in history.git("cat-file", "-p", "HEAD") + history.git("cat-file", "-p", "v1.0.0")


def a_hook(history: History, name: str) -> None:
    path = history.root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    path.chmod(0o755)


SETTINGS = {
    "tags are signed": {"tag.gpgSign": "true", "gpg.program": "/nowhere/gpg"},
    "annotated tags are signed": {"tag.forceSignAnnotated": "true", "gpg.program": "/nowhere/gpg"},
    "commits are signed": {"commit.gpgSign": "true", "gpg.format": "ssh", "user.signingKey": "/nowhere/key"},
    "line ends are converted": {"core.autocrlf": "true", "core.safecrlf": "true", "core.eol": "crlf"},
    "hooks lie elsewhere": {"core.hooksPath": "hooks"},
    "colours and columns": {"color.ui": "always", "column.ui": "always", "core.pager": "false", "status.short": "true"},
    "status hides what is new": {"status.showUntrackedFiles": "no", "status.branch": "true"},
    "messages are in another encoding": {"i18n.commitEncoding": "ISO-8859-1", "i18n.logOutputEncoding": "ISO-8859-1"},
    "tags are sorted otherwise": {"tag.sort": "-creatordate", "log.showSignature": "true"},
    "names are quoted": {"core.quotePath": "true", "core.precomposeUnicode": "true"},
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_change_nothing(history: History, settings: dict[str, str]):
    for name, value in settings.items():
        history.git("config", name, value)
    done = release(history)
    assert done.returncode == 0, done.stderr
    for name in settings:
        history.git("config", "--unset", name)
    is_released(history)


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "reference-transaction", "post-commit", "update"])
def test_hooks_are_not_asked(history: History, name: str):
    a_hook(history, name)
    assert release(history).returncode == 0
    (history.root / ".git/hooks" / name).unlink()
    is_released(history)


VARIABLES: dict[str, Callable[[Path], dict[str, str]]] = {
    "another repository, as in a hook": lambda other: {
        "GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": str(other / ".git/index"),
        "GIT_PREFIX": "",
    },
    "other objects": lambda other: {
        "GIT_OBJECT_DIRECTORY": str(other / ".git/objects"), "GIT_COMMON_DIR": str(other / ".git"), "GIT_NAMESPACE": "other",
    },
    "settings from the command line": lambda other: {
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'core.bare'='true'",
    },
    "how paths are read": lambda other: {"GIT_LITERAL_PATHSPECS": "0", "GIT_ICASE_PATHSPECS": "1", "GIT_GLOB_PATHSPECS": "1"},
    "dates of another time": lambda other: {"GIT_AUTHOR_DATE": "nonsense", "GIT_COMMITTER_DATE": "nonsense"},
    "traces": lambda other: {"GIT_TRACE": "1", "GIT_TRACE2": "1", "GIT_TRACE_SETUP": "1"},
}


@pytest.mark.parametrize("variables", VARIABLES.values(), ids=VARIABLES)
@pytest.mark.parametrize("command", ["release", "rename", "check"])
def test_variables_lead_nowhere_else(history: History, stranger: History, variables, command: str):
    theirs = stranger.state()
    arguments = {"release": ["release"], "rename": ["rename", "chairmanship.md", "year-2010.md"], "check": ["check"]}[command]
    done = running.run(history.root, *arguments, preparation=LIGHT, **variables(stranger.root))
    assert done.returncode == 0, done.stderr
    assert stranger.state() == theirs
    if command == "release":
        is_released(history)
    if command == "rename":
        assert "R  docs/chairmanship.md -> docs/year-2010.md" in history.git("status", "--porcelain")


def test_the_variables_may_say_who_commits(history: History):
    history.git("config", "--unset", "user.name")
    history.git("config", "--unset", "user.email")
    assert release(history, **COMMITTER).returncode == 0
    assert history.git("log", "-1", "--format=%an <%ce>").strip() == "An editor <editor@example.org>"


def test_without_anybody_who_commits_nothing_happens(history: History, tmp_path: Path):
    history.git("config", "user.useConfigOnly", "true")
    history.git("config", "--unset", "user.name")
    history.git("config", "--unset", "user.email")
    before = history.state()
    done = release(history, HOME=str(tmp_path))
    assert done.returncode == 2 and "git" in done.stderr and "Traceback" not in done.stderr
    assert history.state() == before


def test_a_linked_work_tree_releases_on_its_own_branch(history: History, tmp_path: Path):
    main = history.git("rev-parse", "main")
    linked = History(tmp_path / "linked")
    history.git("worktree", "add", "--quiet", "-b", "work", str(linked.root))
    done = release(linked, GIT_DIR=str(history.root / ".git"), GIT_WORK_TREE=str(history.root))
    assert done.returncode == 0, done.stderr
    is_released(linked)
    assert history.git("rev-parse", "main") == main and history.git("status", "--porcelain") == ""
    assert "bare = false" in (history.root / ".git/config").read_text()


def test_a_lock_of_gits_own_is_an_error_that_leaves_all_as_it_was(history: History):
    for name in ("index", "refs/heads/main"):
        lock = history.root / ".git" / f"{name}.lock"
        before = history.state()
        lock.write_text("")
        done = release(history)
        lock.unlink()
        assert done.returncode == 2 and ".lock" in done.stderr and len(done.stderr.splitlines()) == 1
        assert history.state() == before
    assert release(history).returncode == 0
    is_released(history)


def test_a_reference_in_the_way_leaves_all_as_it_was(history: History):
    history.git("tag", "site")
    before = history.state()
    done = release(history)
    assert done.returncode == 2 and "refs/tags/site" in done.stderr
    assert history.state() == before


def test_packed_references_do(history: History):
    history.git("tag", "another")
    history.git("pack-refs", "--all")
    assert release(history).returncode == 0
    assert history.git("rev-parse", "HEAD") == history.git("rev-parse", "v1.0.0^{commit}")


def test_what_git_is_told_to_overlook_is_not_overwritten(history: History):
    history.git("update-index", "--skip-worktree", "CHANGELOG.md")
    changelog = history.root / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\nA note to myself.\n")
    before = history.state()
    done = release(history)
    assert done.returncode == 2 and "CHANGELOG.md" in done.stderr
    assert history.state() == before


def test_a_clone_whose_line_ends_are_converted_has_the_same_bytes(history: History, tmp_path: Path):
    shutil.copy(running.ROOT / ".gitattributes", history.root)
    history.commit("Attributes")
    clone = History(tmp_path / "clone")
    history.git("-c", "core.autocrlf=true", "-c", "core.eol=crlf", "clone", "--quiet", str(history.root), str(clone.root))
    assert running.run(clone.root, "check").returncode == 0
    for name in ("docs/index.md", "docs/source/article.txt", "CHANGELOG.md"):
        assert (clone.root / name).read_bytes() == (history.root / name).read_bytes()


def test_a_checkout_without_tags_or_history_is_checked_as_any_other(history: History, tmp_path: Path):
    assert release(history).returncode == 0
    shallow = tmp_path / "shallow"
    history.git("clone", "--quiet", "--depth=1", "--no-tags", f"file://{history.root}", str(shallow))
    done = running.run(shallow, "check")
    assert done.returncode == 0, done.stdout


def test_what_is_exported_is_what_git_has_to_the_byte(history: History, tmp_path: Path):
    odd = {"a b/ü.txt": b"\r\n$Id$\n", "empty": b"", "binary": bytes(range(256))}
    (history.root / ".gitattributes").write_text("* text eol=crlf export-subst\nempty export-ignore\n")
    git = Git(history.root)
    tree = store_tree(git, {name: store_file(git, content) for name, content in odd.items()}, scratch=tmp_path / "index")
    folder = tmp_path / "exported"
    folder.mkdir()
    unpack(git, tree, folder)
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == odd
    assert store_folder(git, folder, scratch=tmp_path / "index") == tree


def test_all_references_change_or_none(history: History):
    git, head = Git(history.root), history.git("rev-parse", "HEAD").strip()
    before = history.state()
    with pytest.raises(Exception, match="has changed meanwhile"):
        git.update([Ref("refs/tags/new", "", head), Ref("refs/heads/main", "0" * 40, head + "x")])
    assert history.state() == before
    git.update([Ref("refs/tags/new", "", head)])
    git.update([Ref("refs/tags/new", "", head)])
    git.update([Ref("refs/tags/new", head, "")])
    assert history.state() == before


def test_git_is_called_in_one_place():
    callers = [
        path.relative_to(running.ROOT).as_posix() for path in (running.ROOT / "scripts").rglob("*.py")
        if '"git"' in path.read_text(encoding="utf-8")
    ]
    assert callers == ["scripts/repository/git.py"]
