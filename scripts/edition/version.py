"""The version of the edition: its number stands in pyproject.toml, its date in CITATION.cff."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from edition.errors import EditionError

PROJECT = "pyproject.toml"
CITATION = "CITATION.cff"
_NUMBER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True)
class Version:
    """A version's number, `1.0.0`, and its date. The date is the one on which the number was given or released."""

    number: str
    date: date

    @classmethod
    def load(cls, root: Path) -> Version:
        """Read both below the project's `root`. Raises EditionError if one is missing or no number or date."""
        try:
            number = tomllib.loads((root / PROJECT).read_text(encoding="utf-8"))["project"]["version"]
        except FileNotFoundError:
            raise EditionError(f"{PROJECT}: not found; restore it: git checkout -- {PROJECT}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise EditionError(f"{PROJECT}: has no project.version that can be read ({error})") from None
        if not (isinstance(number, str) and is_number(number)):
            raise EditionError(f"{PROJECT}: version is {number!r}; expected three numbers, such as 1.0.0")
        try:
            citation = yaml.safe_load((root / CITATION).read_text(encoding="utf-8"))
            released = citation["date-released"]
        except FileNotFoundError:
            raise EditionError(f"{CITATION}: not found; restore it: git checkout -- {CITATION}") from None
        except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
            raise EditionError(f"{CITATION}: has no date-released; write date-released: 2026-01-31") from None
        if not isinstance(released, date):
            raise EditionError(f"{CITATION}: date-released is {released!r}; expected a date, such as 2026-01-31")
        return cls(number, released)


def is_number(text: str) -> bool:
    """Whether a text is a version's number, three numbers with dots: https://semver.org/, without suffixes."""
    return bool(_NUMBER.fullmatch(text))


def order(number: str) -> tuple[int, ...]:
    """What version numbers are sorted by."""
    return tuple(map(int, number.split(".")))
