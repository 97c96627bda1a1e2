"""What came of earlier runs, kept in a file, so that a weekly run asks little: each outcome has its age."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from sitecheck.external.outcome import Kind, Outcome, Weight

_FORM = 1
_DAY = 86_400
# A fault is asked again by each weekly run, for it may have been put right; what is fine, or can't be known, is left alone.
_DAYS = {Weight.FINE: 30, Weight.UNKNOWN: 20, Weight.FAULT: 5, Weight.PASSING: 0}


class Cache:
    """Outcomes by address. `path` is the file; what is not in its form is left aside, because it can be asked again.

    Without `is_fresh`, nothing in it holds any more; it still tells since when a host has not answered.
    """

    def __init__(self, path: Path | None, *, is_fresh: bool = True) -> None:
        self._path = path
        self._is_fresh = is_fresh
        self._outcomes = _read(path) if path else {}

    def fresh(self, address: str, date: float) -> Outcome | None:
        """The outcome of an address, if it still holds at `date`."""
        outcome = self._outcomes.get(address)
        if self._is_fresh and outcome and 0 <= date - outcome.asked < _DAYS[outcome.kind.weight] * _DAY * _spread(address):
            return outcome
        return None

    def keep(self, address: str, outcome: Outcome, date: float) -> Outcome:
        """Keep an outcome that was had at `date`; returned is what is kept, which knows since when it is so."""
        before = self._outcomes.get(address)
        is_so_still = before and before.kind.weight is outcome.kind.weight
        kept = Outcome(outcome.kind, outcome.detail, outcome.address, date, before.since if before and is_so_still else date)
        if outcome.kind is not Kind.NOT_ASKED:
            self._outcomes[address] = kept
        return kept

    def write(self, used: set[str]) -> None:
        """Write what is known of the addresses that are still in use; the file is there whole or as it was."""
        if self._path is None:
            return
        outcomes = {
            address: {**asdict(outcome), "kind": outcome.kind.value}
            for address, outcome in sorted(self._outcomes.items()) if address in used
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        text = json.dumps({"form": _FORM, "outcomes": outcomes}, indent=1, ensure_ascii=False)
        beside.write_text(text, encoding="utf-8")
        beside.replace(self._path)


def _spread(address: str) -> float:
    """A number from 0.75 to 1, the same for one address always: not all of them grow old in the same week."""
    return 0.75 + sha256(address.encode("utf-8", "replace")).digest()[0] / 1020


def _read(path: Path) -> dict[str, Outcome]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["form"] != _FORM:
            return {}
        return {
            address: Outcome(
                Kind(entry["kind"]), str(entry["detail"]), str(entry["address"]), float(entry["asked"]), float(entry["since"]),
            )
            for address, entry in data["outcomes"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
