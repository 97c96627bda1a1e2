"""The one place that calls git, so that nobody's variables, settings or hooks change what it does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edition.errors import EditionError
from edition.version import is_number, order

# What may be kept of git's variables: who commits, and where that is written. All others, such as GIT_DIR in a hook,
# would lead git to another repository, another index or other objects.
_KEPT_VARIABLES = frozenset({
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
})
# Settings that would change the bytes of a file, run a program, sign what can't be signed here, or dress up what is read.
_SETTINGS = {
    "core.autocrlf": "false",
    "core.eol": "lf",
    "core.safecrlf": "false",
    "core.attributesFile": os.devnull,
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "tag.forceSignAnnotated": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "i18n.commitEncoding": "UTF-8",
    "color.ui": "false",
}
_UNFINISHED = {
    "MERGE_HEAD": "a merge", "CHERRY_PICK_HEAD": "a cherry-pick", "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase", "rebase-apply": "a rebase",
}


@dataclass(frozen=True)
class Ref:
    """A change of a reference, `refs/heads/main`: the commits or tags that it names before and after; empty for none."""

    name: str
    before: str
    after: str


class Git:
    """The repository at `root`. Every method raises EditionError with git's own words if git fails."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def is_there(self) -> bool:
        """Whether `root` is the top of a work tree, and git is installed."""
        return (self.root / ".git").exists() and shutil.which("git") is not None

    def run(self, *arguments: str, stdin: bytes = b"", **variables: str) -> bytes:
        """What `git …` prints. `variables` are added to git's environment."""
        # The user runs this project's own code here, and so trusts its folder, no matter who owns it.
        settings = {**_SETTINGS, "safe.directory": str(self.root.resolve())}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        try:
            done = subprocess.run(
                ["git", "-C", str(self.root), *options, *arguments],
                input=stdin, capture_output=True, env={**_surroundings(), **variables},
            )
        except FileNotFoundError:
            raise EditionError("git is not installed; install it, then run this again") from None
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", "replace").split())
            raise EditionError(f"git {arguments[0]}: {said or f'ended with status {done.returncode}'}")
        return done.stdout

    def text(self, *arguments: str, stdin: bytes = b"", **variables: str) -> str:
        return self.run(*arguments, stdin=stdin, **variables).decode("utf-8", "replace").strip()

    # What is asked

    @property
    def folder(self) -> Path:
        """Git's own folder, which in a linked work tree is not `.git`."""
        return Path(self.text("rev-parse", "--absolute-git-dir"))

    def branch(self) -> str | None:
        """The branch that is checked out, `refs/heads/main`; None where HEAD is detached."""
        try:
            return self.text("symbolic-ref", "--quiet", "HEAD")
        except EditionError:
            return None

    def commit_of(self, revision: str) -> str | None:
        """The commit that a revision names; None if there is none."""
        return self._parsed(f"{revision}^{{commit}}")

    def value_of(self, ref: str) -> str:
        """The object that a reference names; empty if there is no such reference."""
        return self._parsed(ref) or ""

    def releases(self, merged_into: str = "") -> list[str]:
        """The versions that have a tag, `v1.0.0`, oldest first; with `merged_into` those in its history alone."""
        options = [f"--merged={merged_into}"] if merged_into else []
        tags = self.text("for-each-ref", "--format=%(refname)", *options, "refs/tags/").split()
        numbers = [tag.removeprefix("refs/tags/v") for tag in tags]
        return sorted(filter(is_number, numbers), key=order)

    def file(self, revision: str, path: str) -> bytes | None:
        """A file as it stands in a revision; None if it is not there."""
        blob = self._parsed(f"{revision}:{path}")
        return self.run("cat-file", "blob", blob) if blob else None

    def changes_of(self, path: str) -> list[str]:
        """The commits in HEAD's history that change a file, oldest first; in a shallow clone those that are there."""
        return self.text("rev-list", "--reverse", "HEAD", "--", f":(top,literal){path}").split()

    def unfinished(self) -> str:
        """What is under way in the work tree, such as a merge; empty if nothing is."""
        folder = self.folder
        return next((what for name, what in _UNFINISHED.items() if (folder / name).exists()), "")

    def uncommitted(self) -> list[str]:
        """What differs from HEAD in the index or the work tree, or is not tracked, as `git status` writes it."""
        found = self.run("status", "--porcelain", "-z", "--untracked-files=all", "--ignore-submodules=none")
        return [entry for entry in found.decode("utf-8", "replace").split("\0") if entry]

    def staged(self, path: str) -> tuple[str, str] | None:
        """Mode and blob of a file in the index; None if it is not there."""
        found = self.text("ls-files", "--stage", "-z", "--", f":(top,literal){path}").rstrip("\0")
        if not found:
            return None
        mode, blob = found.split()[:2]
        return mode, blob

    # What changes

    def update(self, refs: list[Ref]) -> None:
        """Change all of `refs`, or none. A reference that has its new value already is left alone."""
        lines = []
        for ref in refs:
            now = self.value_of(ref.name)
            if now == ref.after:
                continue
            if now != ref.before:
                raise EditionError(f"{ref.name} has changed meanwhile; look at it with git log, then run this again")
            word = "delete" if not ref.after else "create" if not ref.before else "update"
            lines.append(" ".join(part for part in (word, ref.name, ref.after, ref.before) if part))
        if lines:
            self.run(
                "update-ref", "--stdin", stdin="".join(f"{line}\n" for line in ["start", *lines, "prepare", "commit"]).encode()
            )

    def stage(self, entries: Mapping[str, tuple[str, str] | None]) -> None:
        """Put files (path to mode and blob) into the index; None takes one out."""
        nothing = "0" * 40
        lines = [
            f"{entry[0]} {entry[1]}\t{path}\0" if entry else f"0 {nothing}\t{path}\0" for path, entry in entries.items()
        ]
        if lines:
            self.run("update-index", "-z", "--index-info", stdin="".join(lines).encode())

    def _parsed(self, revision: str) -> str | None:
        try:
            return self.text("rev-parse", "--verify", "--quiet", "--end-of-options", revision) or None
        except EditionError:
            return None


def _surroundings() -> dict[str, str]:
    """This process's environment without git's variables, and with messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT_VARIABLES}
    return {**kept, "LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
