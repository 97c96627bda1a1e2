"""The places of the editor's facts, and the map that is kept of them."""

from __future__ import annotations

from collections.abc import Iterator

from edition.edition import Edition
from facts.mapping import MAP, coordinates, load_map
from lint.rule import Problem, rule

_FARTHEST = {"latitude": 90, "longitude": 180}


@rule("G006", "edition", waivable=False)
def places_are_on_the_map(edition: Edition) -> Iterator[Problem]:
    """A place is not where the stored map shows it.

    The map is made once, by a library that builds do not need, and stored. It is made again when a place is added, moved or
    removed; an edition without a map has only the list of its places.

    Bad:
        latitude = 48.21      (changed in docs/facts.toml, and docs/facts.map.json as it was)
    Good:
        both changed together
    Fix: make the map again: PYTHONPATH=scripts:tests .venv/bin/python -m browser.map
    """
    for place in edition.facts.places:
        for field, most in _FARTHEST.items():
            if abs(place.number(field)) > most:
                message = f"{field} {place.number(field):g} is nowhere on the globe"
                yield Problem(*place.place(field), message, fix=f"write degrees, from -{most} to {most}")
    kept = load_map(edition.root)
    if kept is None:
        return
    wanted = coordinates(edition.facts)
    for place in edition.facts.places:
        if kept.made_from.get(place.id) != wanted[place.id]:
            found = "is elsewhere on the stored map" if place.id in kept.made_from else "is not on the stored map"
            yield Problem(*place.place("latitude"), f"{place.name} {found}")
    for name in kept.made_from:
        if name not in wanted:
            yield Problem(MAP, 1, 1, f"the stored map has {name!r}, which is no longer a place in the facts")
