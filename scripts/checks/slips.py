"""Slips of the pen in an address, which a browser passes over in silence."""

from __future__ import annotations

import re

from checks.written_url import parsed
from edition.look_alikes import invisible, named

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>[/\\]*)")
_TWICE = re.compile(r"(?i)https?:/+(https?)(?::|//)/*")
_NO_SCHEME = re.compile(r"(?i)www\.[\w-]+\.")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NO_COLON = re.compile(r"(?i)https?//")
# What ends a sentence or a quotation, and no address.
_SENTENCE = re.compile("[.,;\"'“”‘’«»]$")
# Unless it ends a word that is shortened, as in the name of a firm: Inc., Ltd., U.S.
_SHORTENED = re.compile(r"(?:[A-Z][a-z]{0,3}|\b[a-z])\.$")


def slip(address: str) -> str:
    """What is wrong with an address as it is written; empty if nothing is, or if it leads to a file of the edition."""
    match = _SCHEME.match(address)
    if _NO_COLON.match(address):
        return "has no colon after http"
    if _NO_SCHEME.match(address):
        return "has no https:// before it"
    if MAIL.fullmatch(address):
        return "has no mailto: before it"
    if not match or "." in match["scheme"]:
        return ""
    scheme = match["scheme"].lower()
    if scheme in ("http", "https"):
        return _slip_on_the_web(address, match["slashes"])
    if match["slashes"] == "//" and any(_one_apart(scheme, right) for right in ("http", "https")):
        return f"has the scheme {scheme}, which is misspelt"
    return ""


def _slip_on_the_web(address: str, slashes: str) -> str:
    url = parsed(address)
    if slashes != "//" or url is None:
        return "does not have two slashes after the colon"
    if _TWICE.match(address):
        return "has two schemes"
    if sign := invisible(address.rstrip()):
        return f"contains {named(sign)}, which can't be seen"
    if re.search(r"\s|%20$", address.strip()):
        return "contains a space"
    if "\\" in address:
        return "contains a backslash"
    if "&amp;" in address:
        return "contains &amp; where & is meant"
    if "," in url.host or ".." in url.host or url.host.startswith("."):
        return f"names the host {url.host}, which has a comma or an empty part"
    end = url.query or url.path
    if (sign_at_end := _SENTENCE.search(address)) and "#" not in address and not _SHORTENED.search(end):
        return f"ends in {sign_at_end[0]}, which belongs to the sentence around it"
    return ""


def _one_apart(one: str, other: str) -> bool:
    """Whether a word has one letter too many, too few or wrong, or two exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        apart = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        exchanged = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other)
        return len(apart) == 1 or exchanged
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1:] == shorter for place in range(len(longer)))
