"""Takes the links to other hosts out of a folder of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from sitecheck.external.target import is_external

# Where a page names an address that a reader's browser goes to or loads, or that a quotation comes from.
_ATTRIBUTES = ("href", "src", "cite", "data", "poster", "action", "longdesc")
_SELECTOR = ", ".join((
    "a[href]", "area[href]", "link[href]", "[src]", "[cite]", "object[data]", "video[poster]", "form[action]", "img[longdesc]",
))
# Such a link names a host to come, not an address.
_HINTS = frozenset({"preconnect", "dns-prefetch"})


@dataclass(frozen=True, order=True)
class Link:
    """An address as a page writes it, where it first stands: the file below the folder, and the line."""

    file: str
    line: int
    address: str


def links_below(folder: Path, own: str = "") -> list[Link]:
    """Every link of the pages below a folder to other hosts than `own`, the address of the site; one a page."""
    return [
        link for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (".html", ".htm", ".xhtml") and path.is_file()
        for link in _links_in(path, path.relative_to(folder).as_posix(), own)
    ]


def _links_in(path: Path, name: str, own: str) -> Iterator[Link]:
    html = path.read_bytes().decode("utf-8", "replace")
    addresses: dict[str, None] = {}
    for node in LexborHTMLParser(html).css(_SELECTOR):
        attributes = node.attributes
        if node.tag == "link" and _HINTS & set((attributes.get("rel") or "").lower().split()):
            continue
        for attribute in _ATTRIBUTES:
            value = attributes.get(attribute)
            if value and is_external(value, own):
                addresses.setdefault(value.strip())
    for address in addresses:
        at = html.find(address)
        if at < 0:
            at = html.find(address.replace("&", "&amp;"))
        yield Link(name, html.count("\n", 0, max(at, 0)) + 1, address)
