"""Links in the pages: each leads somewhere that is there, below any base path, and says where."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote

from edition.edition import Edition
from edition.ids import generated_ids, written_ids
from edition.page import NUMBERED_ID, Page, without_code
from edition.targets import split
from lint.rule import Problem, rule

_ESCAPED_BRACKET = re.compile(r"\\[\[\]]")
_INLINE = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r"\((?:<(?P<bracketed>[^<>\n]*)>|(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
)
_REFERENCE_STYLE = re.compile(r"!?\[(?P<text>[^\[\]^][^\[\]]*)\]\[(?!\^)(?P<label>[^\[\]]*)\]")
_DEFINITION = re.compile(r"(?m)^[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:[ ]*(?P<target>\S+)")
# Stands in a link's words for a picture without any.
_PICTURE = "\0"
_AUTOLINK = re.compile(r"<(?P<target>https?://[^<>\s]+)>")


@dataclass(frozen=True)
class Link:
    """A link or picture in a page's Markdown or raw HTML. `text` is None where none can be expected."""

    target: str
    offset: int
    text: str | None
    is_image: bool = False


@rule("L001", "edition")
def targets_exist(edition: Edition) -> Iterator[Problem]:
    """A link or picture leads to a page or file that is not there.

    Bad:
        [the Summit](astana.md)
    Good:
        [the Summit](astana-summit.md)
    Fix: name a file below docs/, with its ending .md for a page.
    """
    for page in edition.pages:
        for link in links(page):
            target = internal_target(page, link)
            if target and target.path and (
                target.path.startswith("../") or not (edition.root / "docs" / target.path).is_file()
            ):
                yield Problem(*page.place(link.offset), f"{link.target} leads to docs/{target.path}, which is not there")


@rule("L002", "edition")
def anchors_exist(edition: Edition) -> Iterator[Problem]:
    """A link leads to an id that its page does not have.

    Only ids written in a page, or given by the build for good, can be linked to.

    Bad:
        [paragraph 7](chairmanship.md#p7)
    Good:
        [paragraph 7](astana-summit.md#p7)
    Fix: name the page that has the id; for a paragraph, see the table of pages in CONTRIBUTING.md.
    """
    for page in edition.pages:
        for link in links(page):
            target = internal_target(page, link)
            goal = edition.pages_by_name.get(target.path or page.name) if target else None
            if goal and target.fragment and target.fragment not in _ids(edition, goal):
                message = f"{link.target} leads to #{target.fragment}, which docs/{goal.name} does not have"
                where = [p.name for p in edition.pages if target.fragment in {i.id for i in p.ids}]
                if NUMBERED_ID.fullmatch(target.fragment) and where:
                    message += f"; it is in {where[0]}"
                yield Problem(*page.place(link.offset), message, f"{goal.name}#{target.fragment}")


@rule("L003", "edition")
def paths_are_relative(edition: Edition) -> Iterator[Problem]:
    """A link begins with a slash, or names this site by a page's web address.

    Below a base path, as GitHub Pages serves a project, a path from the root leads outside the site.

    Bad:
        [References](/references/)
    Good:
        [References](references.md)
    Fix: write the path of the file, relative to this page.
    """
    for page in edition.pages:
        for link in links(page):
            parts = split(link.target)
            if not parts.scheme and link.target.startswith("/"):
                yield Problem(*page.place(link.offset), f"{link.target} begins with a slash, which breaks below a base path")
            elif not parts.scheme and parts.path.endswith("/"):
                yield Problem(*page.place(link.offset), f"{link.target} is a web address of this site, not a file of docs/")


@rule("L004", "edition")
def links_have_texts(edition: Edition) -> Iterator[Problem]:
    """A link has no text, or a picture no alternative text.

    Who hears the page, or prints it, is told nothing.

    Bad:
        [](references.md)
    Good:
        [References](references.md)
    Fix: write between the brackets where the link leads, or what the picture shows.
    """
    for page in edition.pages:
        for link in links(page):
            if link.text is not None and not html.unescape(link.text).strip():
                kind = "picture without an alternative text" if link.is_image else "link without a text"
                yield Problem(*page.place(link.offset), f"a {kind}: {link.target}")


@rule("L005", "edition")
def addresses_are_https(edition: Edition) -> Iterator[Problem]:
    """A link goes to an http address.

    Most hosts answer on https. Where an address was only ever seen with http, a waiver says so.

    Bad:
        [OSCE](http://www.osce.org/who/timeline/1990s/15)
    Good:
        [OSCE](https://www.osce.org/who/timeline/1990s/15)
    Fix: write https, or waive it in scripts/waivers.toml with the reason.
    """
    for page in edition.pages:
        for link in links(page):
            if link.target.lower().startswith("http://"):
                yield Problem(*page.place(link.offset), f"{link.target} is not https")


