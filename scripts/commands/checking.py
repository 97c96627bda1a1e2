"""The commands that check the edition, and that explain what is checked."""

from __future__ import annotations

import argparse
from pathlib import Path

from building.checking import check_edition, load
from checks import RULES
from commands.printing import count, print_findings, say
from commands.selection import Selection, no_rule
from edition.errors import EditionError
from lint.rule import code_of
from sitecheck.external.codes import CODES, code_named, explained
from terminal import complain


def run_check(options: argparse.Namespace, root: Path) -> int:
    for outside in (file for file in options.files if not file.is_relative_to(root.resolve())):
        raise EditionError(f"{outside} is not below {root}, where the edition is; name a file of the edition")
    selection = Selection(options.files, frozenset().union(*options.select), frozenset().union(*options.ignore))
    findings = selection.of(check_edition(load(root)), root)
    print_findings(findings, options.format)
    if not options.quiet:
        say(count(findings) if findings else "no findings")
    return 1 if findings else 0


def run_explain(options: argparse.Namespace, root: Path) -> int:
    if options.code is None:
        known = [(rule.code, rule.name, rule.summary) for rule in RULES.values()]
        known += [(external.code, external.name, external.summary) for external in CODES]
        for code, name, summary in sorted(known):
            print(f"{code} {name}: {summary}")
        return 0
    rule = RULES.get(code_of(options.code))
    if rule is None and (external := code_named(options.code)):
        print(explained(external))
        return 0
    if rule is None:
        complain(no_rule(options.code))
        return 2
    print(f"{rule.code} {rule.name}\n\n{rule.summary}\n")
    if rule.reason:
        print(f"{rule.reason}\n")
    for name, text in (("Bad", rule.bad), ("Good", rule.good)):
        indented = "\n".join(f"    {line}" for line in text.splitlines())
        print(f"{name}:\n{indented}")
    print(f"\nFix: {rule.fix}")
    return 0
