"""The rules of the edition. One module a subject; importing this package registers them all."""

from checks import (
    abbreviations,
    anchors,
    citations,
    collation,
    corrections,
    definitions,
    facts,
    facts_of_space,
    facts_of_time,
    files,
    finished,
    footnotes,
    formats,
    identifiers,
    link_names,
    links,
    notes,
    pages,
    permanence,
    published,
    quotations,
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
from sitecheck import rules_of_files

__all__ = ["RULES"]
