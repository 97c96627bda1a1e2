"""The house's order: each module imports only from its own room or from rooms below it, and no two need each other."""

from __future__ import annotations

import ast
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
# From the top floor down. Beside the rooms stand the commands and the hook at the top, and what sets up at the bottom.
ROOMS = (
    "commands", "releasing", "building", "checks", "theme", "exports", "permanence", "rendering", "facts", "repository",
    "typeface", "edition", "sitecheck", "lint",
)
TOP = frozenset({"build", "test", "pictures", "hook"})
BOTTOM = frozenset({"environment", "installing", "terminal", "tools"})


def floor_of(module: str) -> int:
    """The floor of a module, counted from the top."""
    room = module.partition(".")[0]
    if room in TOP:
        return 0
    return 1 + ROOMS.index(room) if room in ROOMS else 1 + len(ROOMS)


def modules() -> dict[str, Path]:
    named = {".".join(path.relative_to(SCRIPTS).with_suffix("").parts): path for path in SCRIPTS.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in named.items()}


def imported(path: Path, known: set[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= names or {node.module or ""}
    return found & known


def graph() -> dict[str, set[str]]:
    named = modules()
    return {name: imported(path, set(named)) - {name} for name, path in named.items()}


def test_every_room_has_its_floor():
    rooms = {name.partition(".")[0] for name in modules()}
    assert rooms == {*ROOMS, *TOP, *BOTTOM}


def test_imports_lead_down():
    upward = [
        f"{module} imports {other}"
        for module, others in sorted(graph().items()) for other in sorted(others)
        if floor_of(other) < floor_of(module)
    ]
    assert upward == []


def test_no_modules_need_each_other():
    whole = graph()
    done: set[str] = set()
    while ready := {name for name, others in whole.items() if name not in done and others <= done}:
        done |= ready
    assert sorted(set(whole) - done) == []


def test_no_module_is_long():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > 200} == {}
