"""The errors that the edition raises when it can't even be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

Read = TypeVar("Read")
# How every EditionError about a file begins.
_PLACE = re.compile(
    r"(?P<file>[\w./-]+\.\w+)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<message>.*?)(?:; (?P<fix>.*))?", re.S
)


class EditionError(Exception):
    """A file of the edition is missing or can't be read as what it should be, or a command can't be carried out.

    The text is one line for the person who runs the build: the file, what was found, and how to fix it.
    """


class UnreadableError(EditionError):
    """A file is missing or can't be read, and its place is known: file, line, column, what was found, how to fix it."""

    def __init__(self, file: str, message: str, fix: str, line: int = 0, column: int = 0) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part)
        super().__init__(f"{place}: {message}; {fix}" if fix else f"{place}: {message}")
        self.file, self.message, self.fix = file, message, fix
        self.line, self.column = line or 1, column or 1


class UnreadableErrors(EditionError):
    """Several of them. As one line it is the first."""

    def __init__(self, errors: list[UnreadableError]) -> None:
        super().__init__(str(errors[0]))
        self.errors = errors


class Reading:
    """Reads one thing after another, and keeps in `errors` what could not be read."""

    def __init__(self) -> None:
        self.errors: list[UnreadableError] = []

    def of(self, read: Callable[..., Read], *arguments: object) -> Read | None:
        """What `read` gives; None if it raises an EditionError that says which file is at fault."""
        try:
            return read(*arguments)
        except UnreadableError as error:
            self.errors.append(error)
        except UnreadableErrors as several:
            self.errors += several.errors
        except EditionError as error:
            match = _PLACE.fullmatch(str(error))
            if not match:
                raise
            place = int(match["line"] or 0), int(match["column"] or 0)
            self.errors.append(UnreadableError(match["file"], match["message"], match["fix"] or "", *place))
        return None


def not_found(file: str) -> UnreadableError:
    return UnreadableError(file, "not found", f"restore it: git checkout -- {file}")


def not_utf8(file: str, error: UnicodeDecodeError) -> UnreadableError:
    return UnreadableError(file, f"not UTF-8 ({error})", "save it as UTF-8")
