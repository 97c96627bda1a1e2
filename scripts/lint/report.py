"""Findings as text, as JSON, or as annotations in GitHub Actions. Each is a pure function to a string."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lint.finding import Finding


def as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{finding.place}: {finding.code} {finding.message}")
        if finding.fix:
            lines.append(f"    fix: {finding.fix}")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects, in ASCII alone, which every encoding of an output has."""
    return json.dumps([finding.as_dict() for finding in findings], indent=2)


def as_annotations(findings: Sequence[Finding]) -> str:
    """Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`."""
    return "\n".join(
        f"::error file={_property(f.file)},line={f.line},col={f.column},title={_property(f.code)}"
        f"::{_data(f.message + (f' Fix: {f.fix}' if f.fix else ''))}"
        for f in findings
    )


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun, which has `several` for its plural if that does not end in s alone."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def notice(title: str, message: str) -> str:
    """A line that GitHub Actions shows on the page of a run."""
    return f"::notice title={_property(title)}::{_data(message)}"


FORMATS = {"text": as_text, "json": as_json, "github": as_annotations}


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
