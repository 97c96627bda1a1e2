"""What an HTML document tells of itself: its title, and whether it has what a fragment names."""

from __future__ import annotations

import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitecheck.external.answer import Answer
from sitecheck.external.target import Target

# Of such fragments the page's own scripts make what they like.
_FOR_SCRIPTS = re.compile(r"[/!?]|.*[=&]|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$", re.S)
# A page that waits longer wants to be read first.
_REFRESH = re.compile(
    r"\s*[0-3](?:\.[\d.]*)?(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?"
    r"(?:\"([^\"]*)|'([^']*)|([^\"'].*|))", re.I | re.S,
)
_SAYS_NOT_FOUND = re.compile(
    r"\b404\b|\bnot found\b|\bno longer (?:available|exists)\b|\bdoes ?n[o’']t exist\b|не найден|не существует|табылмады"
    r"|nicht gefunden|introuvable|no encontrad|não encontrad|non trovat|niet gevonden|nie znaleziono|bulunamadı", re.I,
)


class Document:
    """The HTML of an answer, read by an HTML5 parser."""

    def __init__(self, answer: Answer) -> None:
        self._trees = [LexborHTMLParser(text) for text in answer.texts()]

    @property
    def title(self) -> str:
        """The title; empty if there is none."""
        node = self._trees[0].css_first("title") if self._trees else None
        return " ".join(node.text().split()) if node else ""

    @property
    def may_say_not_found(self) -> bool:
        """Whether the title reads as if nothing was found. An article about that reads so too."""
        return bool(_SAYS_NOT_FOUND.search(self.title))

    @property
    def refresh(self) -> str:
        """Where the page sends a browser at once (HTML, “shared declarative refresh steps”); empty if nowhere."""
        for node in self._trees[0].css("meta[http-equiv]") if self._trees else ():
            if (node.attributes.get("http-equiv") or "").lower() == "refresh" and not _is_within_noscript(node):
                found = _REFRESH.match(node.attributes.get("content") or "")
                return next((address.strip() for address in found.groups() if address), "") if found else ""
        return ""

    def has(self, fragment: str) -> bool:
        """Whether an element has the id or, as a link, the name (HTML, “find a potential indicated element”)."""
        wanted = {fragment, unicodedata.normalize("NFC", fragment), f"user-content-{fragment}"}
        for tree in self._trees:
            for node in tree.css("[id], a[name]"):
                attributes = node.attributes
                if attributes.get("id") in wanted or (node.tag == "a" and attributes.get("name") in wanted):
                    return True
        return False


def _is_within_noscript(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "noscript":
            return True
        above = above.parent
    return False


def can_be_looked_for(fragment: str) -> bool:
    """Whether a fragment names an element of the document as it is served."""
    return fragment.lower() not in ("", "top") and not _FOR_SCRIPTS.match(fragment)


def is_front_page(target: Target) -> bool:
    """Whether an address is that of a site's front page."""
    return not target.query and bool(re.fullmatch(r"/(?:(?:index|home|default)(?:\.\w+)?)?/?", target.path, re.I))
