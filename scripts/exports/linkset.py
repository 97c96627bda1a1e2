"""Typed links by which a machine finds the article's data and files, in the pages' heads and in one file of all of them.

https://signposting.org/FAIR/, levels 1 and 2; the file is a link set of RFC 9264.
The landing page is the home page, for it has the address by which the whole article is cited; the pages with its text are
items of that, and lead back. `cite-as` (RFC 8574) is the address that a citation gives: that of the version, once it is
kept. It is never the page itself, and so the landing page of a text that is no released version has none.
`license` leads to the statement of rights: the article is not licensed, and that page says what holds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from edition.addresses import WHOLE_PAGE, page_address, site_root
from edition.citing import EXPORTS, WHOLE, Cited, State, everything_cited, export_name
from edition.edition import Edition
from exports.catalogue import ANCHORS, JSON_LD, LINKSET, TEI, Format
from exports.json_ld import RIGHTS

DESCRIPTIONS = (ANCHORS, JSON_LD)
_HTML = "text/html"
_EXPORT_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
_ABOUT_PAGE, _ARTICLE = "https://schema.org/AboutPage", "https://schema.org/ScholarlyArticle"


@dataclass(frozen=True)
class Link:
    """A typed link from the page or file that it stands for. `type` is the target's media type, where it has one."""

    rel: str
    href: str
    type: str = ""


def page_links(edition: Edition, site_url: str, formats: tuple[Format, ...], state: State) -> dict[str, list[Link]]:
    """The links of each page's head, by its path below docs/; `formats` are those whose files the site has."""
    root = site_root(site_url)
    to_all = Link("linkset", root + LINKSET.path, LINKSET.media_type)
    links = {page.name: [to_all] for page in edition.pages}
    home = next(page.name for page in edition.pages if not page_address(page.name))
    for name in _items(edition):
        links[name] += [Link("cite-as", state.address), Link("collection", root, _HTML)]
    links[home] += _landing_page(edition, root, formats, state)
    links[WHOLE_PAGE] += [Link("type", _ARTICLE), *_about_the_whole(root, formats)]
    return links


def linkset(edition: Edition, site_url: str, formats: tuple[Format, ...], state: State) -> str:
    """The link set: the landing page, its items and metadata, and each paragraph's address with its own metadata."""
    root = site_root(site_url)
    landing = _landing_page(edition, root, formats, state)
    items = [link.href for link in landing if link.rel == "item"]
    paragraphs = [cited for cited in everything_cited(edition, site_url) if cited.id != WHOLE]
    contexts = [
        _context(root, landing),
        *(_context(item, [Link("cite-as", state.address), Link("collection", root, _HTML)]) for item in items),
        *(
            _context(link.href, [Link("describes", root, _HTML)])
            for link in landing if link.rel == "describedby" and link.href not in items
        ),
        *(
            _context(cited.address, [*_exports(root, cited), Link("collection", root, _HTML)])
            for cited in paragraphs
        ),
    ]
    return json.dumps({"linkset": contexts}, indent=1) + "\n"


def _items(edition: Edition) -> list[str]:
    """The pages with the article's text, but for the landing page itself."""
    pages = (*edition.text_pages, edition.pages_by_name[WHOLE_PAGE])
    return [page.name for page in pages if page_address(page.name)]


def _landing_page(edition: Edition, root: str, formats: tuple[Format, ...], state: State) -> list[Link]:
    return [
        Link("type", _ABOUT_PAGE),
        Link("type", _ARTICLE),
        *([Link("cite-as", state.address)] if state.address != root else []),
        *_about_the_whole(root, formats),
        *(Link("item", root + page_address(name), _HTML) for name in _items(edition)),
        *(Link("item", root + form.path, form.media_type) for form in formats),
    ]


def _about_the_whole(root: str, formats: tuple[Format, ...]) -> list[Link]:
    """What holds of the whole article, wherever it stands. A TEI file has a header of metadata."""
    return [
        Link("license", root + RIGHTS, _HTML),
        *_exports(root, Cited(WHOLE, "", root)),
        *(Link("describedby", root + data.path, data.media_type) for data in DESCRIPTIONS),
        *([Link("describedby", root + TEI.path, TEI.media_type)] if TEI in formats else []),
    ]


def _exports(root: str, cited: Cited) -> list[Link]:
    return [Link("describedby", root + export_name(cited, ending), _EXPORT_TYPES[ending]) for ending in EXPORTS]


def _context(anchor: str, links: list[Link]) -> dict[str, Any]:
    context: dict[str, Any] = {"anchor": anchor}
    for link in links:
        target = {"href": link.href} | ({"type": link.type} if link.type else {})
        context.setdefault(link.rel, []).append(target)
    return context
