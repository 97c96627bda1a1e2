"""Waivers: findings that stand for a stated reason, kept in one TOML file.

    [[waiver]]
    code = "L005"
    file = "docs/about.md"
    contains = "http://example.org/"      # a part of the finding's message
    reason = "the host answers on http only"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lint.finding import Finding
from lint.rule import RULES, Problem, code_of

_HEADER = re.compile(r"\s*\[\[\s*waiver\s*\]\]")
_AT = re.compile(r"at line (\d+), column (\d+)")
FIELDS = ("code", "file", "contains", "reason")


class WaiverError(Exception):
    """The waiver file can't be read: what is wrong, how to fix it, and where if that is known."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
        self.fix = f"write each as [[waiver]] with {', '.join(FIELDS)}"


@dataclass(frozen=True)
class Waiver:
    code: str
    file: str
    contains: str
    reason: str
    line: int

    def covers(self, finding: Finding) -> bool:
        return (finding.code, finding.file) == (self.code, self.file) and self.contains in finding.message


    def is_meant_for(self, finding: Finding) -> bool:
        """Whether it would cover a finding, were it whole: it names the file, and a rule that can be waived or is none."""
        can_be_waived = finding.code in RULES and RULES[finding.code].waivable
        names_rule = self.code == finding.code or self.code not in RULES
        return can_be_waived and names_rule and self.file == finding.file and self.contains in finding.message


def _parts(entry: Mapping[str, object]) -> tuple[str, str, str, str]:
    """Code, file, contains and reason of an entry, which may name its rule in words."""
    code, file, contains, reason = (str(entry.get(field, "")).strip() for field in FIELDS)
    return code_of(code) or code, file, contains, reason


@dataclass(frozen=True)
class Waivers:
    """The waivers of one file; `file` is its name in findings."""

    file: str
    waivers: tuple[Waiver, ...] = ()

    @classmethod
    def load(cls, path: Path, name: str) -> Waivers:
        """Read `path`; no file means no waivers. Raises WaiverError if it can't be read as waivers."""
        if not path.exists():
            return cls(name)
        text = path.read_text(encoding="utf-8")
        try:
            entries = tomllib.loads(text).get("waiver", [])
            lines = [n for n, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
            waivers = [
                Waiver(*_parts(entry), line=line)
                for entry, line in zip(entries, lines, strict=True)
            ]
        except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
            place = _AT.search(str(error))
            raise WaiverError(f"not a list of waivers ({error})", *(map(int, place.groups()) if place else ())) from None
        return cls(name, tuple(waivers))

    def unwaived(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that no waiver covers, in their order, each once."""
        return [f for f in dict.fromkeys(findings) if not any(w.covers(f) and self._valid(w) for w in self.waivers)]

    def meant(self, finding: Finding) -> Waiver | None:
        """The faulty waiver that was to cover a finding, by all that it says; None if there is none."""
        return next((w for w in self.waivers if not self._valid(w) and w.is_meant_for(finding)), None)

    def faulty(self) -> Iterable[Problem]:
        """Waivers that say too little, or that waive what can't be waived."""
        for waiver in self.waivers:
            missing = [field for field in FIELDS if not getattr(waiver, field)]
            if missing:
                yield Problem(self.file, waiver.line, 1, f"a waiver without {', '.join(missing)}")
            elif waiver.code not in RULES:
                yield Problem(self.file, waiver.line, 1, f"a waiver of {waiver.code}, which is not a rule")
            elif not RULES[waiver.code].waivable:
                yield Problem(self.file, waiver.line, 1, f"a waiver of {waiver.code}, which can't be waived")

    def unused(self, findings: Iterable[Finding], codes: set[str]) -> Iterable[Problem]:
        """Valid waivers that cover none of `findings`, among those whose rules (`codes`) were run."""
        found = list(findings)
        for waiver in self.waivers:
            if waiver.code in codes and self._valid(waiver) and not any(waiver.covers(f) for f in found):
                yield Problem(
                    self.file, waiver.line, 1,
                    f"no {waiver.code} in {waiver.file} contains {waiver.contains!r} any more",
                )

    @staticmethod
    def _valid(waiver: Waiver) -> bool:
        return all(getattr(waiver, f) for f in FIELDS) and waiver.code in RULES and RULES[waiver.code].waivable
