"""What a check found, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place. Findings sort by file, line, column and code.

    `file` is relative to the project's root, with forward slashes; `line` and `column` count from 1,
    the column in characters. `message` says what was found and what was expected, `fix` how to put it right.
    `about` names what the fault is in, such as `astana-summit.md#p7`, for those who relate findings; it isn't printed.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    about: str = field(default="", compare=False, repr=False)

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def as_dict(self) -> dict[str, str | int]:
        return {name: getattr(self, name) for name in ("file", "line", "column", "code", "message", "fix")}
