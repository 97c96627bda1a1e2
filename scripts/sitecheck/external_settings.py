"""The settings for links to other hosts, under `[tool.sitecheck.external]`. It imports nothing of what asks them."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitecheck.setting_names import SettingsError, known, strings

# The limit that each sets (see sitecheck.external.limits), and the least that it may be; more than 0 where that is None.
_NUMBERS: dict[str, tuple[str, float | None]] = {
    "seconds": ("run", None), "seconds-per-request": ("exchange", None), "seconds-between": ("gap", 0),
    "patience": ("patience", 0),
}
_COUNTS: dict[str, tuple[str, float | None]] = {
    "bytes": ("body", 1), "bytes-unpacked": ("unpacked", 1), "redirects": ("redirects", 0), "tries": ("tries", 1),
    "side-by-side": ("connections", 1), "side-by-side-per-host": ("side_by_side", 1),
}
_OUTCOMES = ("fine", "unknown", "fault", "passing")
_NAMES = (*_NUMBERS, *_COUNTS, "days", "allow-private", "copies")


@dataclass(frozen=True)
class External:
    """`limits` are those that are set, `days` how long outcomes hold, both by name.

    `allowed` are the private networks that may be asked. `copies` is the file with archived copies.
    """

    limits: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[str, float] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    copies: Path | None = None


def external(path: Path, table: Mapping[str, object]) -> External:
    """The settings in a table of the file at `path`. Raises SettingsError if they can't be used."""
    limits: dict[str, Any] = {}
    for name, value in table.items():
        known(path, name, _NAMES, "external.")
        if name in _NUMBERS:
            limit, least = _NUMBERS[name]
            limits[limit] = _number(path, name, value, least)
        elif name in _COUNTS:
            limit, least = _COUNTS[name]
            limits[limit] = _number(path, name, value, least, is_whole=True)
    return External(limits, _days(path, table.get("days", {})), _allowed(path, table), _copies(path, table))


def _number(path: Path, name: str, value: object, least: float | None, *, is_whole: bool = False) -> float:
    expected = "a whole number" if is_whole else "a number"
    range_of_it = "more than 0" if least is None else f"{least:.0f} or more"
    if isinstance(value, bool) or not isinstance(value, int if is_whole else (int, float)) or not math.isfinite(value):
        raise SettingsError(f"{path}: external.{name} is {value!r}; expected {expected}, {range_of_it}")
    if value < (least or 0) or (least is None and value <= 0):
        raise SettingsError(f"{path}: external.{name} is {value!r}; expected {expected}, {range_of_it}")
    return value


def _days(path: Path, value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: external.days is {value!r}; expected a table such as {{ fine = 30, fault = 5 }}")
    for name in value:
        known(path, name, _OUTCOMES, "external.days.")
    return {name: _number(path, f"days.{name}", number, 0) for name, number in value.items()}


def _allowed(path: Path, table: Mapping[str, object]) -> tuple[str, ...]:
    value = table.get("allow-private", [])
    expected = 'expected a list of networks such as ["192.168.1.0/24"]'
    if not isinstance(value, list):
        raise SettingsError(f"{path}: external.allow-private is {value!r}; {expected}")
    for network in strings(path, "external.allow-private", value):
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise SettingsError(f"{path}: external.allow-private has {network!r}: {error}; {expected}") from None
    return tuple(value)


def _copies(path: Path, table: Mapping[str, object]) -> Path | None:
    value = table.get("copies")
    if value is None:
        return None
    if not isinstance(value, str):
        raise SettingsError(f"{path}: external.copies is {value!r}; expected the name of a file")
    return path.parent / value
