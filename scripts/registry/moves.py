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
    """A page that is no more: its own new address, as a link and below the root, and the links of its ids."""

    href: str = ""
    address: str = ""
    moves: list[Move] = field(default_factory=list)


def below_root(address: str) -> str:
    """The address below the site's root of an address in the registry: `chairmanship/#p3`."""
    page, hash_sign, identifier = address.partition("#")
    return f"{page_address(page)}{hash_sign}{identifier}"


def _href(address: str) -> str:
    """The same as a link: MkDocs' filter takes one that is empty, or begins with #, for one of the page at hand."""
    return below_root(address) if page_address(address.partition("#")[0]) else f"./{below_root(address)}"


def moves_by_page(registry: Registry) -> dict[str, list[Move]]:
    """The ids that moved, by the page that they left."""
    moves: dict[str, list[Move]] = {}
    for known in registry.published.values():
        page, _, identifier = known.address.partition("#")
        if known.moved and identifier:
            moves.setdefault(page, []).append(Move(identifier, _href(known.moved.values[0])))
    return moves


def moved_pages(registry: Registry) -> dict[str, MovedPage]:
    """The pages that moved, each with where it and its ids lead."""
    moves = moves_by_page(registry)
    return {
        known.address: MovedPage(_href(known.moved.values[0]), below_root(known.moved.values[0]), moves.get(known.address, []))
        for known in registry.published.values() if known.moved and "#" not in known.address
    }
