"""The commands that make something of the edition as it is: its site, the preview, what is formatted, the fonts."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from building.build import build
from building.leftovers import SITE
from checks import RULES
from commands.parser import PREVIEW_PORT
from commands.printing import print_findings, refuse, say
from commands.progress import Progress
from terminal import watched


def run_build(options: argparse.Namespace, root: Path) -> int:
    with Progress(options.quiet) as report:
        outcome = build(root, report, downloads=options.downloads)
    if outcome.findings:
        return refuse(options, outcome.findings, f"{SITE}/ is unchanged")
    if options.format == "json":
        print_findings([], "json")
    if not options.quiet:
        say(f"{SITE}/ is built: {outcome.pages} pages, {len(RULES)} rules, no findings")
    if _wants_preview(False if options.quiet and options.preview is None else options.preview):
        from building.preview import serve

        return serve(root, PREVIEW_PORT)
    if not options.quiet:
        say("Preview it: python3 scripts/build.py serve")
    return 0


def run_serve(options: argparse.Namespace, root: Path) -> int:
    from building.preview import serve

    return serve(root, options.port, host=options.host, open_browser=options.open)


def run_format(options: argparse.Namespace, root: Path) -> int:
    from edition.formatting import write_formatted

    say(f"{' and '.join(write_formatted(root))} are up to date")
    return 0


def run_fonts(options: argparse.Namespace, root: Path) -> int:
    from typeface.cutting import write_fonts

    say(f"{write_fonts(root)} are up to date")
    return 0


def _wants_preview(chosen: bool | None) -> bool:
    if chosen is not None:
        return chosen
    if not (watched() and _can_be_asked()):
        return False
    try:
        print("Preview it in the browser now? [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        say("")
        return False


def _can_be_asked() -> bool:
    """Whether standard input is a terminal that this process may read: in the background, reading would stop it."""
    try:
        return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
