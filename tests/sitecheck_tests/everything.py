"""Every fault that sitecheck finds, in each file that has it, before the same one of many files is told once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lint.rule import RULES
from sitecheck import rules, rules_of_files
from sitecheck.site import Site

# The rules that hold for any site.
OWN = frozenset(code for code, rule in RULES.items() if rule.check.__module__ in (rules.__name__, rules_of_files.__name__))
# Of a tree that lies in no place on the web.
NOWHERE = "https://site.invalid/"


class Found(NamedTuple):
    """A fault in a file: what is wrong is `value`, the value of `attribute` as a parser of HTML reads it."""

    code: str
    file: str
    attribute: str
    value: str


def everything(folder: Path) -> Iterator[Found]:
    site = Site(folder, NOWHERE)
    wanted: dict[str, list[tuple[str, object]]] = {}
    for fault in site.outcome.faults:
        if fault.fault is not None:
            yield from (Found(fault.code, file, fault.fault.attribute, fault.fault.value) for file in fault.files)
        elif fault.goal is None:
            yield from (Found(fault.code, file, "", "") for file in fault.files)
        else:
            for file in set(fault.files):
                wanted.setdefault(file, []).append((fault.code, fault.goal))
    for file, faults in wanted.items():
        traces = site.traces(file)
        for code, goal in faults:
            yield from (Found(code, file, trace.attribute, trace.value) for trace in traces if trace.goal == goal)
