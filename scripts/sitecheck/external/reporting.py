"""The result of a run: findings, and what could not be established."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lint.finding import Finding
from lint.report import counted
from sitecheck.external.codes import code_for
from sitecheck.external.copies import Copies
from sitecheck.external.outcome import Kind, Outcome, Weight
from sitecheck.external.standing import Standing, left_over

# What passes by itself is a finding once it has lasted so long: from one weekly run to the next.
PATIENCE = 5 * 86_400
# Nobody reads a longer line, and a longer address is not worth proposing.
_LONG = 600

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Told:
    """`findings` are faults. `unknown` are lines on what is to be checked by hand, or may pass by itself."""

    findings: list[Finding]
    unknown: list[str]
    addresses: int


def told(
    outcomes: Mapping[str, Outcome], places: Mapping[str, list[Place]], copies: Copies,
    standing: Iterable[Standing] = (), today: date | None = None,
) -> Told:
    """Put outcomes into words. `places` are those where each address is written, the one to change first.

    What is `standing` is no finding; `today`, in UTC, is what its days are compared with.
    """
    findings, unknown = [], []
    for address, outcome in sorted(outcomes.items()):
        weight = outcome.kind.weight
        if weight is Weight.FAULT or (weight is Weight.PASSING and outcome.asked - outcome.since >= PATIENCE):
            findings.append(_finding(address, outcome, places[address], copies))
        elif weight is not Weight.FINE:
            unknown.append(_one_line(f"{address}: {outcome.detail}"))
    remaining, notes = left_over(findings, standing, today or datetime.now(UTC).date())
    return Told(sorted(remaining), [*unknown, *notes], len(outcomes))


def _finding(address: str, outcome: Outcome, places: list[Place], copies: Copies) -> Finding:
    code = code_for(outcome.kind)
    assert code
    message = _one_line(f"{address}: {outcome.detail}")
    if outcome.kind is Kind.FAILING:
        message += f", since {datetime.fromtimestamp(outcome.since, UTC):%-d %B %Y}"
    if more := len(places) - 1:
        message += f" (and in {counted(more, 'other place')})"
    is_named = 0 < len(outcome.address) <= _LONG
    fix = f"write {outcome.address}" if is_named else code.fix
    if (copy := copies.get(address) or copies.get(address.partition("#")[0])) and not is_named:
        fix += f"; a copy of {copy.taken:%-d %B %Y} is at {copy.address}"
    return Finding(*places[0], code.code, message, fix, address)


def _one_line(text: str) -> str:
    """A text as one line without control characters, whatever a host has put into it, so that it can't mislead a terminal."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
