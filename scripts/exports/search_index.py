"""What the search looks in: every block, note, reference and correction, and the sections of the editorial pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from edition.addresses import page_address
from edition.block import OWN_DIRECTIVES
from edition.edition import Edition
from edition.entries import Entry, entries
from edition.page import Page


def search_index(edition: Edition, sections: Iterable[dict[str, Any]]) -> str:
    """The index as JSON: a list of entries with name, address (below the site's root), text, and printed if it differs.

    `sections` are those that Material's search plugin gathered: `location`, `title` and `text` in HTML. Of them the
    editorial pages' are taken, for of the others the edition's own entries say more.
    """
    found = [*map(_found, entries(edition)), *_editorial(edition, sections)]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _found(entry: Entry) -> dict[str, str]:
    found = {"name": entry.name, "address": f"{page_address(entry.page)}#{entry.id}", "text": entry.read}
    return {**found, "printed": entry.printed} if entry.printed and entry.printed != entry.read else found


def _editorial(edition: Edition, sections: Iterable[dict[str, Any]]) -> Iterator[dict[str, str]]:
    titles = {page_address(page.name): _words(str(page.meta.get("title", ""))) for page in edition.pages if _is_editorial(page)}
    for section in sections:
        page = section["location"].partition("#")[0]
        title, text = _words(section["title"]), _words(section["text"])
        if page in titles and text:
            name = titles[page] if title == titles[page] else f"{titles[page]}: {title}"
            yield {"name": name, "address": section["location"], "text": text}


def _is_editorial(page: Page) -> bool:
    """Whether it has words of its own that are no entry: what a directive makes of others is found where it is from."""
    return not page.blocks and not any(directive.name in OWN_DIRECTIVES for directive in page.directives)


def _words(html: str) -> str:
    return " ".join(LexborHTMLParser(f"<body>{html}").text(separator=" ").split())
