"""Archived copies of pages that are linked to: mementos (RFC 7089), by the address of the original."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

KEYS = ("original", "copy", "datetime")
_FORM = "%Y-%m-%dT%H:%M:%SZ"
# Archives that run the Wayback Machine's software have a copy's datetime in its address.
_IN_ADDRESS = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(https?:.+)$", re.S)


@dataclass(frozen=True)
class Copy:
    """`taken` is the Memento-Datetime: when the original was as the copy shows it."""

    original: str
    address: str
    taken: datetime

    def attributes(self) -> dict[str, str]:
        """Those of a Robust Link, https://mementoweb.org/robustlinks/spec/."""
        return {
            "data-originalurl": self.original, "data-versionurl": self.address,
            "data-versiondate": self.taken.strftime("%Y-%m-%d"),
        }


Copies = Mapping[str, Copy]


class FaultyCopies(ValueError):
    """The data are not copies; the message says what is wrong, `number` in which entry (from 0; -1 in none)."""

    def __init__(self, message: str, number: int = -1) -> None:
        super().__init__(message)
        self.number = number


def read_copies(text: str) -> dict[str, Copy]:
    """The copies in a list of JSON. Raises FaultyCopies for the first fault."""
    copies: dict[str, Copy] = {}
    for number, entry in enumerate(_entries(text)):
        for message in faults(entry):
            raise FaultyCopies(message, number)
        copies[entry["original"]] = Copy(
            entry["original"], entry["copy"], datetime.strptime(entry["datetime"], _FORM).replace(tzinfo=UTC),
        )
    return copies


def faults(entry: object) -> Iterator[str]:
    """What is wrong with an entry: its form, or a copy's address that says something else than the entry."""
    if not isinstance(entry, dict) or set(entry) != set(KEYS) or not all(isinstance(entry[key], str) for key in KEYS):
        yield f"expected an object with the texts {', '.join(KEYS)}"
        return
    for key in ("original", "copy"):
        if not re.match(r"https?://[^/\s]+", entry[key]):
            yield f"{key} is {entry[key]!r}, expected an address"
    try:
        taken = datetime.strptime(entry["datetime"], _FORM)
    except ValueError:
        yield f"datetime is {entry['datetime']!r}, expected one in UTC such as 2014-05-01T12:00:00Z"
        return
    if told := _IN_ADDRESS.search(entry["copy"]):
        if told[1] != taken.strftime("%Y%m%d%H%M%S"):
            yield f"the copy’s address says {told[1]}, the datetime {entry['datetime']}"
        if _bare(told[2]) != _bare(entry["original"]):
            yield f"the copy’s address is that of a copy of {told[2]}"


def _entries(text: str) -> list[dict[str, str]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FaultyCopies(f"not JSON: {error}") from None
    if not isinstance(data, list):
        raise FaultyCopies("expected a list, [ … ]")
    return data


def _bare(address: str) -> str:
    """An address as far as archives tell addresses apart: without scheme, `www.` and the last slash."""
    return re.sub(r"^https?:/+(?:www\d*\.)?", "", address.lower()).replace(":80/", "/").rstrip("/")
