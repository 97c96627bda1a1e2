"""What an HTML document tells of itself: its title, and whether it has what a fragment names.

It is read as a row of tags, not as a tree: a page of another host may be made so that its tree takes minutes to build, or
more memory than there is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

from turbohtml import Token, TokenType, tokenize

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
# GitHub puts this before the ids that authors write, and its script takes it away again.
_OF_USERS = "user-content-"


class Document:
    """The HTML of an answer: its `title`, and `refresh`, where it sends a browser at once; each empty if there is none."""

    def __init__(self, answer: Answer) -> None:
        self.title = ""
        self.refresh = ""
        self._names: set[str] = set()
        self._scripts: list[str] = []
        for number, text in enumerate(answer.texts()):
            self._read(tokenize(text), is_first=number == 0)

    def _read(self, tokens: Iterable[Token], *, is_first: bool) -> None:
        is_titled, within = not is_first, ""
        for token in tokens:
            if token.type is TokenType.START_TAG:
                within = token.tag or ""
                self._take(within, {name: value or "" for name, value in token.attrs or ()}, is_first=is_first)
            elif token.type is TokenType.END_TAG:
                is_titled = is_titled or token.tag == "title"
                within = ""
            elif token.type is TokenType.TEXT and within == "script":
                self._scripts.append(token.data or "")
            elif token.type is TokenType.TEXT and within == "title" and not is_titled:
                self.title = " ".join(f"{self.title} {token.data or ''}".split())

    def _take(self, tag: str, attributes: dict[str, str], *, is_first: bool) -> None:
        self._names.update(value for value in (attributes.get("id"), attributes.get("name") if tag == "a" else "") if value)
        if is_first and tag == "meta" and not self.refresh and attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = refresh_of(attributes.get("content", ""))

    @property
    def may_say_not_found(self) -> bool:
        """Whether the title reads as if nothing was found. An article about that reads so too."""
        return bool(_SAYS_NOT_FOUND.search(self.title))

    def has(self, fragment: str) -> bool:
        """Whether an element has the id or, as a link, the name (HTML, “find a potential indicated element”)."""
        return not self._names.isdisjoint(_meant(fragment))

    def is_in_script(self, fragment: str) -> bool:
        """Whether a script has what a fragment names between quotation marks, and so may add it to the page."""
        names = "|".join(re.escape(name) for name in _meant(fragment))
        quoted = re.compile(rf"[\"'`](?:{names})\\?[\"'`]")
        return any(quoted.search(script) for script in self._scripts)


def refresh_of(content: str) -> str:
    """Where a page sends a browser at once (HTML, “shared declarative refresh steps”); empty if nowhere."""
    found = _REFRESH.match(content)
    return next((address.strip() for address in found.groups() if address), "") if found else ""


def _meant(fragment: str) -> set[str]:
    """The ids that a fragment means: as it is written first, then decoded."""
    decoded = unquote(fragment)
    return {fragment, decoded, unicodedata.normalize("NFC", decoded), _OF_USERS + decoded}


def can_be_looked_for(fragment: str) -> bool:
    """Whether a fragment names an element of the document as it is served."""
    decoded = unquote(fragment)
    return decoded.lower() not in ("", "top") and not _FOR_SCRIPTS.match(decoded)


def is_front_page(target: Target) -> bool:
    """Whether an address is that of a site's front page."""
    return not target.query and bool(re.fullmatch(r"/(?:(?:index|home|default)(?:\.\w+)?)?/?", target.path, re.I))
