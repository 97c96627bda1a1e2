"""The rules of a rendered site, whatever it is made with: its addresses and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.rule import Problem, rule
from sitecheck.web import ERROR_PAGE, is_absolute

if TYPE_CHECKING:
    # Reading finished pages takes libraries that a check of the sources needn't wait for.
    from sitecheck.site import Site


@rule("S001", "site", waivable=False)
def addresses_lead_to_files(site: Site) -> Iterator[Problem]:
    """An address in a finished file does not lead to any file of the site.

    Every address that a browser would resolve is followed, below the site's base path: links, pictures, style sheets and what
    they load, frames, forms, quotations' sources, metadata, redirects, manifests, site maps. Letter case matters.

    Bad:
        <a href="../astana/">, and no astana/index.html
    Good:
        <a href="../astana-summit/">
    Fix: correct it in the page, the template or the setting that it comes from.
    """
    yield from site.problems("S001")


@rule("S002", "site", waivable=False)
def fragments_exist(site: Site) -> Iterator[Problem]:
    """A link in a finished page leads to an id that its page does not have.

    Bad:
        <a href="../chairmanship/#p7">
    Good:
        <a href="../astana-summit/#p7">
    Fix: correct it in the page, the template or the setting that it comes from.
    """
    yield from site.problems("S002")


@rule("S008", "site", waivable=False)
def error_page_works_anywhere(site: Site) -> Iterator[Problem]:
    """The error page has an address that depends on where it is shown.

    A host shows 404.html at any missing address, at any depth, so its addresses must begin with the base path.

    Bad:
        <a href="../references/"> in 404.html
    Good:
        <a href="/name/references/"> in 404.html, where the site is served below /name/
    Fix: write the address from the site's root, with the base path.
    """
    if ERROR_PAGE not in site.files or _has_fixed_base(site):
        return
    for trace in dict.fromkeys(site.traces(ERROR_PAGE)):
        value = trace.value.strip()
        is_own = trace.goal.path is not None and not is_absolute(value) and not value.startswith("#")
        if is_own and not value.startswith(site.base):
            message = f"{value} does not begin with {site.base}"
            yield site.at(ERROR_PAGE, trace.attribute, trace.value, message, message)


def _has_fixed_base(site: Site) -> bool:
    """Whether the error page says by <base> where it stands, so that its addresses are the same wherever it is shown."""
    if "<base" not in site.text(ERROR_PAGE).lower():
        return False
    base = site.pages_by_path[ERROR_PAGE].tree.css_first("base[href]")
    href = (base.attributes["href"] or "") if base else ""
    return is_absolute(href) or href.startswith("/")


@rule("S010", "site", waivable=False)
def addresses_can_be_read(site: Site) -> Iterator[Problem]:
    """An address is invalid by the URL Standard, or is empty where one is required.

    A browser ignores it without any message.

    Bad:
        <a href="https://[address]/x"> or <img src="">
    Good:
        <a href="https://[2001:db8::1]/x"> or no <img> at all
    Fix: write the address as the other site gives it, or leave the element out.
    """
    yield from site.problems("S010")


@rule("S011", "site", waivable=False)
def mail_and_telephone_addresses_are_whole(site: Site) -> Iterator[Problem]:
    """A mailto: or tel: address is not in the form that its standard requires (RFC 6068, RFC 3966).

    Bad:
        <a href="mailto:editor at example.org"> or <a href="tel:020 7946 0000">
    Good:
        <a href="mailto:editor@example.org"> or <a href="tel:+44-20-7946-0000">
    Fix: write name@host, or + and the number with its country code, with hyphens instead of spaces.
    """
    yield from site.problems("S011")


@rule("S012", "site", waivable=False)
def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """A link is empty, or runs a script instead of leading somewhere.

    An empty address reloads the page; a script's leads nowhere without scripts, in a new tab, or when it is copied.

    Bad:
        <a href=""> or <a href="javascript:show()">
    Good:
        <a href="#notes">, or a <button> for what only a script does
    Fix: give it an address, or make it a button.
    """
    yield from site.problems("S012")


@rule("S013", "site", waivable=False)
def addresses_are_public(site: Site) -> Iterator[Problem]:
    """An address works only on one computer or network, or contains a user name or password.

    It may work where the page was written, but it does not work for readers.

    Bad:
        <a href="http://localhost:8000/about/">, "file:///C:/text.pdf", "https://me:secret@example.org/"
    Good:
        <a href="../about/">
    Fix: write the public address.
    """
    yield from site.problems("S013")


@rule("S014", "site", waivable=False)
def addresses_are_encrypted(site: Site) -> Iterator[Problem]:
    """An address uses http, which anyone on the way can read and change.

    Bad:
        <a href="http://example.org/">
    Good:
        <a href="https://example.org/">
    Fix: write https, after checking that the host answers to it.
    """
    yield from site.problems("S014")


@rule("S015", "site", waivable=False)
def text_fragments_find_their_words(site: Site) -> Iterator[Problem]:
    """A link points to words that are not on the page, or are there more than once.

    A browser then shows the top of the page, or the wrong words.

    Bad:
        <a href="../about/#:~:text=corected">
    Good:
        <a href="../about/#:~:text=corrected%20readings">
    Fix: copy enough words from the page to make them unique, or write what comes before them: text=before-,words.
    """
    yield from site.problems("S015")


@rule("S016", "site", waivable=False)
def redirects_lead_to_their_end(site: Site) -> Iterator[Problem]:
    """A redirect leads to another redirect, or round in a circle.

    Bad:
        old/index.html to older/, and older/index.html to old/
    Good:
        both to new/
    Fix: point each one directly to the final page.
    """
    yield from site.problems("S016")


@rule("S020", "site", waivable=False)
def pages_are_led_to(site: Site) -> Iterator[Problem]:
    """No page links to this one, so only readers who know its address can find it.

    The home page, the error page and pages that redirect need no link.

    Bad:
        a page draft/ that no menu and no text links to
    Good:
        a link to it, or the page removed
    Fix: link to the page, or leave it out of the site.
    """
    yield from site.problems("S020")
