"""Where the newest release keeps what can be cited, so that a citation can give that address beside the living one."""

from __future__ import annotations

from collections.abc import Mapping

from edition.addresses import page_address, site_root
from edition.edition import Edition
from edition.permanent import digest, permanent
from edition.releases import Kept, Release
from edition.version import order
from permanence.registry import UNRELEASED, Published, Registry


def frozen_roots(edition: Edition, site_url: str, elsewhere: Mapping[str, str]) -> dict[str, str]:
    """The address of each release's frozen site: below this site, or where `elsewhere` says (version to address)."""
    return {
        release.version: elsewhere.get(release.version, f"{site_root(site_url)}{release.folder}/")
        for release in edition.releases
    }


def kept_by_newest(edition: Edition, registry: Registry, roots: Mapping[str, str]) -> Kept | None:
    """What the newest release keeps; None before the first. `roots` are those of `frozen_roots`."""
    if not edition.releases:
        return None
    newest = edition.releases[-1]
    addresses, changed = {}, set()
    for address, words in permanent(edition).items():
        if known := _as_released(registry, address, newest):
            page, _, identifier = known.address.partition("#")
            fragment = f"#{identifier}" if identifier else ""
            addresses[address] = f"{roots[newest.version]}{page_address(page)}{fragment}"
            if _read_in(known, newest) != digest(words.read):
                changed.add(address)
    return Kept(newest.version, roots[newest.version], addresses, frozenset(changed))


def is_by(version: str, release: Release) -> bool:
    """Whether what happened in `version` holds in a release."""
    return version != UNRELEASED and order(version) <= order(release.version)


def _as_released(registry: Registry, address: str, release: Release) -> Published | None:
    """The released address at which a release has what is now at `address`."""
    candidates = (
        known for known in registry.published.values()
        if known.address == address or (known.moved_to == address and known.gone and not is_by(known.gone.version, release))
    )
    return next((known for known in candidates if is_by(known.since, release)), None)


def _read_in(known: Published, release: Release) -> str:
    return [read for version, _, read in known.history if is_by(version, release)][-1]
