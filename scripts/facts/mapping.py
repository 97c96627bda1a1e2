"""The kept map, docs/facts.map.json: outlines of land and the points of the places, projected once and for all.

It is made by tests/browser/map.py, so that no build needs what projects it. All lengths are those of facts.svg.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from edition.errors import UnreadableError
from edition.facts import Facts
from facts.svg import WIDTH

MAP = "docs/facts.map.json"
# Beside the map there is room for the names of what lies at its edge.
DIAMETER = WIDTH - 24


@dataclass(frozen=True)
class KeptMap:
    """The map as it is kept: paths as SVG writes them, and each place's point with the coordinates that it was made from."""

    height: float
    land: str
    parallels: str
    arc: str
    points: dict[str, tuple[float, float]]
    made_from: dict[str, tuple[float, float]]


def load_map(root: Path) -> KeptMap | None:
    """The map below the project's `root`; None if there is none. Raises UnreadableError if it is not what was made."""
    try:
        data = json.loads((root / MAP).read_text(encoding="utf-8"))
        return KeptMap(
            data["height"], data["land"], data["parallels"], data["arc"],
            {name: (point[0], point[1]) for name, point in data["points"].items()},
            {name: (point[0], point[1]) for name, point in data["made-from"].items()},
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise UnreadableError(MAP, "not the map that was made", "make it again: see CONTRIBUTING.md, “Change a fact”") from None


def coordinates(facts: Facts) -> dict[str, tuple[float, float]]:
    """What a map is made from: the longitude and latitude of each place."""
    return {place.id: (place.number("longitude"), place.number("latitude")) for place in facts.places}
