"""What is told of a run: findings, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lint.finding import Finding
from sitecheck.external.codes import code_for
from sitecheck.external.copies import Copies
from sitecheck.external.outcome import Kind, Outcome, Weight
from sitecheck.external.standing import Standing, left_over

# What passes by itself is a finding once it has lasted so long: from one weekly run to the next.
PATIENCE = 5 * 86_400

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Told:
    """`findings` are faults. `unknown` are lines on what is to be looked at by hand, or may pass by itself."""

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
            unknown.append(f"{address}: {outcome.detail}")
    remaining, notes = left_over(findings, standing, today or datetime.now(UTC).date())
    return Told(sorted(remaining), [*unknown, *notes], len(outcomes))


def as_markdown(result: Told) -> str:
    """A report for an issue. What hosts say is put in code, so that it can't mention people or load pictures."""
    findings = [
        f"- {_code(f'{finding.file}:{finding.line}')} {finding.code}: {_code(finding.message)}\n  {_plain(finding.fix)}"
        for finding in result.findings
    ]
    return "\n".join([
        f"{_count(len(result.findings), 'finding')} in {_count(result.addresses, 'link')} to other hosts.", "",
        *findings, *([""] if findings else []), *_section("Not known; check by hand", map(_code, result.unknown)),
    ])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = [f"- {line}" for line in lines]
    if listed:
        yield from (f"## {title}", "", *listed, "")


def _finding(address: str, outcome: Outcome, places: list[Place], copies: Copies) -> Finding:
    code = code_for(outcome.kind)
    assert code
    more = len(places) - 1
    elsewhere = f" (and at {_count(more, 'other place')})" if more else ""
    message = f"{address}: {outcome.detail}{elsewhere}"
    if outcome.kind is Kind.FAILING:
        message += f", since {datetime.fromtimestamp(outcome.since, UTC):%-d %B %Y}"
    fix = f"write {outcome.address}" if outcome.address else code.fix
    if (copy := copies.get(address)) and not outcome.address:
        fix += f"; a copy of {copy.taken:%-d %B %Y} is at {copy.address}"
    return Finding(*places[0], code.code, message, fix, address)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _code(text: str) -> str:
    """Text as code of Markdown, in one line, whatever it contains."""
    return f"`` {' '.join(text.replace('`', '’').split())} ``"


def _plain(text: str) -> str:
    """A fix, with its addresses as code."""
    return " ".join(_code(word) if "://" in word else word for word in text.split())
