"""The finished site as one folder to take along: its pages open from a disk, without a server and without scripts."""

from __future__ import annotations

import base64
import posixpath
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from edition.addresses import file_named, site_root, split
from edition.edition import Edition
from edition.permanent import name_of
from exports.archive import archive
from exports.catalogue import OFFLINE
from exports.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE
from sitecheck.html_page import HtmlPage
from sitecheck.site import Site

READ_ME = "READ-ME.txt"
# What only a server, a search engine or a script makes use of, and the archives of which this is one.
_LEFT_OUT = ("404.html", "search.json", "ids.json", "sitemap.xml", "sitemap.xml.gz", "robots.txt")
_LEFT_OUT_FOLDERS = ("assets/js/", "assets/javascripts/")
_LEFT_OUT_ENDINGS = (".zip", "/content.txt")
_FONT_ENDING = ".woff2"
# Scripts, a preloaded font (refused where there is no server), and controls that would do nothing.
_LEFT_OUT_ELEMENTS = (
    "script, link[rel=preload], link[rel=modulepreload], .edition-controls, .md-header__option, .md-top, .announcer"
)
_POLICY = 'meta[http-equiv="Content-Security-Policy"]'
# 'self' means nothing certain in a page without a host. Nothing is loaded that this would have to forbid, but scripts.
_OFFLINE_POLICY = "script-src 'none'; base-uri 'none'; form-action 'none'"
_CSS_ADDRESS = re.compile(r"""url\("(?P<address>[^"]+)"\)""")

_READ_ME_TEXT = """\
{title}
The edition as a folder: {name}, {date}

Open index.html in a browser: {root} is here as it was published,
to be read without a connection. Keep the folder together.

Pages, anchors, notes, references, apparatus and citations are those of the site, and so are the addresses in the
citations: cite the address on the web, never that of a file. What needs a script is on the web only: the text as
printed at one click, search, and the panel that copies a citation.

{article_rights}
Editorial matter is licensed CC BY 4.0: {licence}
"""


def offline(folder: Path, edition: Edition, site_url: str) -> bytes:
    """The site that was rendered into `folder` for `site_url`, as a zip with one folder in it.

    Links between its pages name their files. A link to a file that is left out leads to the web.
    """
    root = site_root(site_url)
    site = Site(folder, root)
    kept = {name for name in site.files if _is_kept(name)}
    styled = {name: _with_fonts_inside(site, name) for name in kept if name.endswith(".css")}
    pages = {page.path: _page(site, page, kept).encode() for page in site.pages if page.path in kept}
    read_me = _READ_ME_TEXT.format(
        title=edition.article["title"], name=name_of(edition), date=edition.version.date.isoformat(), root=root,
        article_rights=ARTICLE_RIGHTS, licence=EDITORIAL_LICENCE,
    )
    made = {**styled, **pages, READ_ME: read_me.encode()}
    top = top_folder(edition)
    names = [READ_ME, *sorted(name for name in kept if not name.endswith(_FONT_ENDING))]
    return archive(
        {f"{top}/{name}": made[name] if name in made else (folder / name).read_bytes() for name in names},
        edition.version.date,
    )


def top_folder(edition: Edition) -> str:
    """The name of the one folder in the zip."""
    return f"{Path(OFFLINE.path).stem}-{edition.version.number}"


def _is_kept(name: str) -> bool:
    return not (name in _LEFT_OUT or name.startswith(_LEFT_OUT_FOLDERS) or name.endswith(_LEFT_OUT_ENDINGS))


def _with_fonts_inside(site: Site, name: str) -> bytes:
    """A style sheet with its fonts in it: some browsers refuse a font that another file of a disk asks for."""

    def inside(match: re.Match[str]) -> str:
        path = file_named(name, match["address"])
        if path not in site.files or not path.endswith(_FONT_ENDING):
            return match[0]
        encoded = base64.b64encode((site.folder / path).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{encoded}")'

    return _CSS_ADDRESS.sub(inside, (site.folder / name).read_text(encoding="utf-8")).encode()


def _page(site: Site, page: HtmlPage, kept: set[str]) -> str:
    tree = LexborHTMLParser(page.html)
    for node in tree.css(_LEFT_OUT_ELEMENTS):
        node.decompose()
    for node in tree.css(_POLICY):
        node.attrs["content"] = _OFFLINE_POLICY
    for node in tree.css("[href], [src]"):
        for name in ("href", "src"):
            if value := node.attributes.get(name):
                node.attrs[name] = _address(site, page, kept, value)
    return tree.html or ""


def _address(site: Site, page: HtmlPage, kept: set[str], value: str) -> str:
    """An address of a page, made to work from a disk. Whole addresses, and those within the page, stay as they are."""
    parts = split(value)
    if parts.scheme or parts.netloc or value.startswith("#"):
        return value
    path, _, _ = site.resolve(page, value)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    file = site.file_at(path)
    if file not in kept:
        return site.url + path.removeprefix(site.base) + fragment
    return posixpath.relpath(file, posixpath.dirname(page.path) or ".") + fragment
