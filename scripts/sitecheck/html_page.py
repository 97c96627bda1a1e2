"""What one page of HTML contains, as an HTML5 parser reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lint.place import line_and_column
from sitecheck.parsing import srcset

# Attributes with which a page loads something, or leads somewhere.
LOADING = ("src", "srcset", "poster", "data")
LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch"})
_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)(?=</script>)", re.S | re.I)


@dataclass(frozen=True)
class Address:
    """An address written in a page; `loads` tells whether the browser fetches it by itself."""

    value: str
    loads: bool


@dataclass
class HtmlPage:
    """One page. `path` is its file below the site, `url` its path on the host."""

    path: str
    url: str
    html: str
    tree: LexborHTMLParser = field(repr=False)

    @cached_property
    def ids(self) -> list[str]:
        return [node.attributes["id"] or "" for node in self.tree.css("[id]")]

    @cached_property
    def id_set(self) -> frozenset[str]:
        return frozenset(self.ids)

    @cached_property
    def addresses(self) -> list[Address]:
        found = []
        for node in self.tree.css("[href], [src], [srcset], [poster], object[data]"):
            attributes = node.attributes
            for name in LOADING:
                value = attributes.get(name)
                if value is not None:
                    parts = srcset(value) if name == "srcset" else [value]
                    found += [Address(part, True) for part in parts]
            if attributes.get("href") is not None and node.tag in ("a", "area", "link"):
                relations = set((attributes.get("rel") or "").lower().split())
                found.append(Address(attributes["href"] or "", node.tag == "link" and bool(relations & LOADING_LINKS)))
        return found

    def line_of(self, text: str) -> tuple[int, int]:
        """Line and column at which `text` stands in the HTML, first as a whole attribute; 1, 1 if nowhere."""
        if not text:
            return 1, 1
        whole = [self.html.find(f"{quote}{text}{quote}") + 1 for quote in "\"'"]
        anywhere = next((at for html in (self._without_scripts, self.html) if (at := html.find(text)) >= 0), 0)
        return line_and_column(self.html, min((found for found in whole if found > 0), default=anywhere))

    @cached_property
    def _without_scripts(self) -> str:
        """The HTML with what its scripts say blanked out, every offset kept."""
        return _SCRIPT.sub(lambda match: match[1] + re.sub(r"[^\n]", " ", match[2]), self.html)


def visible_text(node: LexborNode, leave_out: frozenset[str] = frozenset()) -> str:
    """The text of an element in order, without the elements that have a class or tag named in `leave_out`."""
    parts: list[str] = []
    # Without recursion: a page may be nested deeply.
    pending = [node]
    while pending:
        inner = pending.pop()
        if inner.tag == "-text":
            parts.append(inner.text_content or "")
        elif leave_out.isdisjoint([inner.tag or "", *(inner.attributes.get("class") or "").split()]):
            pending.extend(reversed(list(inner.iter(include_text=True))))
    return "".join(parts)
