"""Which text a citation names: a released version, where its site is kept, or the edition as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from edition.addresses import site_root
from edition.cited import State, living
from edition.edition import Edition
from registry.words import name_of


def stated(edition: Edition, site_url: str, roots: Mapping[str, str], frozen: bool) -> State:
    """The text that the site at `site_url` has; `roots` are the addresses of the frozen sites, by version.

    It is a version while that is being kept (`frozen`), and afterwards until a word of it changes.
    """
    number = edition.version.number
    if frozen:
        return State(roots.get(number, f"{site_root(site_url)}v/{number}/"), number)
    if number in roots and name_of(edition) == f"version {number}":
        return State(roots[number], number)
    return living(site_url)
