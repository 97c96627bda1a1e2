"""What the first letter of a rule's code stands for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lint.rule import Rule

SUBJECTS = {
    "A": "Anchors",
    "B": "MkDocs",
    "C": "Collation",
    "D": "Descriptions",
    "F": "Other formats",
    "G": "The editor's facts",
    "H": "The rendered text",
    "K": "Markdown",
    "L": "Links",
    "M": "Citation markers",
    "N": "Editor's notes",
    "P": "Permanence",
    "R": "References",
    "S": "The finished site",
    "T": "Characters",
    "W": "Waivers",
    "X": "Files and pages",
}


def by_subject(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    """The subjects in the order of their letters, each with its rules in that of their codes."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return [(SUBJECTS[letter], list(group)) for letter, group in groupby(ordered, key=lambda rule: rule.code[0])]
