"""The rules of the edition. One module a subject; importing this package registers them all."""

from edition.checks import (
    anchors,
    citations,
    collation,
    definitions,
    files,
    finished,
    formats,
    links,
    mkdocs,
    notes,
    pages,
    permanence,
    published,
    quotations,
    records,
    references,
    rendered,
    settings,
    structure,
    syntax,
    text,
    waivers,
)
from lint.rule import RULES
from sitecheck import rules as site_rules

__all__ = ["RULES"]
