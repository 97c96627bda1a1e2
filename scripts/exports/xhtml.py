"""XHTML: what Markdown makes of a text, as a tree; and the documents of the e-book."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape, unescape

# HTML's elements without content, as people write them.
_EMPTY = re.compile(r"<(br|hr|img|wbr)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>")
STYLES = "edition.css"
_DOCUMENT = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{styles}"/>
</head>
<body>
{body}
</body>
</html>
"""
# XML knows but five of HTML's names for characters.
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)\w+;")


def tree_of(html: str, tag: str) -> etree.Element:
    """The content that is written in `html`, in an element `tag`. Raises ParseError if it is not well-formed."""
    closed = _EMPTY.sub(r"<\1\2/>", _NAMED_ENTITY.sub(lambda match: unescape(match[0]), html))
    return etree.fromstring(f"<{tag}>{closed}</{tag}>")


def book_page(title: str, body: str) -> str:
    """A document of the e-book: `title` as text, `body` as XHTML."""
    return _DOCUMENT.format(title=escape(title), styles=STYLES, body=body)
