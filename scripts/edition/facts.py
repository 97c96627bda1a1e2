"""The editor's facts: events, places, terms and dimensions, each with its sources, from one TOML file.

An edition need not have any: without docs/facts.toml all lists are empty. `fact_fields` has what the file may hold; what
is wrong in it the rules G001 to G006 say, so a table is read here whatever it lacks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.dates import Period, parse_period
from edition.errors import UnreadableError, not_utf8
from edition.fact_fields import FIELDS

FACTS = "docs/facts.toml"
CONFIRMED, PROBABLE = "confirmed", "probable"

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*(?P<kind>[\w-]+)[ \t]*\]\]?[ \t]*(?:#.*)?")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class Fact:
    """One table of the file: its kind, its fields as they are written, and the lines of its head and of each field."""

    kind: str
    data: dict[str, Any]
    lines: dict[str, int]

    def text(self, field: str) -> str:
        """A field's text, in one line; empty if it is missing or no text."""
        value = self.data.get(field)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def texts(self, field: str) -> list[str]:
        value = self.data.get(field)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def number(self, field: str) -> float:
        value = self.data.get(field)
        return float(value) if isinstance(value, int | float) else 0.0

    def place(self, field: str = "") -> tuple[str, int, int]:
        """File, line and column of a field, or of the table where it lacks it."""
        return FACTS, self.lines.get(field, self.lines.get("", 1)), 1

    @property
    def id(self) -> str:
        return self.text("id")

    @property
    def anchor(self) -> str:
        """Its id on its page: `event-astana-summit`."""
        return f"{self.kind}-{self.id}"

    @property
    def name(self) -> str:
        return self.text("name") or self.text("short")

    @property
    def is_probable(self) -> bool:
        return self.text("status") == PROBABLE

    @property
    def forms(self) -> list[str]:
        """The words by which the article names it."""
        return self.texts("forms")


@dataclass(frozen=True)
class Event(Fact):
    """A dated event. What the article itself says of its date is `in_article`, the words that say it `words`."""

    @cached_property
    def period(self) -> Period | None:
        """Its date; None if it has none that can be read."""
        return _period(self.text("date"))

    @cached_property
    def in_article(self) -> Period | None:
        return _period(self.text("in-article"))

    @property
    def paragraphs(self) -> list[str]:
        return self.texts("paragraphs")

    @property
    def words(self) -> str:
        return self.text("words")

    @property
    def is_articles(self) -> bool:
        """Whether all of its date is the article's."""
        return self.period is not None and self.period == self.in_article

    @property
    def said(self) -> str:
        return self.period.said if self.period else self.text("date")


@dataclass(frozen=True)
class Facts:
    """All of them, each kind in the order of the file."""

    text: str = ""
    tables: tuple[Fact, ...] = ()
    strange: tuple[tuple[str, int], ...] = ()

    @classmethod
    def load(cls, root: Path) -> Facts:
        """Read docs/facts.toml below the project's `root`; none if it isn't there. Raises UnreadableError if it is no TOML."""
        try:
            text = (root / FACTS).read_bytes().decode("utf-8")
        except FileNotFoundError:
            return cls()
        except UnicodeDecodeError as error:
            raise not_utf8(FACTS, error) from None
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Facts:
        """The facts that a text in TOML has. Raises UnreadableError if it is none."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = _AT.search(str(error))
            place = (int(match[1]), int(match[2])) if match else (1, 1)
            message = _AT.sub("", str(error)).strip()
            raise UnreadableError(FACTS, f"not TOML: {message}", "correct it here or just before", *place) from None
        lines = _lines(text)
        tables: list[Fact] = []
        for kind in FIELDS:
            found = data.get(kind)
            for number, table in enumerate(found if isinstance(found, list) else []):
                if isinstance(table, dict):
                    made = Event if kind == "event" else Fact
                    tables.append(made(kind, table, lines.get((kind, number), {})))
        strange = tuple(
            (name, lines.get((name, 0), {}).get("", 1)) for name, value in data.items()
            if name not in FIELDS or not isinstance(value, list)
        )
        return cls(text, tuple(tables), strange)

    def of(self, kind: str) -> list[Fact]:
        return [table for table in self.tables if table.kind == kind]

    @cached_property
    def events(self) -> list[Event]:
        return [table for table in self.tables if isinstance(table, Event)]

    @property
    def places(self) -> list[Fact]:
        return self.of("place")

    @property
    def terms(self) -> list[Fact]:
        return self.of("term")

    @property
    def dimensions(self) -> list[Fact]:
        return self.of("dimension")

    @cached_property
    def sources(self) -> dict[str, Fact]:
        return {source.id: source for source in self.of("source")}

    def sources_of(self, fact: Fact) -> Iterator[Fact]:
        """The sources that a fact names, as far as they are there."""
        for name in fact.texts("sources"):
            if name in self.sources:
                yield self.sources[name]


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _lines(text: str) -> dict[tuple[str, int], dict[str, int]]:
    """The line of each table's head, under "", and of its fields, by the table's kind and number."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    counts: dict[str, int] = {}
    current: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := _HEADER.fullmatch(line):
            kind = match["kind"]
            counts[kind] = counts.get(kind, -1) + 1
            current = found[kind, counts[kind]] = {"": number}
        elif match := re.match(r"[ \t]*([\w-]+)[ \t]*=", line):
            current.setdefault(match[1], number)
            found.setdefault((match[1], 0), {"": number})
    return found
