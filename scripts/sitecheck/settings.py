"""The settings in pyproject.toml, under `[tool.sitecheck]`."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from lint.finding import Finding
from sitecheck.external_settings import External, external
from sitecheck.setting_names import SettingsError, known, strings

_KINDS: dict[str, type] = {
    "url": str, "select": list, "ignore": list, "apart": list, "entrances": list, "json": dict, "waivers": list,
    "external": dict,
}
_IN_WORDS: dict[type, str] = {str: "string", list: "list", dict: "table", datetime.date: "date, such as 2027-06-30"}
_OF_WAIVERS = ("code", "file", "contains", "reason", "expires")


@dataclass(frozen=True)
class Waiver:
    """Findings of a rule that are accepted, in files that match `file`; until `expires`, if that is given."""

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
    external: External = field(default_factory=External)


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
        known(path, name, _KINDS)
        if not isinstance(value, _KINDS[name]):
            raise SettingsError(f"{path}: {name} is {value!r}; expected a {_IN_WORDS[_KINDS[name]]}")
    strings(path, "json", list(table.get("json", {}).values()))
    values: dict[str, Any] = {
        name: tuple(strings(path, name, value)) if isinstance(value, list) else value
        for name, value in table.items() if name not in ("waivers", "external")
    }
    waivers = tuple(_waiver(path, entry) for entry in table.get("waivers", []))
    return Configured(**values, waivers=waivers, external=external(path, table.get("external", {})))


def _waiver(path: Path, entry: Any) -> Waiver:
    if not isinstance(entry, dict):
        raise SettingsError(f"{path}: a waiver is {entry!r}; expected a table")
    for name, value in entry.items():
        known(path, name, _OF_WAIVERS)
        expected = datetime.date if name == "expires" else str
        if not isinstance(value, expected) or isinstance(value, datetime.datetime):
            raise SettingsError(f"{path}: {name} of a waiver is {value!r}; expected a {_IN_WORDS[expected]}")
    for name in ("code", "reason"):
        if not entry.get(name):
            raise SettingsError(f"{path}: a waiver has no {name}")
    return Waiver(**entry)
