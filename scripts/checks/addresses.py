"""Addresses of other sites: each is whole, names the host that it seems to name, and is the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.detours import detour
from checks.hosts import look_alike
from checks.slips import slip
from checks.written_addresses import Written, written_addresses
from checks.written_url import Url, parsed
from edition.identifiers import fault_of_doi
from lint.rule import Problem, rule
from rendering.reading import Readings

# The resolver has pages of its own, too.
_MEANT_AS_DOI = re.compile(r"(?i)[0-9]|doi:|https?:")
_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org")


@rule("L012", "reading")
def addresses_are_without_slips(readings: Readings) -> Iterator[Problem]:
    """An address of another site has a slip of the pen: a scheme twice or misspelt, a character too many, a space.

    Browsers take most of these for something, so no error shows until a reader follows the link.

    Bad:
        [OSCE](https://https://www.osce.org/), [OSCE](htps://www.osce.org/), [OSCE](https://www.osce.org/who.)
    Good:
        [OSCE](https://www.osce.org/who)
    Fix: correct it, or copy the address from the browser.
    """
    for written in written_addresses(readings):
        if fault := slip(written.address):
            yield Problem(*written.place, f"{_shown(written)} {fault}")


@rule("L013", "reading")
def addresses_are_not_look_alikes(readings: Readings) -> Iterator[Problem]:
    """The address of another site has letters or digits that look like others.

    It leads to another host, which may be a forger's, or to none.

    Bad:
        [OSCE](https://www.оsce.org/)      (the first о is Cyrillic), or [OSCE](https://www.osce.0rg/)
    Good:
        [OSCE](https://www.osce.org/), and [Kazakhstan](https://мысал.қаз/)
    Fix: copy the address from the browser.
    """
    for written, url in _whole(readings):
        if fault := look_alike(url):
            yield Problem(*written.place, f"{_shown(written)} {fault}")


@rule("L014", "reading")
def addresses_are_the_pages_own(readings: Readings) -> Iterator[Problem]:
    """An address leads through a third party: a shortener, a search engine's cache, a library's proxy, a tracker.

    A shortened address dies with its service, a cache is emptied, a proxy lets only its own readers in, and what a tracker or
    a session added to the address is no part of it.

    Bad:
        [OSCE](https://bit.ly/3abc), [OSCE](https://www.osce.org/who?utm_source=newsletter)
    Good:
        [OSCE](https://www.osce.org/who)
    Fix: follow the link, and copy the address of the page where it ends, without what was added.
    """
    for written, url in _whole(readings):
        if fault := detour(url):
            yield Problem(*written.place, f"{_shown(written)} {fault}")


@rule("L015", "reading")
def links_to_dois_are_whole(readings: Readings) -> Iterator[Problem]:
    """A link to the DOI resolver names no DOI, or uses the resolver's old address.

    Bad:
        [the article](https://dx.doi.org/10.1000/182), [the article](https://doi.org/doi:10.1000/182)
    Good:
        [the article](https://doi.org/10.1000/182)
    Fix: write https://doi.org/ and the DOI.
    """
    for written, url in _whole(readings):
        doi = url.path.removeprefix("/") + url.query
        if url.host not in _RESOLVERS or not _MEANT_AS_DOI.match(doi):
            continue
        if url.host == "dx.doi.org":
            yield Problem(*written.place, f"{_shown(written)} is the resolver’s old address")
        elif fault := fault_of_doi(doi):
            yield Problem(*written.place, f"{_shown(written)}: {doi} is not a DOI; {fault}")


def _whole(readings: Readings) -> Iterator[tuple[Written, Url]]:
    """The addresses of other sites that have no slip."""
    for written in written_addresses(readings):
        url = parsed(written.address)
        if url and not slip(written.address):
            yield written, url


def _shown(written: Written) -> str:
    return ascii(written.address)[1:-1] if not written.address.isprintable() else written.address
