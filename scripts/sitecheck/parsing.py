"""The small languages in attributes that hold addresses, each read as its standard says."""

from __future__ import annotations

import re

from sitecheck.stylesheets import css_addresses

__all__ = ["css_addresses", "refresh", "srcset"]

# HTML, "parse a srcset attribute": an address without blanks, then descriptors up to a comma that is in no bracket.
_CANDIDATE = re.compile(r"[\s,]*(?P<address>[^\s]+)(?P<rest>(?:[^(),]|\([^)]*\)?)*)")
# HTML, "shared declarative refresh steps".
_REFRESH = re.compile(
    r"[\t\n\f\r ]*(?:\d+[\d.]*|(?=\.)[\d.]+)(?:[\t\n\f\r ]*[;,]|[\t\n\f\r ])[\t\n\f\r ]*"
    r"(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(?P<url>.*)",
    re.I | re.S,
)
_ASCII_BLANKS = "\t\n\f\r "


def srcset(value: str) -> list[str]:
    """The addresses of a srcset attribute, in order (https://html.spec.whatwg.org/#parse-a-srcset-attribute)."""
    found, position = [], 0
    while match := _CANDIDATE.match(value, position):
        address = match["address"]
        bare = address.rstrip(",")
        if bare:
            found.append(bare)
        # An address that ends with a comma has no descriptors; else they end with the next one.
        position = match.end("address") if bare != address else match.end()
    return found


def refresh(content: str) -> str | None:
    """The address of a `<meta http-equiv=refresh>`; None if it leads to no other page."""
    match = _REFRESH.fullmatch(content)
    if not match or not match["url"]:
        return None
    url = match["url"]
    if url[0] in "\"'":
        url = url[1:].partition(url[0])[0]
    return url.strip(_ASCII_BLANKS)
