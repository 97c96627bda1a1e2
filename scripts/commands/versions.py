"""The commands that number, release and publish versions."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from building.leftovers import SITE
from commands.printing import refuse, say
from commands.progress import Progress
from edition.version import Version
from lint.report import notice
from releasing.numbering import set_version
from releasing.publish import Publication, publish


def run_show_version(options: argparse.Namespace, root: Path) -> int:
    print(Version.load(root).number)
    return 0


def run_number_version(options: argparse.Namespace, root: Path) -> int:
    set_version(root, options.number, date.today())
    say(f"version {options.number} is in preparation")
    return 0


def run_release(options: argparse.Namespace, root: Path) -> int:
    from releasing.release import release

    with Progress() as report:
        made, findings = release(root, report, date.today())
    if findings:
        return refuse(options, findings, "nothing is released")
    say(f"version {made.version} is released; publish it: git push --atomic origin HEAD {made.tag} {made.site_tag}")
    return 0


def run_publish(options: argparse.Namespace, root: Path) -> int:
    with Progress() as report:
        made = publish(root, report)
    if made.outcome.findings:
        return refuse(options, made.outcome.findings, f"{SITE}/ is unchanged")
    for line in _told_of(made):
        say(line)
        if options.format == "github":
            print(notice("Publishing", line))
    return 0


def _told_of(made: Publication) -> list[str]:
    kept = ", ".join(release.version for release in made.releases)
    lines = [
        f"{SITE}/ is built for {made.address}: the edition as it is committed, "
        + (f"and below v/: {kept}" if kept else "a draft")
    ]
    lines += [
        f"version {release.version} is not below v/, for git does not have it here; it is linked at {release.address}"
        for release in made.elsewhere
    ]
    if made.uncommitted:
        lines.append("uncommitted changes are not in it")
    return lines
