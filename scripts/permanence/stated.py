"""Which text a citation names: a released version, where its site is kept, or the edition as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from edition.addresses import site_root
from edition.cited import State, living
from edition.edition import Edition
from edition.permanent import digest_of_words


def stated(edition: Edition, site_url: str, roots: Mapping[str, str], frozen: bool) -> State:
    """The text that the site at `site_url` has; `roots` are the addresses of the frozen sites, by version.

    It is the version that is being kept, if it is (`frozen`), and otherwise the newest release with the same words.
    """
    number = edition.version.number
    if frozen:
        return State(roots.get(number, f"{site_root(site_url)}v/{number}/"), number)
    words = digest_of_words(edition)
    same = [release.version for release in edition.releases if release.words == words and release.version in roots]
    return State(roots[same[-1]], same[-1]) if same else living(site_url)
