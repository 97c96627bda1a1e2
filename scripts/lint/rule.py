"""Rules: one decorated generator each, found by a stable code and explained by its docstring.

A code is never reused for another rule. The docstring is the rule's page of explanation:
a one-sentence summary, why it matters, and the parts `Bad:`, `Good:` and `Fix:`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from lint.finding import Finding

Check = TypeVar("Check", bound="Callable[[Any], Iterable[Problem]]")
PARTS = ("Bad", "Good", "Fix")


@dataclass(frozen=True)
class Problem:
    """What a rule yields: a fault at a place, not yet stamped with the rule's code and fix.

    `about` is that of a finding. A `fix` that knows more than the rule's own stands in its place.
    """

    file: str
    line: int
    column: int
    message: str
    about: str = ""
    fix: str = ""


@dataclass(frozen=True)
class Rule:
    code: str
    subject: str
    waivable: bool
    check: Callable[[Any], Iterable[Problem]]
    summary: str
    reason: str
    bad: str
    good: str
    fix: str

    @property
    def name(self) -> str:
        """What the rule demands, in words that can be typed: `ids-are-unique`."""
        return self.check.__name__.replace("_", "-")

    def run(self, checked: Any) -> Iterator[Finding]:
        for problem in self.check(checked):
            place = problem.file, problem.line, problem.column
            yield Finding(*place, self.code, problem.message, problem.fix or self.fix, problem.about)


RULES: dict[str, Rule] = {}


def rule(code: str, subject: str, *, waivable: bool = True) -> Callable[[Check], Check]:
    """Register a generator of `Problem`s as the rule `code` for what `subject` names.

    Raises ValueError if the code is taken or the docstring lacks one of its parts.
    """

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        RULES[code] = Rule(code, subject, waivable, check, **_explanation(code, check.__doc__ or ""))
        return check

    return register


def code_of(text: str) -> str:
    """The code of the rule that is named by its code or by its name, in either case; empty if none is."""
    asked = text.strip().lower()
    return next((code for code, found in RULES.items() if asked in (code.lower(), found.name)), "")


def run_rules(subject: str, checked: Any) -> Iterator[Finding]:
    """Run every rule registered for `subject` on `checked`."""
    for code in sorted(RULES):
        if RULES[code].subject == subject:
            yield from RULES[code].run(checked)


def _explanation(code: str, docstring: str) -> dict[str, str]:
    parts: dict[str, list[str]] = {name: [] for name in ("Text", *PARTS)}
    current = "Text"
    for line in inspect.cleandoc(docstring).splitlines():
        name, colon, rest = line.partition(":")
        if colon and name in PARTS:
            current, line = name, rest.strip()
        parts[current].append(line)
    text = {name: inspect.cleandoc("\n".join(lines)).strip() for name, lines in parts.items()}
    summary, _, reason = text["Text"].partition("\n\n")
    missing = [name for name in PARTS if not text[name]] + ([] if summary else ["a summary"])
    if missing:
        raise ValueError(f"rule {code}: its docstring lacks {', '.join(missing)}")
    return {
        "summary": " ".join(summary.split()),
        "reason": " ".join(reason.split()),
        "bad": text["Bad"],
        "good": text["Good"],
        "fix": " ".join(text["Fix"].split()),
    }
