"""What links are called: two that are called the same lead to the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from upa_url import URL

from checks.link_texts import ADDRESS
from checks.targets import internal_target
from edition.addresses import split
from edition.edition import Edition
from edition.page import Page
from lint.rule import Problem, rule
from rendering.followed import Followed
from rendering.link import Link
from rendering.reading import Readings
from sitecheck.web import DIRECTIVE

# What comes before a number that gives the place in a work.
_LOCATORS = frozenset(
    "see cf art arts ch chs chap col cols f ff fig figs fol fols ibid l ll line lines n nn no nos note notes p page pages para "
    "paras pp pt pts sec sect secs v vol vols vv "
    # Russian and Kazakh.
    "см гл кн л п пп пункт прим разд рис с сс ст стр табл т тт ч б бет қ қараңыз бап тарау".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


@rule("L011", "reading")
def one_name_leads_to_one_place(readings: Readings) -> Iterator[Problem]:
    """Two links on a page have the same words but lead to different places.

    Many readers go from link to link, or through a list of them, and hear the words alone (WCAG 2.2, 2.4.9; the rule b20e66 of
    the W3C's ACT). Capitals and spaces don't tell links apart; an aria-label does. Numbers and locators such as “p. 4” may
    recur, and so may links in a table, where the row says what each is about.

    Bad:
        see the [speech](https://example.org/1) and the [speech](https://example.org/2)
    Good:
        see the [speech in Vienna](https://example.org/1) and the [speech in Astana](https://example.org/2)
    Fix: say in the words of each link where it leads.
    """
    for page in readings.edition.pages:
        first: dict[str, Followed] = {}
        told: set[tuple[str, str]] = set()
        for link in sorted(readings.of(page).followed, key=lambda one: one.offset):
            name = link.name.casefold()
            # Of words that are an address another rule asks that they lead there.
            if link.is_in_row or not link.link.target or _is_locator(name) or ADDRESS.fullmatch(name):
                continue
            other = first.setdefault(name, link)
            place = _place(readings.edition, page, link.link)
            if place != _place(readings.edition, page, other.link) and (name, place) not in told:
                told.add((name, place))
                told_of = [f"{one.link.target} in line {page.place(one.offset)[1]}" for one in (link, other)]
                yield Problem(*page.place(link.offset), f"“{link.name}” leads to {', and to '.join(told_of)}")


def _is_locator(name: str) -> bool:
    """Whether a link's words are signs, a number, or one letter, perhaps after the name of what is counted."""
    others = [word for word in _WORD.findall(name) if word not in _LOCATORS]
    counts = bool(others) or any(map(str.isdigit, name)) or not _WORD.search(name)
    return len(name) == 1 or (counts and all(map(_ROMAN.fullmatch, others)))


def _place(edition: Edition, page: Page, link: Link) -> str:
    """Where a link leads, the same however it is written; http and https lead to the same place."""
    address = link.target.partition(DIRECTIVE)[0]
    if target := internal_target(edition, page, link):
        path = target.page.name if target.page else target.path
        query = split(address).query
        return f"{path}?{query}#{target.fragments[0] if target.fragments else ''}"
    url = URL.parse(address, "https://example.org/")
    if url is None:
        return address
    href = unquote(url.href).rstrip("#")
    return href.removeprefix(url.protocol) if url.protocol in ("http:", "https:") else href
