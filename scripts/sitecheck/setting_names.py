"""Names of settings: one that is not known is told with the one that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class SettingsError(Exception):
    """A setting can't be used: which, where, and what was expected."""


def known(path: Path, name: str, names: Iterable[str], within: str = "") -> None:
    """Raise SettingsError unless `name` is one of `names`; `within` is the table that they are of, such as `external.`."""
    if name not in (all_of_them := list(names)):
        near = difflib.get_close_matches(name, all_of_them, n=1, cutoff=0.5)
        hint = f"did you mean {within}{near[0]}?" if near else f"expected one of {', '.join(all_of_them)}"
        raise SettingsError(f"{path}: {within}{name} is not a setting of sitecheck; {hint}")


def strings(path: Path, name: str, values: list[object]) -> list[str]:
    """The values of a list. Raises SettingsError if one is no string."""
    for value in values:
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} has {value!r}; expected a string")
    return [str(value) for value in values]
