"""The report of a run in Markdown, for an issue on a code host. What hosts say can’t mention people or load pictures in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.report import counted
from sitecheck.external.reporting import Told

# GitHub takes 65,536 characters; fewer bytes are certainly fewer characters.
_MOST_BYTES = 60_000
_FOR_THE_END = 200


def as_markdown(result: Told) -> str:
    """The findings, then what is to be checked by hand; what an issue has no room for is counted."""
    findings = [
        f"- {_code(f'{finding.file}:{finding.line}')} {finding.code}: {_code(finding.message)}\n  {_plain(finding.fix)}"
        for finding in result.findings
    ]
    title = f"{counted(len(result.findings), 'finding')} in {counted(result.addresses, 'link')} to other hosts."
    unknown = [f"- {_code(line)}" for line in result.unknown]
    lines = [title, "", *findings]
    if unknown:
        lines += [*([""] if findings else []), "## Not known; check by hand", "", *unknown]
    return "\n".join([*_fitting(lines), ""])


def _fitting(lines: Iterable[str]) -> Iterator[str]:
    left, omitted = _MOST_BYTES - _FOR_THE_END, 0
    for line in lines:
        left -= len(line.encode()) + 1
        if left >= 0:
            yield line
        elif line.startswith("-"):
            omitted += 1
    if omitted:
        yield f"\n{counted(omitted, 'more entry', 'more entries')} had no room here; the log of the run has them all."


def _code(text: str) -> str:
    """Text as code of Markdown, in one line, whatever it contains."""
    return f"`` {' '.join(text.replace('`', '’').split())} ``"


def _plain(text: str) -> str:
    """A fix, with its addresses as code."""
    return " ".join(_code(word) if "://" in word else word for word in text.split())
