"""Hosts and paths that look like others."""

from __future__ import annotations

import re

from checks.written_url import Url
from edition.look_alikes import WORD, has_two_scripts, latin_of, scripts_of

_TOP_LEVEL = re.compile(r"[0-9]+|[^\W\d]+|xn--[a-z0-9-]+")


def look_alike(url: Url) -> str:
    """What in an address looks like something else; empty if nothing does.

    A label wholly in another script counts, unless the top-level domain is not in Latin letters either.
    """
    labels = [_unicode(label) for label in url.host.rstrip(".").split(".")]
    if url.host.startswith("["):
        return ""
    for label in labels:
        for word in WORD.findall(label):
            if has_two_scripts(word):
                return f"leads to the host {label}, which has letters of two scripts: {', '.join(scripts_of(word)).title()}"
            if labels[-1].isascii() and (latin := latin_of(word)):
                return f"leads to the host {label}, whose letters are not Latin, but look like {latin}"
    if not labels[-1].isascii() and (latin := latin_of(labels[-1])):
        return f"leads to a host in .{labels[-1]}, whose letters are not Latin, but look like {latin}"
    if len(labels) > 1 and not _TOP_LEVEL.fullmatch(labels[-1]):
        return f"leads to a host in .{labels[-1]}, and no top-level domain has both letters and digits"
    for word in WORD.findall(url.path):
        if has_two_scripts(word):
            return f"has a word with letters of two scripts: {word}"
    return ""


def _unicode(label: str) -> str:
    """A label with its Punycode resolved, as browsers show it; as it is, if that is none."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
