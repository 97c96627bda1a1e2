"""Waivers: each says what it waives and why, and is needed. The runner of the checks reports them."""

from __future__ import annotations

from collections.abc import Iterable

from lint.rule import Problem, rule


@rule("W001", "waivers", waivable=False)
def waivers_are_whole(problems: Iterable[Problem]) -> Iterable[Problem]:
    """A waiver lacks its reason or another part, or waives what can't be waived.

    Bad:
        [[waiver]]
        code = "L005"
        file = "docs/index.md"
        contains = "http://www.mfa.kz/"
    Good:
        [[waiver]]
        code = "L005"
        file = "docs/index.md"
        contains = "http://www.mfa.kz/"
        reason = "the address as it was seen; https was not tried"
    Fix: write code, file, contains and reason; a finding that can't be waived has to be fixed.
    """
    yield from problems


@rule("W002", "unused waivers", waivable=False)
def waivers_are_needed(problems: Iterable[Problem]) -> Iterable[Problem]:
    """A waiver no longer waives anything.

    It would hide the next finding of its kind.

    Bad:
        a waiver for an http address that has become https
    Good:
        only waivers whose finding is still there
    Fix: remove the waiver from scripts/waivers.toml.
    """
    yield from problems
