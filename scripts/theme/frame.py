"""Fixes of the HTML of Material's frame, and the policy that names what is inline in it.

What Material's templates offer no block for is put right in the finished page: each fix says what is wrong, and the tests
notice when a newer Material no longer needs it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

from theme.content import make_accessible

POLICY = 'meta[http-equiv="Content-Security-Policy"]'
_SCRIPTS, _STYLES = "script-src 'self'", "style-src 'self'"
# The templates' indents and blank lines, a fourteenth of a page's weight; where they mean something they stay.
_BLANK = re.compile(r"(?P<kept><(pre|textarea|script)\b.*?</\2>)|\s*\n\s*", re.S)


def strict_page(html: str, policy: str) -> str:
    """A page with its frame put right and, where the page has a place for it, `policy` and the digests of its scripts.

    An empty policy leaves none: a preview puts a script of its own into the page.
    """
    tree = LexborHTMLParser(html)
    make_accessible(tree)
    for fix in _FIXES:
        fix(tree)
    for place in tree.css(POLICY):
        if policy:
            place.attrs["content"] = policy_for(tree, policy)
        else:
            place.decompose()
    return _BLANK.sub(lambda match: match["kept"] or "\n", tree.html or "")


def policy_for(tree: LexborHTMLParser, policy: str) -> str:
    """The policy, which also lets the page's own inline scripts and styles in, each named by its digest (CSP 3, hash-source).

    A block of data is not run, and needs no leave in a browser; the Nu HTML checker wants it. Material writes the icons that
    a setting chooses for admonitions, annotations and tags into a <style>.
    """
    for source, elements in ((_SCRIPTS, "script:not([src])"), (_STYLES, "style")):
        digests = dict.fromkeys(f"'sha256-{_digest(node.text())}'" for node in tree.css(elements))
        policy = policy.replace(source, " ".join([source, *digests]))
    return " ".join(policy.split())


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _toggles_take_no_words(tree: LexborHTMLParser) -> None:
    """HTML allows `autocomplete` on fields that take words only."""
    for node in tree.css("input.md-toggle[autocomplete]"):
        del node.attrs["autocomplete"]


def _sections_are_no_buttons(tree: LexborHTMLParser) -> None:
    """ARIA allows no `aria-expanded` on a <nav>, and HTML no empty `tabindex`, which a section's title has.

    The sections stand open, so their titles are no labels of anything either.
    """
    for node in tree.css("nav[aria-expanded]"):
        del node.attrs["aria-expanded"]
    for node in tree.css('label[tabindex=""]'):
        del node.attrs["tabindex"]


def _labels_are_of_something(tree: LexborHTMLParser) -> None:
    """The contents of a page that nav does not list have a label of a control that nav alone has."""
    for node in tree.css("label[for]"):
        if not tree.css_first(f'[id="{node.attributes["for"]}"]'):
            del node.attrs["for"]


def _landmarks_have_names_of_their_own(tree: LexborHTMLParser) -> None:
    """The path to a page is called as the navigation is; a section with a page has no words in what names its list."""
    for node in tree.css("nav.md-path[aria-label]"):
        node.attrs["aria-label"] = "Path"
    for link in tree.css(".md-nav__container > a"):
        label = link.parent and link.parent.css_first("label[id]")
        for node in tree.css(f'nav[aria-labelledby="{label.attributes["id"]}"]') if label else ():
            del node.attrs["aria-labelledby"]
            node.attrs["aria-label"] = " ".join(link.text().split())


def _repository_is_not_asked(tree: LexborHTMLParser) -> None:
    """Material's script asks the repository's host for its stars wherever it finds this mark."""
    for node in tree.css("[data-md-component=source]"):
        del node.attrs["data-md-component"]


def _search_is_the_editions(tree: LexborHTMLParser) -> None:
    """Material opens its search by a label, which no key reaches; partials/search.html has a button in its place."""
    for node in tree.css("label.md-header__button[for=__search]"):
        node.decompose()


def _only_what_runs_is_there(tree: LexborHTMLParser) -> None:
    """What is said to Material's script, where it is not loaded, and what opens a tab, where there is none."""
    if not tree.css_first("script[data-bundle], script[src*='/bundle.']"):
        for node in tree.css("#__config"):
            node.decompose()
    if not tree.css_first(".tabbed-set"):
        for node in tree.css("script:not([src])"):
            if "__tabbed_" in node.text():
                node.decompose()


_FIXES: tuple[Callable[[LexborHTMLParser], None], ...] = (
    _toggles_take_no_words,
    _sections_are_no_buttons,
    _landmarks_have_names_of_their_own,
    _repository_is_not_asked,
    _search_is_the_editions,
    _only_what_runs_is_there,
    _labels_are_of_something,
)
