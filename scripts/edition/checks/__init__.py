"""The rules of the edition. One module a subject; importing this package registers them all."""

from edition.checks import (
    anchors,
    citations,
    collation,
    links,
    mkdocs,
    notes,
    pages,
    references,
    rendered,
    text,
    waivers,
)
from lint.rule import RULES
from sitecheck import rules as site_rules

# The first letter of a code names the rule's subject.
SUBJECTS = {
    "A": "Anchors",
    "B": "MkDocs",
    "C": "Collation",
    "D": "Descriptions",
    "H": "The rendered text",
    "L": "Links",
    "M": "Citation markers",
    "N": "Editor's notes",
    "R": "References",
    "S": "The finished site",
    "T": "Characters",
    "W": "Waivers",
}

__all__ = ["RULES", "SUBJECTS"]
