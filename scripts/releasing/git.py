"""The few things that are asked of git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from edition.errors import EditionError
from edition.version import is_number, order


class Git:
    """The repository at `root`. Every method raises EditionError with git's own words if git fails."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def is_there(self) -> bool:
        """Whether `root` is the top of a repository, and git is installed."""
        return (self.root / ".git").exists() and shutil.which("git") is not None

    def run(self, *arguments: str, stdin: bytes | None = None, **environment: str) -> bytes:
        """What `git …` prints."""
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            input=stdin if stdin is not None else b"", capture_output=True, env={**os.environ, **environment},
        )
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", "replace").split())
            raise EditionError(f"git {arguments[0]}: {said or f'ended with status {done.returncode}'}")
        return done.stdout

    def text(self, *arguments: str) -> str:
        return self.run(*arguments).decode("utf-8").strip()

    def releases(self) -> list[str]:
        """The versions that have a tag, `v1.0.0`, oldest first."""
        numbers = [tag.removeprefix("v") for tag in self.text("tag", "--list", "v*").split()]
        return sorted(filter(is_number, numbers), key=order)

    def file(self, revision: str, path: str) -> bytes | None:
        """A file as it stands in a revision; None if it is not there."""
        if not self.run("ls-tree", revision, "--", path):
            return None
        return self.run("cat-file", "blob", f"{revision}:{path}")

    def commit_of(self, revision: str) -> str | None:
        """The commit that a revision names; None if there is none."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except EditionError:
            return None
