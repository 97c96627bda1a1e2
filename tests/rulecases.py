"""The cases of tests/cases: faults planted in a copy of the edition, and look-alikes that are none.

One file a rule, named by its code. `[[bad]]` is a fault that the rule must find, `[[good]]` an edit that it must not
take for one. Both have the keys

    why               what is wrong, or why nothing is
    file, site        the file that is edited, below the project's root or below the finished site
    find, replace     what stands there exactly once (or for the `nth` time), and what is put in its place
    write, delete     or the file's new content; or true to delete it
    encoding          in which the file is written, if not in UTF-8
    edit              or a list of such edits, where one fault takes several
    at, place         where the finding is, if it is not where the edits put a ‸: a file, and a text that stands in it
                      once, with a ‸ in it or at its beginning; without `place` it is the file's first character
    also              further findings, where the same edits are a fault of another kind as well: a code, found at the
                      same place, or a table of code (by default the file's own), at and place
    says              a part of the message of a finding
    released          true: before the edits, all of it is committed to git and tagged as the release v1.0.0

A ‸ (U+2038) in an edit is where a finding of the rule must be; it is not written. A change of docs/references.json is
followed by what `build.py format` would do, but for R008, the rule about that.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from building import mkdocs
from building.checking import FaultyFilesError, check_edition, check_site, check_warnings, load
from edition.edition import Edition
from edition.formatting import FORMATTED, digest
from edition.permanent import digest_of_words
from edition.references import REFERENCES
from edition.releases import RELEASES, Release, written
from lint.finding import Finding
from lint.place import line_and_column
from lint.rule import RULES
from permanence.promising import released
from permanence.registry import REGISTRY, Registry

CASES = Path(__file__).parent / "cases"
MARK = "‸"
IDENTITY = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
CASE_KEYS = {"why", "edit", "at", "place", "also", "says", "released"}
EDIT_KEYS = {"file", "site", "find", "nth", "replace", "write", "delete", "encoding"}

Expected = tuple[str, int, int, str]


@dataclass(frozen=True)
class Case:
    code: str
    kind: str
    number: int
    data: dict

    @property
    def name(self) -> str:
        return f"{self.code}-{self.kind}-{self.number} {self.data['why']}"

    @property
    def edits(self) -> list[dict]:
        return self.data.get("edit") or [{key: self.data[key] for key in EDIT_KEYS & set(self.data)}]

    @property
    def is_about_the_finished_site(self) -> bool:
        return RULES[self.code].subject in ("site", "rendering")

    @property
    def edits_the_source(self) -> bool:
        return any("file" in edit for edit in self.edits)


def load_cases() -> list[Case]:
    """Every case, in the order of the codes. Raises AssertionError for a key that means nothing."""
    return [case for path in sorted(CASES.glob("*.toml")) for case in _cases_of(path)]


def _cases_of(path: Path) -> list[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(data) <= {"bad", "good"}, f"{path.name} has {sorted(data)}"
    cases = [
        Case(path.name[:4], kind, number, entry)
        for kind in ("bad", "good")
        for number, entry in enumerate(data.get(kind, []), 1)
    ]
    for case in cases:
        known = CASE_KEYS | (set() if "edit" in case.data else EDIT_KEYS)
        assert set(case.data) <= known, f"{case.name}: unknown {set(case.data) - known}"
        assert all(set(edit) <= EDIT_KEYS for edit in case.edits), f"{case.name}: unknown keys in an edit"
    return cases


class Trial:
    """A case tried on copies of the edition and of its finished site."""

    def __init__(self, case: Case, pristine: Path, site, workplace: Path) -> None:
        self.case = case
        self.root = workplace / "edition"
        self.folder = workplace / "site"
        shutil.copytree(pristine, self.root, copy_function=os.link)
        if case.is_about_the_finished_site and not case.edits_the_source:
            shutil.copytree(site.folder, self.folder, copy_function=os.link)
        if RULES[case.code].subject == "history":
            release_it(self.root)
        if case.data.get("released"):
            commit_and_tag(self.root, "v1.0.0")
        self.url = site.url
        self.marks = self._plant()

    def findings(self) -> list[Finding]:
        """What the rules say of the edited copy."""
        if RULES[self.case.code].subject == "mkdocs":
            return self._warnings()
        if not self.case.is_about_the_finished_site:
            return self._checked()
        if not self.folder.exists():
            self.url = mkdocs.render(self.root, self.folder, downloads=False)
        return check_site(Edition.load(self.root), self.folder, self.url)

    def _checked(self) -> list[Finding]:
        try:
            return check_edition(load(self.root))
        except FaultyFilesError as faulty:
            return faulty.findings

    def expected(self) -> list[Expected]:
        """Where each finding must be, as the case's marks, `at` and `also` say."""
        case = self.case
        own = list(self.marks)
        if "at" in case.data:
            own.append(self._place(case.data))
        assert own or case.kind == "good", f"{case.name}: says nowhere what must be found"
        assert not own or case.kind == "bad", f"{case.name}: a good case has a place for a finding"
        expected = [(*place, case.code) for place in own]
        for further in case.data.get("also", []):
            if isinstance(further, str):
                expected.append((*own[0], further))
            else:
                expected.append((*self._place(further), further.get("code", case.code)))
        return sorted(expected)

    def _warnings(self) -> list[Finding]:
        try:
            mkdocs.render(self.root, self.folder, downloads=False)
        except mkdocs.RenderingFailed as failure:
            return check_warnings(Edition.load(self.root), failure.warnings)
        return []

    def _path(self, name: str) -> Path:
        below_root = self.root / name
        return below_root if below_root.exists() or not self.folder.exists() else self.folder / name

    def _plant(self) -> list[tuple[str, int, int]]:
        texts: dict[str, str] = {}
        encodings = {edit.get("file") or edit["site"]: edit["encoding"] for edit in self.case.edits if "encoding" in edit}
        for edit in self.case.edits:
            name = edit.get("file") or edit["site"]
            path = (self.root if "file" in edit else self.folder) / name
            if edit.get("delete"):
                path.unlink()
            elif "write" in edit:
                assert not path.exists(), f"{self.case.name}: {name} is there already"
                texts[name] = edit["write"]
            else:
                text = texts.get(name) or path.read_bytes().decode("utf-8")
                texts[name] = _edited(text, edit, self.case.name)
        marks = []
        for name, text in texts.items():
            marks += [(name, *place) for place in _places_of_marks(text)]
            self.write(
                (self.root if self._is_source(name) else self.folder) / name,
                text.replace(MARK, ""),
                encodings.get(name, "utf-8"),
            )
        if REFERENCES in texts and self.case.code != "R008":
            _renew_digest(self.root)
        return marks

    def _is_source(self, name: str) -> bool:
        return any(edit.get("file") == name for edit in self.case.edits)

    @staticmethod
    def write(path: Path, text: str, encoding: str = "utf-8") -> None:
        # A linked file is replaced, not written into: the other name of it is the pristine one.
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))

    def _place(self, where: dict) -> tuple[str, int, int]:
        if "place" not in where:
            return where["at"], 1, 1
        text = self._path(where["at"]).read_bytes().decode("utf-8")
        sought = where["place"].replace(MARK, "")
        times = text.count(sought)
        assert times == 1, f"{self.case.name}: {sought!r} stands {times} times in {where['at']}"
        return where["at"], *line_and_column(text, text.index(sought) + max(where["place"].find(MARK), 0))


