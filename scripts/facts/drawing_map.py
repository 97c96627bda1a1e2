"""The map, drawn by a pure function from the kept outlines and the places."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence

from edition.facts import Fact
from facts.mapping import KeptMap
from facts.svg import NAMESPACE, SIZE, line, mark, number, picture, words

# Where a name stands beside its mark: how far to the right and down, and which of its ends is there.
_LABELS = {
    "right": (8, 0, "start"), "left": (-8, 0, "end"), "above": (0, -SIZE, "middle"), "below": (0, SIZE, "middle"),
}


def draw_map(parent: etree.Element, kept: KeptMap, places: Sequence[Fact], is_named: Callable[[Fact], bool]) -> None:
    """Draw land, the arc, and the places: a dot where the article names the place, a ring where the editor adds it."""
    named = [place.name for place in places if is_named(place)]
    added = [place.name for place in places if not is_named(place)]
    drawn = picture(
        parent, "map", kept.height, "Places on the northern hemisphere",
        "Seen from above the North Pole, with Europe below it. An arc runs from Vancouver, at the upper left, across the "
        f"Atlantic, Europe and Asia to Vladivostok, at the upper right. Named in the article: {', '.join(named)}. "
        f"Added by the editor: {', '.join(added)}. The list below the map says the same.",
    )
    # Faint by itself, so that names can be read on it in whatever colours, and without a style sheet.
    etree.SubElement(drawn, "path", {"class": "land", "d": kept.land, "fill-opacity": "0.17"})
    line(drawn, kept.parallels, "parallels", 0.2)
    radius = kept.height / 2
    edge = {"cx": number(radius), "cy": number(radius), "r": number(radius - 1)}
    look = {"class": "edge", "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.4"}
    etree.SubElement(drawn, "circle", {**edge, **look})
    line(drawn, kept.arc, "arc")
    placed = [(place, kept.points[place.id]) for place in places if place.id in kept.points]
    for place, (x, y) in placed:
        right, down, anchor = _LABELS.get(place.text("label"), _LABELS["right"])
        words(drawn, x + right, y + down, place.name, anchor)
    # Above the names, whose outlines must not cover them.
    for place, (x, y) in placed:
        mark(drawn, x, y, is_filled=is_named(place))


def emblem(kept: KeptMap, land: str, ink: str) -> str:
    """The map without names, as a text of SVG in two colours: land, the arc, and a dot for each place."""
    size = number(kept.height)
    dots = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" r="3.2" fill="{ink}"/>' for x, y in kept.points.values())
    return (
        f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {size} {size}"><path d="{kept.land}" fill="{land}"/>'
        f'<path d="{kept.arc}" fill="none" stroke="{ink}" stroke-width="1.6"/>{dots}</svg>'
    )
