"""The parts of an address on the web as it is written, before any browser puts it right."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_WEB = re.compile(r"(?i)https?://(?:[^/?#@]*@)?(?P<host>\[[^\]/]*\]|[^/?#:]*)(?::[0-9]*)?(?P<path>[^?#]*)(?P<query>[^#]*)")


class Url(NamedTuple):
    """Host in small letters, path with its percent signs resolved, and query with its question mark, as written."""

    host: str
    path: str
    query: str


def parsed(address: str) -> Url | None:
    """The parts of an address with http or https; None for any other."""
    match = _WEB.match(address)
    return Url(match["host"].lower(), unquote(match["path"]), match["query"]) if match else None