def release_it(root: Path) -> None:
    """Write into the edition's own files what the release of its version would."""
    edition = Edition.load(root)
    Trial.write(root / REGISTRY, released(edition, Registry.load(root)))
    release = Release(edition.version.number, "2026-11-24", "https://example.net/", digest_of_words(edition), "0")
    Trial.write(root / RELEASES, written([release]))


def commit_and_tag(root: Path, tag: str) -> None:
    """Make a repository of a folder, with all of it in one commit under a tag."""
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", tag], ["tag", tag]):
        subprocess.run(["git", "-C", str(root), *IDENTITY, *command], check=True)


def _edited(text: str, edit: dict, name: str) -> str:
    found = text.split(edit["find"])
    times, nth = len(found) - 1, edit.get("nth", 1)
    assert times >= nth if "nth" in edit else times == 1, f"{name}: {edit['find']!r} stands {times} times"
    return edit["find"].join(found[:nth]) + edit["replace"] + edit["find"].join(found[nth:])


def _places_of_marks(text: str) -> list[tuple[int, int]]:
    before, places = "", []
    for part in text.split(MARK)[:-1]:
        before += part
        places.append(line_and_column(before, len(before)))
    return places


def _renew_digest(root: Path) -> None:
    path = root / FORMATTED
    data = json.loads(path.read_text(encoding="utf-8"))
    data["made-from"] = digest((root / REFERENCES).read_text(encoding="utf-8"))
    path.unlink()
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
