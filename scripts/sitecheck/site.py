"""A rendered site: its files, and what each page of HTML contains, as an HTML5 parser reads it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lint.place import line_and_column

# Attributes with which a page loads something, or leads somewhere.
LOADING = ("src", "srcset", "poster", "data")
LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch"})


_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)(?=</script>)", re.S | re.I)

Place = tuple[str, int, int]


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
                    parts = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
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


@dataclass
class Site:
    """A rendered site in a folder, to be served at `url` (its canonical address, ending with a slash).

    `trace` may tell where in the sources a text of a page comes from: it takes the page's path and the text, and
    gives file, line and column, or None. `apart` are folders below it where other sites stand: what leads there is theirs.
    """

    folder: Path
    url: str
    trace: Callable[[str, str], Place | None] = lambda path, text: None
    apart: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The path below which the site is served: `/` or `/name/`."""
        return urlsplit(self.url).path or "/"

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        )

    @cached_property
    def pages(self) -> list[HtmlPage]:
        return [self._page(path) for path in sorted(self.files) if path.endswith(".html")]

    @cached_property
    def pages_by_path(self) -> dict[str, HtmlPage]:
        return {page.path: page for page in self.pages}

    @cached_property
    def own_addresses(self) -> list[tuple[HtmlPage, str, str, str]]:
        """Every address of every page that leads into this site: page, address, path on the host, and fragment."""
        own = []
        for page in self.pages:
            for value in {address.value: None for address in page.addresses}:
                if urlsplit(value).scheme in ("mailto", "tel", "data", "javascript"):
                    continue
                path, fragment, is_own = self.resolve(page, value)
                # Another site may stand beside this one on the same host.
                is_other_site = bool(urlsplit(value).netloc) and (
                    not path.startswith(self.base) or path.removeprefix(self.base).startswith(self.apart)
                )
                if is_own and not is_other_site:
                    own.append((page, value, path, fragment))
        return own

    def _page(self, path: str) -> HtmlPage:
        html = (self.folder / path).read_text(encoding="utf-8")
        return HtmlPage(path, self.base + re.sub(r"(^|/)index\.html$", r"\1", path), html, LexborHTMLParser(html))

    def resolve(self, page: HtmlPage, value: str) -> tuple[str, str, bool]:
        """Where an address leads: the path on the host, the fragment, and whether it is on this host at all."""
        absolute = urljoin(urljoin(self.url, page.url), value)
        parts, own = urlsplit(absolute), urlsplit(self.url)
        return unquote(parts.path), unquote(parts.fragment), parts.netloc == own.netloc and parts.scheme == own.scheme

    def file_at(self, path: str) -> str | None:
        """The file that a static host serves at a path; None if there is none, or it is outside the site."""
        if not path.startswith(self.base):
            return None
        below = path[len(self.base):]
        for candidate in (below, posixpath.join(below, "index.html")) if below else ("index.html",):
            if candidate in self.files:
                return candidate
        return None


def visible_text(node: LexborNode, leave_out: frozenset[str] = frozenset()) -> str:
    """The text of an element in order, without the elements that have a class or tag named in `leave_out`."""
    if node.tag == "-text":
        return node.text_content or ""
    classes = set((node.attributes.get("class") or "").split()) | {node.tag}
    if classes & leave_out:
        return ""
    parts, child = [], node.child
    while child is not None:
        parts.append(visible_text(child, leave_out))
        child = child.next
    return "".join(parts)
