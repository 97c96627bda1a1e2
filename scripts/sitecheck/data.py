"""Addresses in JSON: JSON-LD and import maps in a page, web manifests, search indexes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

# Terms of schema.org whose value is the address of something that can be fetched.
_TERMS = frozenset({
    "url", "image", "logo", "contentUrl", "embedUrl", "thumbnailUrl", "thumbnail", "downloadUrl", "installUrl", "license",
    "mainEntityOfPage", "isPartOf", "hasPart", "sameAs", "target", "archivedAt", "usageInfo", "discussionUrl", "codeRepository",
})
# They say what a thing is called; no file need be there.
_NAMES = frozenset({"@context", "@type", "@vocab", "@base", "@language"})
# Their values may be names that are published with http and would be others with https, such as those of Wikidata.
_IDENTIFYING = frozenset({"@id", "sameAs", "license", "usageInfo"})
_ADDRESS_BEGINNINGS = ("https://", "http://", "//", "/", "./", "../")
# Of these the value is always an address, so that a bare name is a relative one; other terms may have words.
_ADDRESSES_ALONE = frozenset({"url", "image", "logo", "contentUrl", "embedUrl", "thumbnailUrl", "downloadUrl", "installUrl"})
_ADDRESS = re.compile(r"[^\s:]+")


def _loaded(text: str) -> object:
    """What JSON says (RFC 8259): without the numbers that are none there, and whatever the length of those that are."""
    return json.loads(text, parse_int=float, parse_constant=_no_number)


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON")


def _why_not(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} (line {error.lineno}, column {error.colno} of it)"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def in_json(text: str, kind: str) -> tuple[list[tuple[str, bool]], str]:
    """The addresses in a block of JSON, each with whether it is only a name of something on the page; and what is wrong.

    Of an identifier (`@id`) the fragment names a thing, and no element (JSON-LD 1.1, 3.3).
    """
    try:
        value = _loaded(text)
    except (ValueError, RecursionError) as error:
        return [], _why_not(error)
    try:
        if kind == "application/ld+json":
            return list(dict.fromkeys(_in_linked_data(value))), ""
        if kind == "importmap":
            return [(target, False) for target in _in_import_map(value) if not target.endswith("/")], ""
        if kind == "speculationrules":
            return [(target, False) for target in _in_speculation_rules(value)], ""
    except RecursionError:
        return [], "nested too deeply"
    return [], ""


def _in_import_map(value: object) -> Iterator[str]:
    """The scripts that an import map names (https://html.spec.whatwg.org/#import-maps)."""
    if isinstance(value, dict):
        scopes = value.get("scopes")
        for imports in [value.get("imports"), *(scopes.values() if isinstance(scopes, dict) else ())]:
            yield from (target for target in imports.values() if isinstance(target, str)) if isinstance(imports, dict) else ()


def _in_speculation_rules(value: object) -> Iterator[str]:
    """The pages that speculation rules list (https://html.spec.whatwg.org/#speculation-rules)."""
    if isinstance(value, dict):
        for rule in [*_objects(value.get("prefetch")), *_objects(value.get("prerender"))]:
            urls = rule.get("urls")
            yield from (url for url in urls if isinstance(url, str)) if isinstance(urls, list) else ()


def _in_linked_data(value: object, term: str = "") -> Iterator[tuple[str, bool]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NAMES:
                yield from _in_linked_data(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_linked_data(inner, term)
    elif isinstance(value, str) and (term in _TERMS or term == "@id"):
        if term in _IDENTIFYING and value.startswith("http://"):
            return
        if value.startswith(_ADDRESS_BEGINNINGS) or (term in _ADDRESSES_ALONE and _ADDRESS.fullmatch(value)):
            yield value, term == "@id"


def in_manifest(text: str) -> tuple[list[str], str]:
    """The addresses in a web manifest (https://www.w3.org/TR/appmanifest/), and what is wrong with it."""
    try:
        value = _loaded(text)
    except (ValueError, RecursionError) as error:
        return [], _why_not(error)
    if not isinstance(value, dict):
        return [], "expected an object"
    found = [value[name] for name in ("start_url", "scope") if isinstance(value.get(name), str)]
    pictures = [*_objects(value.get("icons")), *_objects(value.get("screenshots"))]
    for shortcut in _objects(value.get("shortcuts")):
        found += [shortcut["url"]] if isinstance(shortcut.get("url"), str) else []
        pictures += _objects(shortcut.get("icons"))
    return found + [picture["src"] for picture in pictures if isinstance(picture.get("src"), str)], ""


def _objects(value: object) -> list[dict[str, object]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def at_path(text: str, path: str) -> tuple[list[str], str]:
    """The strings in JSON at a path such as `docs.*.location`, where `*` stands for every entry; and what is wrong."""
    try:
        values: list[object] = [_loaded(text)]
    except (ValueError, RecursionError) as error:
        return [], _why_not(error)
    for step in path.split("."):
        values = [inner for value in values for inner in _step(value, step)]
    return [value for value in values if isinstance(value, str)], ""


def _step(value: object, step: str) -> list[object]:
    if step == "*":
        return list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else []
    if isinstance(value, dict) and step in value:
        return [value[step]]
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return [value[int(step)]]
    return []
