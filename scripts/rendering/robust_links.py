"""Gives each link to a page of which an archived copy is kept the attributes of a Robust Link.

https://mementoweb.org/robustlinks/spec/: what leads to the original also names the copy, for programs and for readers
who come when the original is gone.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from sitecheck.external.copies import Copies


class RobustLinks(Treeprocessor):
    """Marks the links of a page; `copies` are the archived copies by the address of the original."""

    def __init__(self, md: Markdown, copies: Copies) -> None:
        super().__init__(md)
        self._copies = copies

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            if copy := self._copies.get(link.get("href", "")):
                for name, value in copy.attributes().items():
                    link.set(name, value)
