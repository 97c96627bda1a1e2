"""What a command is about to do: of each file, reference and entry of the index what it is before and after."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repository.files import content_of
from repository.git import Ref

Staged = tuple[str, str] | None


@dataclass(frozen=True)
class Change:
    """The content of a file before and after; None where there is none. `path` is relative to the project's root."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Plan:
    """What a command is about to do. `staged` is the index: path to mode and blob before, and after."""

    command: str
    changes: tuple[Change, ...] = ()
    refs: tuple[Ref, ...] = ()
    staged: Mapping[str, tuple[Staged, Staged]] = field(default_factory=dict)


def changes_of(root: Path, files: Mapping[str, bytes | None]) -> tuple[Change, ...]:
    """The changes that make `files` (path to new content, None to delete) of what is there now."""
    now = {path: content_of(root / path) for path in files}
    return tuple(Change(path, now[path], after) for path, after in files.items() if now[path] != after)


def as_json(plan: Plan) -> str:
    """A plan as the journal keeps it."""
    return json.dumps({
        "command": plan.command,
        "changes": [[c.path, _encoded(c.before), _encoded(c.after)] for c in plan.changes],
        "refs": [[ref.name, ref.before, ref.after] for ref in plan.refs],
        "staged": dict(plan.staged),
    })


def from_json(content: bytes) -> Plan:
    """The plan that the journal keeps. Raises ValueError, KeyError or TypeError if it can't be read."""
    data = json.loads(content)
    return Plan(
        data["command"],
        tuple(Change(path, _decoded(before), _decoded(after)) for path, before, after in data["changes"]),
        tuple(Ref(*ref) for ref in data["refs"]),
        {path: (_entry(before), _entry(after)) for path, (before, after) in data["staged"].items()},
    )


def _entry(written: list[str] | None) -> Staged:
    if written is None:
        return None
    mode, blob = written
    return mode, blob


def _encoded(content: bytes | None) -> str | None:
    return None if content is None else b64encode(content).decode("ascii")


def _decoded(content: str | None) -> bytes | None:
    return None if content is None else b64decode(content)
