"""What the search looks in: every block, note, reference and correction, with the address where a reader lands."""

from __future__ import annotations

import json

from edition.addresses import page_address
from edition.edition import Edition
from edition.entries import Entry, entries


def search_index(edition: Edition) -> str:
    """The index as JSON: a list of entries with name, address (below the site's root), text, and printed if it differs."""
    return json.dumps([_found(entry) for entry in entries(edition)], ensure_ascii=False, separators=(",", ":"))


def _found(entry: Entry) -> dict[str, str]:
    found = {"name": entry.name, "address": f"{page_address(entry.page)}#{entry.id}", "text": entry.read}
    return {**found, "printed": entry.printed} if entry.printed and entry.printed != entry.read else found
