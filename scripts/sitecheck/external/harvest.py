"""Takes the links to other hosts out of a folder of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from turbohtml import TokenType, tokenize

from sitecheck.elements import ADDRESS, KINDS, LINK, META_ADDRESSES, NAMING_RELATIONS, OF_HOSTS, SRCSET
from sitecheck.external.target import is_external
from sitecheck.folder import is_page, listed, text_of
from sitecheck.parsing import refresh, srcset


@dataclass(frozen=True, order=True)
class Link:
    """An address as a page writes it, where it first stands: the file below the folder, and the line."""

    file: str
    line: int
    address: str


def links_below(folder: Path, own: str = "") -> list[Link]:
    """Every link of the pages below a folder to other hosts than `own`, the address of the site; one a page."""
    return [link for path in listed(folder).sizes if is_page(path) for link in _links_in(folder, path, own)]


def _links_in(folder: Path, path: str, own: str) -> Iterator[Link]:
    seen = set()
    # That a file can't be read is a finding of its own.
    text, _ = text_of(folder, path)
    for address, line in _addresses(text, 1):
        address = address.strip()
        if address not in seen and is_external(address, own):
            seen.add(address)
            yield Link(path, line, address)


def _addresses(html: str, first_line: int) -> Iterator[tuple[str, int]]:
    """Each address where a reader's browser goes, or that it loads, or that a quotation comes from, with its line."""
    within = ""
    for token in tokenize(html):
        line = first_line + token.line - 1
        if token.type is TokenType.START_TAG:
            within = token.tag or ""
            attributes = {name: value or "" for name, value in token.attrs or ()}
            yield from ((address, line) for address in _of_element(within, attributes))
        elif token.type is TokenType.TEXT and within == "noscript":
            # For browsers that run no scripts it is markup.
            yield from _addresses(token.data or "", line)


def _of_element(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    relations = set(attributes.get("rel", "").lower().split())
    if tag == "link" and (relations & OF_HOSTS or any(name.startswith(NAMING_RELATIONS) for name in relations)):
        return
    for name, value in attributes.items():
        kind = KINDS.get((tag, name))
        if kind in (LINK, ADDRESS):
            yield value
        elif kind == SRCSET:
            yield from srcset(value)
    if tag == "meta":
        yield from _of_meta(attributes)


def _of_meta(attributes: dict[str, str]) -> Iterator[str]:
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").lower() == "refresh":
        yield refresh(content) or ""
    elif (attributes.get("name") or attributes.get("property", "")).lower() in META_ADDRESSES:
        yield content
