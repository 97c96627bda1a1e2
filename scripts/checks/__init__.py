"""The rules of the edition. One module a subject; importing this package registers them all."""

from checks import (
    addresses,
    anchors,
    block_quotations,
    citations,
    collation,
    corrections,
    data_fields,
    data_words,
    definitions,
    editors_markers,
    facts,
    facts_of_space,
    facts_of_time,
    files,
    finished,
    formats,
    identifiers,
    link_texts,
    links,
    look_alikes,
    notes,
    pages,
    pairing,
    permanence,
    published,
    quotations,
    reach,
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
