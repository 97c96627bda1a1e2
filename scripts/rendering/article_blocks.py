"""The article's own blocks: each is marked as such, and has its number."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from edition.addresses import (
    page_address,
    paragraph_number,
    site_root,
)
from edition.block import BLOCK_ID, NUMBERED_ID
from rendering.page_extension import PageExtension


class ArticleBlocks(Treeprocessor):
    """Marks the article's own blocks, and puts its number, a link to its own anchor, at the head of each numbered one."""

    def __init__(self, md: Markdown, extension: PageExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            identifier = element.get("id", "")
            if not BLOCK_ID.fullmatch(identifier):
                continue
            element.set("class", "article-words")
            if NUMBERED_ID.fullmatch(identifier):
                element.set("class", "article-words numbered")
                number = paragraph_number(identifier)
                anchor = etree.Element("a", {
                    "class": "number", "href": f"#{identifier}", "aria-label": f"Paragraph {number}",
                })
                # Without the space a browser that looks for whole words would read number and word as one.
                anchor.text = AtomicString(f"{number} ")
                anchor.tail, element.text = element.text, None
                element.insert(0, anchor)
            if self.extension.frozen:
                newest = etree.SubElement(element, "a", {"class": "newest", "href": self._newest(identifier)})
                newest.text = AtomicString("this place in the newest version")

    def _newest(self, identifier: str) -> str:
        return f"{site_root(self.extension.site_url)}{page_address(self.extension.page)}#{identifier}"
