"""A citation's template as HTML: its emphasis, the date of access that the browser fills in, and the place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape

from markdown.util import AtomicString

# What stands there until a script puts the day in its place, and for ever where there are no scripts.
NOT_YET = "[date of access]"
_PART = re.compile(r"<em>(?P<em>.*?)</em>|\{accessed:(?P<form>[^}]*)\}|(?P<place>\{place\})")


def fill(element: etree.Element, template: str, place: str = "") -> None:
    """Put a template of HTML that has no tag but <em> into an element, with `place` for {place}."""
    end = 0
    last: etree.Element | None = None
    for match in _PART.finditer(template):
        _append(element, last, template[end:match.start()])
        last = _part(element, match, place)
        end = match.end()
    _append(element, last, template[end:])


def _part(element: etree.Element, match: re.Match[str], place: str) -> etree.Element:
    if match["em"] is not None:
        part = etree.SubElement(element, "em")
        part.text = AtomicString(unescape(match["em"]))
    elif match["form"] is not None:
        part = etree.SubElement(element, "span", {"class": "cite-accessed", "data-form": match["form"]})
        part.text = AtomicString(NOT_YET)
    else:
        part = etree.SubElement(element, "span", {"class": "cite-place"})
        part.text = AtomicString(place)
    return part


def _append(element: etree.Element, last: etree.Element | None, html: str) -> None:
    words = AtomicString(unescape(html))
    if last is None:
        element.text = words
    else:
        last.tail = words
