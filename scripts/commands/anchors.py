"""The commands that promise, rename and withdraw anchors."""

from __future__ import annotations

import argparse
from pathlib import Path

from building.checking import check_edition, load
from building.lock import locked
from commands.printing import refuse, say
from permanence.promising import promise
from permanence.registry import REGISTRY
from permanence.renaming import rename
from permanence.withdrawing import withdraw


def run_publish_anchors(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        edition = load(root)
        if findings := check_edition(edition):
            return refuse(options, findings, "the registry is unchanged")
        new = promise(edition)
    say(f"{REGISTRY}: {new} new" if edition.releases else f"{REGISTRY}: nothing is released yet; the first release fills it")
    return 0


def run_rename(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        moves = rename(root, options.old, options.new)
    say(f"{options.old} is now {options.new}")
    for old, new in moves:
        say(f"{old} leads to {new}")
    return 0


def run_withdraw(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        withdraw(root, options.address, options.why)
    say(f"{options.address} is withdrawn, with its reason")
    return 0
