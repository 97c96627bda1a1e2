"""The registry of released anchors, docs/anchors.tsv: what was released when, with the digests of its words.

Before the first release it has no line, and claims nothing. One event a line, in the order in which they happened; its
fields, with tabs:

    1.0.0       published  chairmanship.md#p3  <printed>  <read>   the address exists since this version
    1.1.0       reworded   chairmanship.md#p3  <read>              its reading text changed in this version
    2.0.0       moved      chairmanship.md#p3  programme.md#p3     it leads elsewhere since this version
    unreleased  withdrawn  index.md#note-d     <why>               there is nothing more; the next release gives the version

An address is a page of docs/, and with # an id of it. The digests are those of `edition.permanent`. Of several moves and
withdrawals of one address the last holds. A released line is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from edition.errors import EditionError
from edition.version import is_number, order

REGISTRY = "docs/anchors.tsv"
HEAD = "# The registry of released anchors: CONTRIBUTING.md, “Anchors”. Written by `build.py`, never by hand.\n"
UNRELEASED = "unreleased"
_DIGEST = re.compile(r"[0-9a-f]{16}|-")
_ADDRESS = re.compile(r"[\w/.-]+\.md(?:#[^\s#]+)?")
_FIELDS = {"published": 5, "reworded": 4, "moved": 4, "withdrawn": 4}


@dataclass(frozen=True)
class Event:
    """One line. `values` are the fields behind the address."""

    line: int
    version: str
    kind: str
    address: str
    values: tuple[str, ...]


@dataclass
class Published:
    """What the registry knows of one address. `history` has version, printed and read digest, oldest first.

    `gone` is the event by which it moved or was withdrawn, if it did.
    """

    address: str
    line: int
    history: list[tuple[str, str, str]]
    gone: Event | None = None

    @property
    def moved_to(self) -> str:
        """Where it leads now; empty if it has not moved."""
        return self.gone.values[0] if self.gone and self.gone.kind == "moved" else ""

    @property
    def since(self) -> str:
        return self.history[0][0]

    @property
    def printed(self) -> str:
        return self.history[-1][1]

    @property
    def read(self) -> str:
        return self.history[-1][2]


@dataclass
class Registry:
    """The registry as read. `faults` are the lines that mean nothing, with what is wrong."""

    text: str = ""
    events: list[Event] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    published: dict[str, Published] = field(default_factory=dict)
    _version: str = ""

    @classmethod
    def load(cls, root: Path) -> Registry:
        """Read the registry below the project's `root`; an absent one is empty. Raises EditionError if not UTF-8."""
        try:
            return cls.parse((root / REGISTRY).read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return cls()
        except UnicodeDecodeError as error:
            raise EditionError(f"{REGISTRY}: not UTF-8 ({error}); restore it: git checkout -- {REGISTRY}") from None

    @classmethod
    def parse(cls, text: str) -> Registry:
        registry = cls(text)
        for number, line in enumerate(text.split("\n"), 1):
            if line and not line.startswith("#"):
                registry._take(number, line)
        return registry

    def _take(self, number: int, line: str) -> None:
        fields = line.split("\t")
        version, kind, address = (*fields, "", "")[:3]
        values = fields[3:]
        event = Event(number, version, kind, address, tuple(values))
        if fault := self._fault(event):
            self.faults.append((number, fault))
            return
        self.events.append(event)
        if kind == "published":
            self.published[address] = Published(address, number, [(version, values[0], values[1])])
        elif kind == "reworded":
            known = self.published[address]
            known.history.append((version, known.printed, values[0]))
        else:
            # A page without a permanent anchor is not listed, and may leave its address behind all the same.
            self.published.setdefault(address, Published(address, number, [(version, "-", "-")])).gone = event

    def _fault(self, event: Event) -> str:
        if event.kind not in _FIELDS:
            return f"{event.kind!r} is not an event; expected {', '.join(_FIELDS)}"
        if len(event.values) + 3 != _FIELDS[event.kind]:
            return f"{event.kind} has {len(event.values) + 3} fields, expected {_FIELDS[event.kind]}, with tabs between"
        if not (is_number(event.version) or event.version == UNRELEASED):
            return f"{event.version!r} is not a version; expected three numbers, such as 1.0.0, or {UNRELEASED}"
        before, self._version = self._version, event.version
        if before and _order(event.version) < _order(before):
            return f"version {event.version} comes after {before}"
        for address in (event.address, *(event.values if event.kind == "moved" else ())):
            if not _ADDRESS.fullmatch(address):
                return f"{address!r} is not an address; expected a page of docs/, such as chairmanship.md#p3"
        if event.kind in ("published", "reworded") and not all(map(_DIGEST.fullmatch, event.values)):
            return f"{' '.join(event.values)} are no digests; expected 16 hexadecimal digits each, or -"
        if event.kind == "published" and event.address in self.published:
            return f"{event.address} is published a second time"
        is_page = event.kind == "moved" and "#" not in event.address
        if event.kind != "published" and not is_page and event.address not in self.published:
            return f"{event.address} is {event.kind} but was never published"
        return ""


def with_events(text: str, lines: Iterable[tuple[str, ...]]) -> str:
    """The registry `text` with events at its end: version, kind, address, values."""
    return (text or HEAD) + "".join("\t".join(fields) + "\n" for fields in lines)


def without_returned(text: str, present: Container[str]) -> str:
    """The registry `text` without the unreleased moves and withdrawals of addresses that are present."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not (
        line.startswith((f"{UNRELEASED}\tmoved\t", f"{UNRELEASED}\twithdrawn\t")) and line.split("\t")[2] in present
    ))


def released_as(text: str, version: str) -> str:
    """The registry `text` with every unreleased event as one of `version`."""
    return re.sub(rf"(?m)^{UNRELEASED}(?=\t)", version, text)


def _order(version: str) -> tuple[float, ...]:
    return (float("inf"),) if version == UNRELEASED else order(version)
