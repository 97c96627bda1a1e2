"""What is set in pyproject.toml, under `[tool.sitecheck]`."""

from __future__ import annotations

import datetime
import difflib
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from lint.finding import Finding

_KINDS: dict[str, type] = {
    "url": str, "select": list, "ignore": list, "apart": list, "entrances": list, "json": dict, "waivers": list,
}
_OF_WAIVERS = ("code", "file", "contains", "reason", "expires")


class SettingsError(Exception):
    """A setting can't be used: which, where, and what was expected."""


@dataclass(frozen=True)
class Waiver:
    """Findings of a rule that stand, in files that match `file`; until `expires`, if that is given."""

    code: str
    reason: str
    file: str = "*"
    contains: str = ""
    expires: datetime.date | None = None

    def covers(self, finding: Finding) -> bool:
        return finding.code == self.code and fnmatch(finding.file, self.file) and self.contains in finding.message


@dataclass(frozen=True)
class Configured:
    url: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    entrances: tuple[str, ...] = ()
    json: dict[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


def load(path: Path) -> Configured:
    """The settings in a file; those by default if it has none. Raises SettingsError if they can't be used."""
    try:
        tools = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
        table = tools.get("sitecheck", {}) if isinstance(tools, dict) else {}
    except FileNotFoundError:
        return Configured()
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: it can't be read as TOML: {error}") from None
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.sitecheck is not a table; expected [tool.sitecheck]")
    for name, value in table.items():
        _known(path, name, _KINDS)
        if not isinstance(value, _KINDS[name]):
            raise SettingsError(f"{path}: {name} is {value!r}; expected a {_KINDS[name].__name__}")
    _strings(path, "json", list(table.get("json", {}).values()))
    values: dict[str, Any] = {
        name: tuple(_strings(path, name, value)) if isinstance(value, list) else value
        for name, value in table.items() if name != "waivers"
    }
    waivers = tuple(_waiver(path, entry) for entry in table.get("waivers", []))
    return Configured(**values, waivers=waivers)


def _known(path: Path, name: str, names: Any) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names)}"
        raise SettingsError(f"{path}: {name} is not a setting of sitecheck; {hint}")


def _strings(path: Path, name: str, values: list[Any]) -> list[str]:
    for value in values:
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} has {value!r}; expected a string")
    return values


def _waiver(path: Path, entry: Any) -> Waiver:
    if not isinstance(entry, dict):
        raise SettingsError(f"{path}: a waiver is {entry!r}; expected a table")
    for name, value in entry.items():
        _known(path, name, _OF_WAIVERS)
        expected = datetime.date if name == "expires" else str
        if not isinstance(value, expected) or isinstance(value, datetime.datetime):
            raise SettingsError(f"{path}: {name} of a waiver is {value!r}; expected a {expected.__name__}")
    for name in ("code", "reason"):
        if not entry.get(name):
            raise SettingsError(f"{path}: a waiver has no {name}")
    return Waiver(**entry)
