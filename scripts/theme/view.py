"""What the templates in overrides/ see of the edition, by the name `edition`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edition.addresses import WHOLE_PAGE, page_address, paragraph_range, site_root
from edition.cited import State
from edition.edition import Edition
from edition.ids import citable_ids
from edition.releases import Kept
from edition.version import Version
from exports.catalogue import PDF, Format
from exports.json_ld import as_text, json_ld
from exports.linkset import Link, page_links
from permanence.gone import Gone, gone_by_page
from permanence.kept import kept_by_newest
from permanence.registry import Registry

# By what docs/assets/components.css styles; in code a "<" is written otherwise.
_COMPONENTS = re.compile(
    r"<(?:details|table|figure|img|kbd|abbr)\b"
    r"|<[^<>]*\sclass=\"(?:[^\"]*\s)?(?:admonition|tabbed-set|highlight|footnote|md-button|grid)[\s\"]"
)
_FACTS = re.compile(r"<[^<>]*\sclass=\"(?:[^\"]*\s)?(?:facts|drawn)[\s\"]")


@dataclass(frozen=True)
class View:
    """One edition, rendered for one address. Pages are named by their path below docs/.

    `whole_address` is that of the whole article, `text_pages` are those that have the article's words, `ranges` are the
    paragraphs that a page has, `links` the typed links of its head, `gone` what has left it. `json_ld` is the edition's data
    as text, `abstract` a part of it. `kept` is what the newest release has, `pdf` the PDF's path, if one is made. `bundle`
    is Material's script, which MkDocs names when it has gathered the theme's files.
    """

    version: Version
    frozen: bool
    root: str
    whole_page: str
    whole_address: str
    text_pages: frozenset[str]
    record: Mapping[str, Any]
    abstract: str
    json_ld: str
    pdf: str
    ranges: Mapping[str, str]
    links: Mapping[str, list[Link]]
    gone: Mapping[str, list[Gone]]
    kept: Kept | None
    bundle: str = field(default="")

    @staticmethod
    def has_components(content: str) -> bool:
        """Whether the HTML of a page has a piece that only editorial pages have: an admonition, a table, code and the like."""
        return bool(_COMPONENTS.search(content))

    @staticmethod
    def has_facts(content: str) -> bool:
        """Whether the HTML of a page has a list or picture of the editor's facts, which docs/assets/facts.css styles."""
        return bool(_FACTS.search(content))

    @staticmethod
    def source_of(edit_url: str, page: str) -> str:
        """Where a page's Markdown is shown as it is, made from where it is edited: GitHub's and GitLab's addresses."""
        before, edit, folder = edit_url.removesuffix(page).rpartition("/edit/")
        return f"{before}/raw/{folder}{page}" if edit else edit_url


def view(
    edition: Edition, site_url: str, registry: Registry, roots: Mapping[str, str], formats: tuple[Format, ...], frozen: bool,
    state: State,
) -> View:
    """The view of an edition; `roots` are the addresses of the frozen sites, `formats` those that the build makes.

    `state` is the text that citations name.
    """
    data = json_ld(edition, site_url, formats)
    return View(
        version=edition.version,
        frozen=frozen,
        root=site_root(site_url),
        whole_page=WHOLE_PAGE,
        whole_address=site_root(site_url) + page_address(WHOLE_PAGE),
        text_pages=frozenset(page.name for page in edition.text_pages) | {WHOLE_PAGE},
        record=edition.article,
        abstract=data["abstract"],
        json_ld=as_text(data),
        pdf=PDF.path if PDF in formats else "",
        ranges={page.name: found for page in edition.pages if (found := paragraph_range(page))},
        links=page_links(edition, site_url, formats, state),
        gone=gone_by_page(edition, registry, roots),
        kept=kept_by_newest(edition, registry, roots),
    )


def ids_by_page(edition: Edition) -> dict[str, str]:
    """The ids that can be cited, by the address of their page: by them a script finds what an address asks for."""
    return {page_address(page.name): " ".join(citable_ids(edition, page)) for page in edition.pages}
