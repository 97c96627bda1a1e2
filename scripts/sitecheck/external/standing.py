"""Findings that stand: of an address and a code, each with its reason and, if wanted, a day on which it is to be looked at.

    [[link]]
    address = "https://example.org/page#part"
    code = "E004"
    reason = "a script of the page adds the part"
    until = 2027-06-30
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from lint.finding import Finding
from sitecheck.external.codes import code_named

_NEEDED = ("address", "code", "reason")
_KNOWN = (*_NEEDED, "until")


class FaultyStanding(ValueError):
    """The text is no list of findings that stand; the message says why."""


@dataclass(frozen=True)
class Standing:
    address: str
    code: str
    reason: str
    until: date | None = None


def read_standing(text: str) -> tuple[Standing, ...]:
    """The findings that stand, from TOML. Raises FaultyStanding for the first fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyStanding(f"not TOML: {error}") from None
    entries = data.get("link", [])
    if set(data) - {"link"} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FaultyStanding("expected nothing but entries, each under [[link]]")
    return tuple(_standing(number, entry) for number, entry in enumerate(entries, 1))


def left_over(findings: Iterable[Finding], standing: Iterable[Standing], today: date) -> tuple[list[Finding], list[str]]:
    """The findings that do not stand, and lines on what stands without need, or for longer than was meant."""
    found = list(findings)
    meant = {(entry.address, entry.code): entry for entry in standing}
    remaining = [finding for finding in found if (finding.about, finding.code) not in meant]
    return remaining, list(_notes(meant.values(), {(finding.about, finding.code) for finding in found}, today))


def _notes(standing: Iterable[Standing], found: set[tuple[str, str]], today: date) -> Iterator[str]:
    for entry in standing:
        if (entry.address, entry.code) not in found:
            yield f"{entry.address}: {entry.code} is declared to stand, and was not found"
        elif entry.until and entry.until < today:
            yield f"{entry.address}: {entry.code} was declared to stand until {entry.until}: {entry.reason}"


def _standing(number: int, entry: dict[str, object]) -> Standing:
    for key in entry:
        if key not in _KNOWN:
            near = get_close_matches(key, _KNOWN, 1)
            raise FaultyStanding(f"link {number} has a {key}" + (f"; did you mean {near[0]}?" if near else ""))
    missing = [key for key in _NEEDED if not isinstance(entry.get(key), str) or not entry[key]]
    if missing:
        raise FaultyStanding(f"link {number} has no {', '.join(missing)}")
    code, until = code_named(str(entry["code"])), entry.get("until")
    if code is None:
        raise FaultyStanding(f"link {number} names {entry['code']}, which is not a code")
    if until is not None and type(until) is not date:
        raise FaultyStanding(f"link {number} has until = {until}, expected a day such as 2027-06-30")
    return Standing(str(entry["address"]), code.code, str(entry["reason"]), until)
