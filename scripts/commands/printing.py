"""What commands print: findings to standard output, and lines about what was done to standard error."""

from __future__ import annotations

import argparse
import sys

from lint.finding import Finding
from lint.report import FORMATS, counted


def refuse(options: argparse.Namespace, findings: list[Finding], unchanged: str) -> int:
    """Print the findings that are in the way, and what is as it was because of them; the exit status for that."""
    print_findings(findings, options.format)
    if not getattr(options, "quiet", False):
        say(f"{count(findings)}; {unchanged}")
    return 1


def print_findings(findings: list[Finding], form: str) -> None:
    """Print findings in one of the forms of `lint.report`."""
    if form == "github" and findings:
        # The log is read by people too, who do not see the annotations' lines.
        print(FORMATS["text"](findings))
    if output := FORMATS[form](findings):
        print(output)


def count(findings: list[Finding]) -> str:
    return counted(len(findings), "finding")


def say(line: str) -> None:
    print(line, file=sys.stderr)
