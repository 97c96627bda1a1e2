"""anchors.json: every anchor of the edition for programs. Its form is docs/anchors.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from edition.addresses import page_address, paragraph_number, site_root
from edition.citing import EXPORTS, Cited, everything_cited, export_name
from edition.edition import Edition
from edition.entries import Entry, entries
from edition.whole import WHOLE_PAGE
from registry.moves import below_root
from registry.registry import Published, Registry
from registry.words import Words, address_of, addresses, digest

SCHEMA = "anchors.schema.json"


def anchors_json(edition: Edition, registry: Registry, site_url: str) -> str:
    """The content of anchors.json for the site at `site_url`."""
    root = site_root(site_url)
    told = {
        "$schema": f"{root}{SCHEMA}",
        "title": edition.article["title"],
        "edition": root,
        "version": edition.version.number,
        "date": edition.version.date.isoformat(),
        "anchors": list(_anchors(edition, registry, root)),
        "moved": [
            {
                "address": _absolute(root, known.address), "to": _absolute(root, known.moved.values[0]),
                "since": known.since, "moved": known.moved.version,
            }
            for known in registry.published.values() if known.moved
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _anchors(edition: Edition, registry: Registry, root: str) -> Iterator[dict]:
    by_address = {address_of(entry.page, entry.id): entry for entry in entries(edition)}
    headings = {address_of(page.name, heading.id) for page in edition.pages for heading in page.headings if heading.id}
    in_text = {page.name for page in edition.text_pages}
    cited = {one.id: one for one in everything_cited(edition, root)}
    for address, words in addresses(edition).items():
        page, _, identifier = address.partition("#")
        if not identifier or page == WHOLE_PAGE:
            continue
        known = registry.published.get(address)
        anchor = {
            "id": identifier,
            "kind": _kind(by_address.get(address), address in headings),
            **_named(by_address.get(address)),
            "page": page_address(page),
            "address": f"{root}{page_address(page)}#{identifier}",
            **({"on-one-page": f"{root}{page_address(WHOLE_PAGE)}#{identifier}"} if page in in_text else {}),
            "since": known.since if known else edition.version.number,
        }
        if words.read:
            anchor |= _words(words, known, edition.version.number)
        if identifier in cited:
            anchor["citations"] = _files(cited[identifier], root)
        yield anchor


def _words(words: Words, known: Published | None, version: str) -> dict:
    history = list(known.history) if known else []
    now = (version, digest(words.printed), digest(words.read))
    if not history or history[-1][1:] != now[1:]:
        history.append(now)
    return {
        "read": words.read,
        **({"printed": words.printed} if words.printed else {}),
        "digest": _digests(now),
        "history": [{"version": entry[0], **_digests(entry)} for entry in history],
    }


def _digests(entry: tuple[str, str, str]) -> dict[str, str]:
    return {"read": entry[2], **({"printed": entry[1]} if entry[1] != "-" else {})}


def _kind(entry: Entry | None, is_heading: bool) -> str:
    return entry.kind if entry else "heading" if is_heading else "place"


def _named(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    number = {"number": paragraph_number(entry.id)} if entry.kind == "paragraph" else {}
    return {"name": entry.name, **number}


def _files(cited: Cited, root: str) -> dict[str, str]:
    return {name: f"{root}{export_name(cited, ending)}" for ending, (name, _) in EXPORTS.items()}


def _absolute(root: str, address: str) -> str:
    return root + below_root(address)
