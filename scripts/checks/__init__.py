"""The rules of the edition. One module a subject; importing this package registers them all."""

from checks import (
    anchors,
    citations,
    collation,
    corrections,
    facts,
    facts_of_space,
    facts_of_time,
    files,
    formats,
    links,
    notes,
    pages,
    permanence,
    published,
    records,
    reference_data,
    reference_list,
    releases,
    rendered,
    settings,
    structure,
    syntax,
    text,
    waivers,
    warnings,
)
from lint.rule import RULES
from sitecheck import rules as site_rules

__all__ = ["RULES"]
