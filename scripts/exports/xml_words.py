"""The words of an element of XML, in order, without some of what is in it."""

from __future__ import annotations

import xml.etree.ElementTree as etree


def words_in(element: etree.Element, left_out: frozenset[str]) -> str:
    """The text of an element without the elements whose local name, type, or one of whose classes, is in `left_out`."""
    parts = [element.text or ""]
    for child in element:
        if not left_out & {child.tag.rpartition("}")[2], child.get("type"), *child.get("class", "").split()}:
            parts.append(words_in(child, left_out))
        parts.append(child.tail or "")
    return "".join(parts)
