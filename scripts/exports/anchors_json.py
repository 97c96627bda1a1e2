"""anchors.json: every anchor of the edition for programs. Its form is docs/anchors.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from edition.addresses import WHOLE_PAGE, page_address, paragraph_number, site_root
from edition.citing import EXPORTS, Cited, everything_cited, export_name
from edition.edition import Edition, Place
from edition.entries import Entry, entries
from edition.permanent import Words, address_of, digest, permanent
from edition.span import parse_reason
from exports.selectors import Targets
from permanence.gone import below_root
from permanence.registry import UNRELEASED, Published, Registry

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
        "released": [release.version for release in edition.releases],
        "anchors": list(_anchors(edition, registry, root)),
        "moved": [
            {"address": _absolute(root, known.address), "to": _absolute(root, known.moved_to), **_times(known)}
            for known in registry.published.values() if known.moved_to
        ],
        "withdrawn": [
            {"address": _absolute(root, known.address), "why": known.gone.values[0], **_times(known)}
            for known in registry.published.values() if known.gone and not known.moved_to
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _times(known: Published) -> dict[str, str]:
    return {**_dated("since", known.since), **(_dated("gone", known.gone.version) if known.gone else {})}


def _dated(name: str, version: str) -> dict[str, str]:
    """The version in which something happened; nothing where that version is still to come."""
    return {} if version == UNRELEASED else {name: version}


def _anchors(edition: Edition, registry: Registry, root: str) -> Iterator[dict[str, Any]]:
    by_address = {address_of(entry.page, entry.id): entry for entry in entries(edition)}
    in_text = {page.name for page in edition.text_pages}
    cited = {one.id: one for one in everything_cited(edition, root)}
    blocks = {block.id: (page, block) for page, block in edition.blocks}
    corrections = {place.span.reason.id: place for place in edition.corrections if place.span.reason}
    targets = Targets(edition, root)
    for address, words in permanent(edition).items():
        page, _, identifier = address.partition("#")
        if not identifier:
            continue
        known = registry.published.get(address)
        anchor = {
            "id": identifier,
            "kind": by_address[address].kind if address in by_address else "heading",
            **_named(by_address.get(address)),
            "page": page_address(page),
            "address": f"{root}{page_address(page)}#{identifier}",
            **({"on-one-page": f"{root}{page_address(WHOLE_PAGE)}#{identifier}"} if page in in_text else {}),
            **(_dated("since", known.since) if known else {}),
            **_words(words, known),
            **(_correction(corrections[identifier]) if identifier in corrections else {}),
        }
        if identifier in blocks:
            anchor["targets"] = targets.of_block(*blocks[identifier])
        elif identifier in corrections:
            anchor["targets"] = targets.of_correction(corrections[identifier], identifier)
        else:
            anchor["targets"] = targets.of_id(page, identifier)
        if identifier in cited:
            anchor["citations"] = _files(cited[identifier], root)
        yield anchor


def _words(words: Words, known: Published | None) -> dict[str, Any]:
    history = [entry for entry in known.history if entry[0] != UNRELEASED] if known else []
    return {
        "read": words.read,
        **({"printed": words.printed} if words.printed else {}),
        "digest": _digests(("", digest(words.printed), digest(words.read))),
        **({"history": [{"version": entry[0], **_digests(entry)} for entry in history]} if history else {}),
    }


def _correction(place: Place) -> dict[str, Any]:
    """The exact forms, with their spaces, and the reason apart from them; the digests are those of the registry."""
    reason = parse_reason(place.span.comment or "")
    return {
        "read": place.span.reading_text, "printed": place.span.printed_text, "in": place.block.id,
        **({"conjecture": reason.conjecture, "reason": reason.text} if reason else {}),
    }


def _digests(entry: tuple[str, str, str]) -> dict[str, str]:
    return {"read": entry[2], **({"printed": entry[1]} if entry[1] != "-" else {})}


def _named(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    number = {"number": paragraph_number(entry.id)} if entry.kind == "paragraph" else {}
    return {"name": entry.name, **number}


def _files(cited: Cited, root: str) -> dict[str, str]:
    return {name: f"{root}{export_name(cited, ending)}" for ending, (name, _) in EXPORTS.items()}


def _absolute(root: str, address: str) -> str:
    return root + below_root(address)
