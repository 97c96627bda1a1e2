"""Addresses in XML: site maps, feeds, and what a picture in SVG has beyond what a parser of HTML makes of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ATOM = "{http://www.w3.org/2005/Atom}"
# Associating Style Sheets with XML documents 1.0: an instruction before the root, with attributes like an element's.
_STYLE_SHEET = re.compile(r"<\?xml-stylesheet\s(?P<data>.*?)\?>", re.S)
_HREF = re.compile(r"(?:^|\s)href\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)", re.S)
_ROOT = re.compile(r"<[A-Za-z_]")
_XLINK = re.compile(r"\bxmlns:(?P<prefix>[\w.-]+)\s*=\s*[\"']http://www\.w3\.org/1999/xlink[\"']")


class XmlAddress(NamedTuple):
    """An address in XML; `base` is what the elements around it say it is relative to, perhaps relative itself."""

    value: str
    base: str = ""
    must_be_whole: bool = False


def in_xml(text: str) -> tuple[list[XmlAddress], str]:
    """The addresses of a site map or a feed, and what is wrong with it as XML.

    Site maps: https://www.sitemaps.org/protocol.html. Feeds: RFC 4287 (Atom), https://www.rssboard.org/rss-specification.
    """
    try:
        root = ElementTree.fromstring(text.encode("utf-8", errors="surrogatepass"))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return [], str(error)
    found: list[XmlAddress] = []
    pending = [(root, "")]
    while pending:
        element, base = pending.pop()
        # XML Base is relative to the one around it; a feed that nests relative ones is not worth more than the innermost.
        base = element.get(_XML_BASE, base)
        found += _of_element(element, base)
        pending += [(child, base) for child in reversed(element)]
    return found, ""


def _of_element(element: ElementTree.Element, base: str) -> Iterator[XmlAddress]:
    tag = element.tag if isinstance(element.tag, str) else ""
    name, value = tag.rpartition("}")[2], (element.text or "").strip()
    if name == "loc" and value:
        yield XmlAddress(value, must_be_whole=True)
    elif name == "link" and (element.get("href") or value):
        yield XmlAddress(element.get("href") or value, base)
    elif name == "enclosure" and element.get("url"):
        yield XmlAddress(element.get("url") or "", base)
    elif name == "guid" and value and element.get("isPermaLink", "true") == "true":
        yield XmlAddress(value, base)
    elif tag in (f"{_ATOM}logo", f"{_ATOM}icon") and value:
        yield XmlAddress(value, base)
    elif tag == f"{_ATOM}content" and element.get("src"):
        yield XmlAddress(element.get("src") or "", base)


def style_sheets(text: str) -> list[str]:
    """The style sheets that a file of XML names before its root (https://www.w3.org/TR/xml-stylesheet/)."""
    root = _ROOT.search(text)
    before = text[:root.start()] if root else text
    found = [_HREF.search(match["data"]) for match in _STYLE_SHEET.finditer(before)]
    # A fragment alone is an element of the file itself.
    return [address for match in found if match and not (address := html.unescape(match["address"])).startswith("#")]


def with_usual_prefix(text: str) -> str:
    """A picture in SVG with `xlink:` as the prefix of XLink, whatever it has (https://www.w3.org/TR/xml-names/)."""
    for prefix in {match["prefix"] for match in _XLINK.finditer(text)} - {"xlink"}:
        text = re.sub(rf"(?<=[\s\"']){re.escape(prefix)}:href(?=\s*=)", "xlink:href", text)
    return text
