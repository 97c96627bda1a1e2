"""What a check found, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place. Findings sort by file, line, column and code.

    `file` is relative to the project's root, with forward slashes; `line` and `column` count from 1,
    the column in characters. `message` says what was found and what was expected, `mend` how to put it right.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    mend: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)
