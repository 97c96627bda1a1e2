"""What a release adds to the registry."""

from __future__ import annotations

from edition.edition import Edition
from edition.permanent import digest, permanent
from permanence.registry import REGISTRY, UNRELEASED, Registry, released_as, with_events
from repository.carrying_out import carry_out
from repository.plan import Plan, changes_of


def new_anchors(edition: Edition, registry: Registry) -> list[tuple[str, ...]]:
    """An event for each permanent address that the registry does not have yet."""
    return [
        (UNRELEASED, "published", address, digest(words.printed), digest(words.read))
        for address, words in permanent(edition).items() if address not in registry.published
    ]


def changed_readings(edition: Edition, registry: Registry) -> list[tuple[str, ...]]:
    """An event for each released address whose reading text is another now."""
    return [
        (UNRELEASED, "reworded", address, digest(words.read))
        for address, words in permanent(edition).items()
        if address in registry.published and registry.published[address].read != digest(words.read)
    ]


def released(edition: Edition, registry: Registry) -> str:
    """The registry as the release of the edition's version leaves it.

    The edition is to be without findings: a loss or a change of printed words is to be refused, not recorded.
    """
    events = new_anchors(edition, registry) + changed_readings(edition, registry)
    return released_as(with_events(registry.text, events), edition.version.number)


def promise(edition: Edition) -> int:
    """Add the anchors that are new since the last release to the registry already now; returns how many.

    From then on they are kept as if they were released. Before the first release nothing is promised.
    """
    registry = Registry.load(edition.root)
    events = new_anchors(edition, registry) if edition.releases else []
    text = with_events(registry.text, events) if events else registry.text
    carry_out(edition.root, Plan("the promise of anchors", changes_of(edition.root, {REGISTRY: text.encode()})))
    return len(events)
