"""What stands at the addresses that are gone: where they lead now, or when and why they were withdrawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.addresses import APPARATUS_PAGE, WHOLE_PAGE, page_address
from edition.edition import Edition
from edition.permanent import address_of, permanent
from permanence.kept import is_by
from permanence.registry import Event, Registry

# The anchors of the editor's facts, which the whole article never had.
_OF_FACTS = re.compile(r"(?P<kind>event|place|term)-.*")


@dataclass(frozen=True)
class Gone:
    """An id that left its page: a link below the site's root to where it is now, or why it was withdrawn, and when.

    `kept` is the address where a release keeps what was withdrawn, and `version` that release.
    """

    id: str
    href: str = ""
    name: str = ""
    when: str = ""
    why: str = ""
    kept: str = ""
    version: str = ""


@dataclass
class MovedPage:
    """A page that is no more: its own new address, as a link and below the root, and what is gone with it."""

    href: str = ""
    address: str = ""
    gone: list[Gone] = field(default_factory=list)


def below_root(address: str) -> str:
    """The address below the site's root of an address in the registry: `chairmanship/#p3`."""
    page, hash_sign, identifier = address.partition("#")
    return f"{page_address(page)}{hash_sign}{identifier}"


def gone_by_page(edition: Edition, registry: Registry, roots: Mapping[str, str]) -> dict[str, list[Gone]]:
    """What is gone, by the page that it left; `roots` are the addresses of the frozen sites.

    The page of the whole article has second copies of what the text pages have, and so it has lost what they lost.
    """
    found: dict[str, list[Gone]] = {}
    here = permanent(edition)
    in_text = {page.name for page in edition.text_pages}
    on_whole = {address.partition("#")[2] for address in here if address.partition("#")[0] in in_text}
    for known in registry.published.values():
        page, _, identifier = known.address.partition("#")
        if not (event := known.gone) or not identifier:
            continue
        found.setdefault(page, []).append(_gone(edition, event, identifier, known.moved_to, roots))
        if page != APPARATUS_PAGE and not _OF_FACTS.fullmatch(identifier) and identifier not in on_whole:
            target, _, new_id = known.moved_to.partition("#")
            onward = address_of(WHOLE_PAGE, new_id) if target in in_text else known.moved_to
            found.setdefault(WHOLE_PAGE, []).append(_gone(edition, event, identifier, onward, roots))
            on_whole.add(identifier)
    return found


def moved_pages(registry: Registry, gone: Mapping[str, list[Gone]]) -> dict[str, MovedPage]:
    """The pages that moved, each with where it leads and what is gone with it."""
    return {
        known.address: MovedPage(_href(known.moved_to), below_root(known.moved_to), gone.get(known.address, []))
        for known in registry.published.values() if known.moved_to and "#" not in known.address
    }


def _gone(edition: Edition, event: Event, identifier: str, moved_to: str, roots: Mapping[str, str]) -> Gone:
    if moved_to:
        return Gone(identifier, _href(moved_to))
    before = [release for release in edition.releases if not is_by(event.version, release)]
    by = next((release for release in edition.releases if release.version == event.version), None)
    last = before[-1] if before else None
    return Gone(
        identifier,
        name=_name(identifier),
        when=f"in version {by.version} of {by.date}" if by else f"after version {last.version}" if last else "",
        why=event.values[0],
        kept=f"{roots[last.version]}{below_root(event.address)}" if last else "",
        version=last.version if last else "",
    )


def _name(identifier: str) -> str:
    if identifier.startswith("note-"):
        return f"Editor’s note {identifier.removeprefix('note-')}"
    if match := _OF_FACTS.fullmatch(identifier):
        return f"This {match['kind']}, #{identifier},"
    return f"Correction {identifier}" if re.fullmatch(r"E\d+", identifier) else f"What was here, #{identifier},"


def _href(address: str) -> str:
    """As a link: MkDocs' filter takes one that is empty, or begins with #, for one of the page at hand."""
    return below_root(address) if page_address(address.partition("#")[0]) else f"./{below_root(address)}"
