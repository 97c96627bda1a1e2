"""The outcomes of earlier runs, kept in a file with their age, so that a weekly run asks little."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from sitecheck.external.outcome import Kind, Outcome, Weight

_FORM = 1
_DAY = 86_400
# A fault is asked again by each weekly run, because it may have been fixed; the rest is left alone for longer.
DAYS: Mapping[Weight, float] = {Weight.FINE: 30, Weight.UNKNOWN: 20, Weight.FAULT: 5, Weight.PASSING: 0}


class Cache:
    """Outcomes by address. `path` is the file; what is not in the expected form is ignored, because it can be asked again.

    `days` says how long an outcome holds. Without `is_fresh`, nothing in the file holds any more; it still tells since when a
    host has not answered.
    """

    def __init__(self, path: Path | None, days: Mapping[Weight, float] = DAYS, *, is_fresh: bool = True) -> None:
        self._path = path
        self._days = days
        self._is_fresh = is_fresh
        self._outcomes = dict(_read(path)) if path else {}

    def fresh(self, address: str, date: float) -> Outcome | None:
        """The outcome of an address, if it still holds at `date`."""
        outcome = self._outcomes.get(address)
        if not self._is_fresh or outcome is None:
            return None
        holds = self._days[outcome.kind.weight] * _DAY * _spread(address)
        return outcome if 0 <= date - outcome.asked < holds else None

    def keep(self, address: str, outcome: Outcome, date: float) -> Outcome:
        """Keep an outcome of `date`, and return it with the time since when it has been so."""
        before = self._outcomes.get(address)
        is_so_still = before and before.kind.weight is outcome.kind.weight
        since = min(before.since, date) if before and is_so_still else date
        kept = Outcome(outcome.kind, outcome.detail, outcome.address, date, since)
        if outcome.kind is not Kind.NOT_ASKED:
            self._outcomes[address] = kept
        return kept

    def write(self, used: set[str]) -> None:
        """Write what is known of the addresses that are still in use; the file is there whole or as it was.

        Raises OSError.
        """
        if self._path is None:
            return
        outcomes = {
            address: {**asdict(outcome), "kind": outcome.kind.value}
            for address, outcome in sorted(self._outcomes.items()) if address in used
        }
        text = json.dumps({"form": _FORM, "outcomes": outcomes}, indent=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
        finally:
            beside.unlink(missing_ok=True)


def _spread(address: str) -> float:
    """A number from 0.75 to 1, the same for one address always: not all of them grow old in the same week."""
    return 0.75 + sha256(address.encode("utf-8", "replace")).digest()[0] / 1020


def _read(path: Path) -> Iterator[tuple[str, Outcome]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["form"] != _FORM:
            return
        entries = dict(data["outcomes"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    for address, entry in entries.items():
        try:
            yield address, _outcome(entry)
        except (ValueError, KeyError, TypeError):
            continue


def _outcome(entry: Any) -> Outcome:
    asked, since = float(entry["asked"]), float(entry["since"])
    if not 0 <= since <= asked:
        raise ValueError
    return Outcome(Kind(entry["kind"]), str(entry["detail"]), str(entry["address"]), asked, since)
