"""Where the addresses that have moved lead now, as pages and templates need it."""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.addresses import page_address
from registry.registry import Registry


@dataclass(frozen=True)
class Move:
    """An id that left its page, and the address below the site's root where it leads now."""

    id: str
    href: str


@dataclass
class MovedPage:
    """A page that is no more: its own new address, and those of its ids."""

    href: str = ""
    moves: list[Move] = field(default_factory=list)


def href_of(address: str) -> str:
    """The address below the site's root of an address in the registry: `chairmanship/#p3`."""
    page, hash_sign, identifier = address.partition("#")
    return f"{page_address(page) or './'}{hash_sign}{identifier}"


def moves_by_page(registry: Registry) -> dict[str, list[Move]]:
    """The ids that moved, by the page that they left."""
    moves: dict[str, list[Move]] = {}
    for known in registry.published.values():
        page, _, identifier = known.address.partition("#")
        if known.moved and identifier:
            moves.setdefault(page, []).append(Move(identifier, href_of(known.moved.values[0])))
    return moves


def moved_pages(registry: Registry) -> dict[str, MovedPage]:
    """The pages that moved, each with where it and its ids lead."""
    moves = moves_by_page(registry)
    return {
        known.address: MovedPage(href_of(known.moved.values[0]), moves.get(known.address, []))
        for known in registry.published.values() if known.moved and "#" not in known.address
    }
