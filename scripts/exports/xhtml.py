"""What Markdown makes of a text, as a tree of XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape

# HTML's elements without content, as people write them.
_EMPTY = re.compile(r"<(br|hr|img|wbr)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>")
# XML knows but five of HTML's names for characters.
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)\w+;")


def tree_of(html: str, tag: str) -> etree.Element:
    """The content that is written in `html`, in an element `tag`. Raises ParseError if it is not well-formed."""
    closed = _EMPTY.sub(r"<\1\2/>", _NAMED_ENTITY.sub(lambda match: unescape(match[0]), html))
    return etree.fromstring(f"<{tag}>{closed}</{tag}>")