@rule("L006", "edition")
def reference_style_links_resolve(edition: Edition) -> Iterator[Problem]:
    """A reference-style link names no definition, so its brackets are printed.

    Bad:
        [the Declaration][astana]
    Good:
        [the Declaration](astana-summit.md#declaration)
    Fix: write the target in round brackets, or add the definition: `[astana]: astana-summit.md`
    """
    for page in edition.pages:
        text = _without_code(page.text)
        defined = {match["label"].lower() for match in _DEFINITION.finditer(text)}
        for match in _REFERENCE_STYLE.finditer(text):
            label = match["label"] or match["text"]
            if label.lower() not in defined:
                yield Problem(*page.place(match.start()), f"{match[0]} names no definition [{label}]: …")


@rule("L007", "edition")
def nothing_is_loaded_from_elsewhere(edition: Edition) -> Iterator[Problem]:
    """A page loads a picture, script or style from another host.

    The edition makes no request to any other host: readers aren't tracked, and nothing vanishes.

    Bad:
        ![Astana](https://example.org/astana.jpg)
    Good:
        ![Astana](assets/astana.jpg)
    Fix: keep the file below docs/assets/, with its rights stated, or link to it instead.
    """
    for page in edition.pages:
        for link in links(page):
            if link.is_image and split(link.target).netloc:
                yield Problem(*page.place(link.offset), f"{link.target} would be loaded from another host")


@dataclass(frozen=True)
class _Target:
    path: str
    fragment: str


# Six rules ask for the links of the same few pages, one rule after another.
@lru_cache(maxsize=64)
def links(page: Page) -> list[Link]:
    """Every link and picture written in a page, in order: inline, reference-style, automatic and raw HTML."""
    text = _without_code(page.text)
    found = _inline(text, 0)
    pictures = {(m["label"] or m["text"]).lower() for m in _REFERENCE_STYLE.finditer(text) if m[0].startswith("!")}
    found += [
        Link(match["target"], match.start(), None, match["label"].lower() in pictures)
        for match in _DEFINITION.finditer(text)
    ]
    found += [Link(match["target"], match.start(), None) for match in _AUTOLINK.finditer(text)]
    parser = _RawHtml(page)
    parser.feed(_AUTOLINK.sub(lambda match: " " * len(match[0]), text))
    parser.close()
    return sorted(found + parser.links, key=lambda link: link.offset)


def _inline(text: str, start: int) -> list[Link]:
    """Links and pictures written inline, and the pictures inside a link's text."""
    found = []
    for match in _INLINE.finditer(text):
        target = match["bracketed"] if match["bracketed"] is not None else match["target"]
        inside = _inline(match["text"], start + match.start("text"))
        words: str | None = _INLINE.sub(lambda inner: inner["text"], match["text"])
        if not words.strip() and any(link.is_image for link in inside):
            # The picture's own text is missing, and would be the link's.
            words = None
        found += [Link(target, start + match.start(), words, bool(match["image"])), *inside]
    return found


class _RawHtml(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
        self.links: list[Link] = []
        self.open: list[tuple[str, int, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line, column = self.getpos()
        offset = self.starts[line - 1] + column
        if tag == "a" and "href" in values:
            self.open.append((values["href"], offset, [values.get("aria-label", "")]))
        elif "src" in values:
            is_image = tag == "img"
            self.links.append(Link(values["src"], offset, values.get("alt", "") if is_image else None, True))
            for _, _, words in self.open:
                words.append(values.get("alt", "") or _PICTURE)

    def handle_data(self, data: str) -> None:
        for _, _, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open:
            target, offset, words = self.open.pop()
            told = " ".join(words).replace(_PICTURE, " ").strip()
            self.links.append(Link(target, offset, told or (None if _PICTURE in words else "")))


def _without_code(text: str) -> str:
    """The text with code and escaped brackets blanked out, every offset kept."""
    return _ESCAPED_BRACKET.sub("  ", without_code(text))


def internal_target(page: Page, link: Link) -> _Target | None:
    """Where a link leads below docs/; None if it leads elsewhere, or begins or ends as no file's path does."""
    parts = split(link.target)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or parts.path.endswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), unquote(parts.path))) if parts.path else ""
    return _Target(path, unquote(parts.fragment))


def _ids(edition: Edition, page: Page) -> set[str]:
    return written_ids(page) | generated_ids(edition, page)
