"""The references that the article cites, from one CSL-JSON file.

An item is CSL-JSON 1.0.2 (https://docs.citationstyles.org/). Its `id` is the number that the article cites.
`custom.in-source` says whether the article's own list has the entry; the set of those that it lacks is thereby declared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.errors import UnreadableError, not_found, not_utf8
from lint.place import line_and_column

REFERENCES = "docs/references.json"
_PAGES = re.compile(r"(?P<first>\d+)(?:[-–](?P<last>\d+))?")


def page_range(text: str) -> tuple[int, int] | None:
    """First and last page of `3-6` or `3`; None if the text is no range of numbers."""
    match = _PAGES.fullmatch(text)
    return (int(match["first"]), int(match["last"] or match["first"])) if match else None


@dataclass(frozen=True)
class Reference:
    """One item of the file, with the offset where it begins. `data` is the item as written."""

    data: dict[str, Any]
    offset: int

    @property
    def id(self) -> str:
        return str(self.data.get("id", ""))

    @property
    def in_source(self) -> bool:
        return bool(self.custom.get("in-source"))

    @property
    def custom(self) -> dict[str, Any]:
        custom = self.data.get("custom")
        return custom if isinstance(custom, dict) else {}

    @property
    def is_described(self) -> bool:
        """Whether the item says more than that the article cites it."""
        return self.in_source or bool(self.custom.get("identified"))

    @property
    def pages(self) -> tuple[int, int] | None:
        """First and last page, or None where the item gives no pages or not as numbers."""
        return page_range(str(self.data.get("page", "")))


@dataclass(frozen=True)
class References:
    text: str
    items: tuple[Reference, ...]

    @classmethod
    def load(cls, root: Path) -> References:
        """Read the list below the project's `root`. Raises UnreadableError if it is missing or no list of items."""
        try:
            text = (root / REFERENCES).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise not_found(REFERENCES) from None
        except UnicodeDecodeError as error:
            raise not_utf8(REFERENCES, error) from None
        return cls(text, tuple(_items(text)))

    @cached_property
    def by_id(self) -> dict[str, Reference]:
        return {item.id: item for item in self.items}

    def place(self, item: Reference, field: str = "") -> tuple[str, int, int]:
        """File, line and column of `item`, or of one of its fields where the text shows it."""
        offset = item.offset
        if field:
            found = self.text.find(f'"{field}"', offset)
            following = min((i.offset for i in self.items if i.offset > offset), default=len(self.text))
            offset = found if 0 <= found < following else offset
        return REFERENCES, *line_and_column(self.text, offset)


def _items(text: str) -> Iterator[Reference]:
    decoder = json.JSONDecoder()
    position = _skip_space(text, 0)
    try:
        if text[position:position + 1] != "[":
            raise json.JSONDecodeError("expected a list, [ … ]", text, position)
        position = _skip_space(text, position + 1)
        while text[position:position + 1] != "]":
            item, end = decoder.raw_decode(text, position)
            if not isinstance(item, dict):
                raise json.JSONDecodeError("expected an item, { … }", text, position)
            yield Reference(item, position)
            position = _skip_space(text, end)
            if text[position:position + 1] == ",":
                position = _skip_space(text, position + 1)
            elif text[position:position + 1] != "]":
                raise json.JSONDecodeError("expected a comma or ]", text, position)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            REFERENCES, f"not CSL-JSON: {error.msg}", "correct it here or just before", error.lineno, error.colno
        ) from None


def _skip_space(text: str, position: int) -> int:
    while text[position:position + 1].isspace():
        position += 1
    return position
