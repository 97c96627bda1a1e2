"""Which findings of a check are asked for: by file or folder, and by rule. All are made; the others are not shown."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks import RULES
from lint.finding import Finding
from lint.rule import code_of


@dataclass(frozen=True)
class Selection:
    """Findings in one of `paths`, files or folders, of rules in `select` and not in `ignore`; empty selects all."""

    paths: Sequence[Path] = ()
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def of(self, findings: Iterable[Finding], root: Path) -> list[Finding]:
        """Those of `findings` that are asked for; their files are below `root`."""
        return [
            finding for finding in findings
            if (not self.select or finding.code in self.select) and finding.code not in self.ignore
            and (not self.paths or self._has((root / finding.file).resolve()))
        ]

    def _has(self, file: Path) -> bool:
        return any(path == file or path in file.parents for path in self.paths)


def path(text: str) -> Path:
    """A file or folder that is there, as it was typed in the current folder."""
    found = Path(text)
    if not text or not found.exists():
        raise argparse.ArgumentTypeError(f"{text!r} is not there; expected a file or a folder")
    return found.resolve()


def codes(text: str) -> frozenset[str]:
    """The codes of the rules that a list with commas names, each by its name, its code or the beginning of it."""
    return frozenset(code for name in text.split(",") for code in _named(name.strip()))


def no_rule(text: str) -> str:
    """What to say of a code or a name that no rule has."""
    asked, known = (text.lower(), [rule.name for rule in RULES.values()]) if "-" in text else (text.upper(), [*RULES])
    near = difflib.get_close_matches(asked, known, n=1, cutoff=0.5)
    return f"{asked} is not a rule; " + (f"did you mean {near[0]}? " if near else "") + "`build.py explain` lists them"


def _named(name: str) -> list[str]:
    if whole := code_of(name):
        return [whole]
    found = [code for code in RULES if name and code.startswith(name.upper())]
    if not found:
        raise argparse.ArgumentTypeError(no_rule(name) if name else "a code is missing; expected, for example, C003,L")
    return found
