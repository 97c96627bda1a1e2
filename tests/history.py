"""Ten years of an edition, played in a repository of its own: releases, and changes between them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import running

ADDRESS = "https://editions.example.net/kazakhstan/"
# Run before a command, leaves out the files that take long, where they do not matter.
LIGHT = "import exports.catalogue as n; p = n.present; n.present = lambda heavy: p(False)"


class History:
    """An edition below `root`, in git, whose editors work on it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def begin(cls, pristine: Path, root: Path) -> History:
        """A copy of the edition, with its own address, in a repository with one commit and nothing released."""
        shutil.copytree(pristine, root)
        (root / ".gitignore").write_text("/site/\n/.build/\n")
        history = cls(root)
        history.edit("mkdocs.yml", r'"https://example\.org/[^"]*"', f'"{ADDRESS}"')
        history.git("init", "--quiet", "--initial-branch=main")
        history.git("config", "user.name", "An editor")
        history.git("config", "user.email", "editor@example.org")
        history.commit("The edition")
        return history

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def build(self, *arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
        """Run the build's command; its own process, as an editor's. `options` are those of `running.run`."""
        return running.run(self.root, *arguments, **options)

    def done(self, *arguments: str, **options: str) -> None:
        """Run a command that must succeed."""
        result = self.build(*arguments, **options)
        assert result.returncode == 0, result.stdout + result.stderr

    def edit(self, file: str, pattern: str, replacement: str) -> None:
        """Change the one place that a pattern finds."""
        path = self.root / file
        text, times = re.subn(pattern, lambda _: replacement, path.read_text(encoding="utf-8"), flags=re.S)
        assert times == 1, f"{pattern!r} is found {times} times in {file}"
        path.write_text(text, encoding="utf-8")

    def cut(self, file: str, pattern: str) -> str:
        """Take out the one place that a pattern finds, and return it."""
        text = (self.root / file).read_text(encoding="utf-8")
        (found,) = re.findall(pattern, text, flags=re.S)
        (self.root / file).write_text(text.replace(found, ""), encoding="utf-8")
        return found

    def log(self, entry: str) -> None:
        """Say in the changelog what is new."""
        self.edit("CHANGELOG.md", r"(?<=## Unreleased\n\n)", f"- {entry}\n")

    def withdraw_note(self, file: str, label: str) -> None:
        """Take a note and its marks out of a page."""
        path = self.root / file
        text = path.read_text(encoding="utf-8").replace(f"[^{label}]", "")
        path.write_text(text, encoding="utf-8")
        self.cut(file, rf"/// note \| {label}\n.*?\n///\n\n?")

    def state(self) -> dict[str, object]:
        """All that a command could change: files, references, the index, and git's settings."""
        folder = self.root / self.git("rev-parse", "--git-dir").strip()
        common = self.root / self.git("rev-parse", "--git-common-dir").strip()
        return {
            "files": {
                path.relative_to(self.root).as_posix(): path.read_bytes() for path in sorted(self.root.rglob("*"))
                if path.is_file() and not {".git", ".build", "site", ".venv"} & set(path.relative_to(self.root).parts)
            },
            "head": (folder / "HEAD").read_text(),
            "refs": self.git("for-each-ref", "--format=%(objectname) %(refname)"),
            "index": self.git("ls-files", "--stage"),
            "settings": (common / "config").read_text(),
        }

    def prepare(self, number: str) -> None:
        self.done("version", number)

    def release(self) -> None:
        self.commit("Work of the editors")
        self.done("release")


def play_ten_years(history: History) -> None:
    """Every harmless change of ten years, each with its release, up to the site as it is published then."""
    history.release()

    history.prepare("1.1.0")
    history.done("rename", "chairmanship.md", "year-2010.md")
    history.log("The chairmanship has another address.")
    history.release()

    history.prepare("1.2.0")
    history.edit("docs/index.md", r"Kazakhstan\[\^d\]\)|\(currently the OSCE Centre in Astana\[\^d\]\)",
                 "(currently the OSCE Centre in Astana)")
    words = history.cut("docs/index.md", r"/// note \| d\n.*?\n///\n\n")
    history.edit("docs/index.md", r"(?<=/// note \| c\n)", words.removeprefix("/// note | d\n").removesuffix("///\n\n"))
    history.done("rename", "index.md#note-d", "index.md#note-c")
    history.log("`#note-c` has what was said in note d.")
    history.release()

    history.prepare("1.3.0")
    history.edit("docs/three-dimensions.md", "in problem in the Aral Sea",
                 "in problem {~~in~>of~~}{>>E91 conjecture: “in” stands twice.<<} the Aral Sea")
    history.log("`#p12` reads “of the Aral Sea”.")
    history.release()

    history.prepare("1.4.0")
    history.withdraw_note("docs/astana-summit.md", "n")
    history.done("withdraw", "astana-summit.md#note-n", "What it said of the Summit is in note m.")
    history.log("Note n is withdrawn.")
    history.release()

    history.prepare("2.0.0")
    history.done("rename", "year-2010.md#four-ts", "year-2010.md#watchwords")
    paragraph = history.cut("docs/three-dimensions.md", r"Nowadays cooperation.*?\{ #p10 \}\n\n")
    note = history.cut("docs/three-dimensions.md", r"/// note \| s\n.*?\n///\n\n")
    history.edit("docs/astana-summit.md", r"(?=## Editor’s notes)", paragraph)
    history.edit("docs/astana-summit.md", r"(?=/// note \| r)", note)
    history.edit("scripts/waivers.toml", "docs/three-dimensions.md", "docs/astana-summit.md")
    history.done("rename", "three-dimensions.md#p10", "astana-summit.md#p10")
    history.done("rename", "three-dimensions.md#note-s", "astana-summit.md#note-s")
    history.log("Paragraph 10, `#p10`, and its note, `#note-s`, stand on the page before; the watchwords are `#watchwords`.")
    history.release()

    history.done("publish")
