"""The finished pages: what this edition demands of them beyond what is demanded of any site."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from upa_url import URL

from lint.rule import Problem, rule
from sitecheck.html_page import HtmlPage, visible_text
from sitecheck.web import decoded

if TYPE_CHECKING:
    # Reading finished pages takes libraries that a check of the sources needn't wait for.
    from sitecheck.site import Site

_LEAKED = re.compile(
    r"\{[+]{2}|[+]{2}\}|\{--|--\}|\{~~|~~\}|\{>>|<<\}|\{==|==\}"
    r"|\{:?\s*[#.][\w-]+[^{}]*\}|\[\^[^\]\s]+\]|^\s*/{3}\s|\]\([^)\s]*\)|\{\{|\}\}|\{%"
    r"|^\s*(?:!!!|\?{3}\+?)[ ]+\w|^\s*===[!+]?[ ]+\"|\|[ ]*:?-{3,}:?[ ]*\|",
    re.M,
)
_NOT_PROSE = frozenset({"script", "style", "code", "pre", "template", "noscript"})
_DATA_TYPES = ("application/ld+json", "application/json")


@rule("S004", "site", waivable=False)
def no_markup_leaks(site: Site) -> Iterator[Problem]:
    """Markup of the source is left in the text of a finished page.

    CriticMarkup, attribute lists, footnote references, links and template tags are for the build, never for readers.

    Bad:
        <p>conflict {: #p2 }</p>
    Good:
        <p id="p2">conflict</p>
    Fix: correct the markup in the page's source; an unbalanced mark is the usual cause.
    """
    for page in site.pages:
        text = visible_text(page.tree.body, _NOT_PROSE) if page.tree.body else ""
        for match in _LEAKED.finditer(text):
            leaked = match[0].strip()
            yield _at(site, page, leaked, f"{leaked!r} is left in the text, near “{_around(text, match.start())}”", leaked)


@rule("S005", "site", waivable=False)
def nothing_is_loaded_from_elsewhere(site: Site) -> Iterator[Problem]:
    """A finished page loads something from another host.

    Bad:
        <link rel="stylesheet" href="https://fonts.example.org/face.css">
    Good:
        <link rel="stylesheet" href="../assets/edition.css">
    Fix: serve the file from the site itself, or leave it out.
    """
    for page in site.pages:
        for address in page.addresses:
            is_data = address.value.strip().lower().startswith("data:")
            if address.loads and address.value.strip() and not is_data and not site.resolve(page, address.value)[2]:
                yield _at(site, page, address.value, f"{address.value} is loaded from another host")


@rule("S006", "site", waivable=False)
def pages_say_what_they_are(site: Site) -> Iterator[Problem]:
    """A finished page lacks its language, title, description or canonical address, or has one of them twice.

    The error page has no canonical address, because it has no address of its own.

    Bad:
        a page without <link rel="canonical">
    Good:
        one <html lang>, <title>, <meta name="description"> and <link rel="canonical"> on each page
    Fix: give the page a title and a description, and see that overrides/ keeps the theme's metadata.
    """
    for page in site.pages:
        counts = {
            "html[lang]": len(page.tree.css("html[lang]")),
            "title": len(page.tree.css("head > title")),
            'meta[name="description"]': len(page.tree.css('head > meta[name="description"]')),
        }
        if page.path != "404.html":
            counts['link[rel="canonical"]'] = len(page.tree.css('head > link[rel="canonical"]'))
        for what, times in counts.items():
            if times != 1:
                message = f"the page has {times} of {what}, expected one"
                yield Problem(page.path, 1, 1, message, message)


@rule("S007", "site", waivable=False)
def canonical_addresses_are_their_own(site: Site) -> Iterator[Problem]:
    """A page's canonical address is not its own.

    Search engines and reference managers follow it, so a wrong one loses the page.
    Only a page that has moved, and has a link of the class moved-page, has the address of the page it leads to.

    Bad:
        <link rel="canonical" href="https://example.org/references/"> on another page
    Good:
        the site's address, and the page's path below it
    Fix: set site_url in mkdocs.yml, or SITE_URL, to the site's address with its base path.
    """
    for page in site.pages:
        for node in page.tree.css('head > link[rel="canonical"]'):
            value = node.attributes.get("href") or ""
            url, own = URL.parse(value), URL(site.url)
            moved = page.tree.css_first("a.moved-page[href]")
            expected = site.resolve(page, moved.attributes["href"] or "")[0] if moved else page.url
            if url is None or (url.origin, decoded(url.pathname)) != (own.origin, expected):
                yield Problem(
                    page.path, *page.line_of(value),
                    f"the canonical address is {value}, expected {own.origin}{expected}",
                    url.origin if url is not None and url.origin != own.origin else value,
                )


@rule("S022", "site", waivable=False)
def the_site_has_an_error_page(site: Site) -> Iterator[Problem]:
    """The site has no error page, so the host would show its own.

    Bad:
        no 404.html in the site
    Good:
        404.html at its top
    Fix: see that overrides/404.html is there.
    """
    if "404.html" not in site.files:
        yield Problem("404.html", 1, 1, "the site has no error page")


@rule("S009", "site", waivable=False)
def pages_run_only_their_own_files(site: Site) -> Iterator[Problem]:
    """A finished page has no Content-Security-Policy, a loose one, or something inline that a strict one forbids.

    The policy lets a page load scripts and styles from the site's own files alone, so that nothing foreign can run.
    An inline script or style is allowed by its digest. A block of JSON is data and never run; it must not contain `</`, which a
    browser could mistake for its end.

    Bad:
        <meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">, or <p style="color: red">
    Good:
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; …">
    Fix: put scripts and styles into files below `docs/assets/`; the policy is set in `mkdocs.yml`.
    """
    for page in site.pages:
        policies = page.tree.css('head > meta[http-equiv="Content-Security-Policy"]')
        if len(policies) != 1:
            message = f"the page has {len(policies)} policies, expected one"
            yield Problem(page.path, 1, 1, message, message)
        if not policies:
            continue
        for policy in policies:
            value = policy.attributes.get("content") or ""
            if "default-src 'none'" not in value or "unsafe-" in value or "*" in value:
                yield _at(site, page, value, f"the policy is loose: {value}")
        for node in page.tree.css("script:not([src]), style"):
            if node.tag == "script" and node.attributes.get("type") in _DATA_TYPES:
                if "</" in node.text():
                    yield _at(site, page, node.html or "", "a block of JSON contains </")
                continue
            if any(_digest(node.text()) in (p.attributes.get("content") or "") for p in policies):
                continue
            yield _at(site, page, node.html or "", f"<{node.tag}> has its content inline")
        for node in page.tree.css("[style]"):
            yield _at(site, page, f'style="{node.attributes["style"]}"', f"<{node.tag}> has a style inline")
        for node in page.tree.css("*"):
            handlers = [name for name in node.attributes if name.startswith("on")]
            if handlers:
                yield _at(site, page, handlers[0], f"<{node.tag}> has the inline handler {handlers[0]}")


def _digest(text: str) -> str:
    """The source of a policy that names an inline script or style (CSP 3, hash-source)."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _at(site: Site, page: HtmlPage, text: str, message: str, about: str = "") -> Problem:
    """A problem at the place of `text`: in the sources if that is known, else in the finished page.

    `about` is what is the same where a template puts the fault into several pages: the message, if nothing else is given.
    """
    line, column = page.line_of(text)
    if site.trace and (source := site.trace(page.path, text)):
        return Problem(*source, f"{message} (in the finished page: {page.path}:{line})", about or message)
    return Problem(page.path, line, column, message, about or message)


def _around(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 20):position + 30].split())
