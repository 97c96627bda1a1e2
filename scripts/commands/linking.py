"""The command that asks the hosts that the built site links to."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.printing import count, print_findings, say
from commands.progress import Progress


def run_links(options: argparse.Namespace, root: Path) -> int:
    from building.links import check_links
    from sitecheck.external.issue import as_markdown

    with Progress(options.quiet) as report:
        result = check_links(root, report, anew=options.anew)
    print_findings(result.findings, options.format)
    if options.report:
        options.report.write_text(as_markdown(result), encoding="utf-8")
    if not options.quiet:
        for line in result.unknown:
            say(f"not known: {line}")
        say(f"{count(result.findings) if result.findings else 'no findings'} in {result.addresses} links to other hosts")
    return 1 if result.findings else 0
