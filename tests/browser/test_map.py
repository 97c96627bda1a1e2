"""The kept map is the one that its library makes of the places."""

from __future__ import annotations

from browser.map import made_map
from edition.facts import Facts
from facts.mapping import MAP, load_map


def test_the_kept_map_is_what_the_projection_makes(tools_installed, configured):
    assert (configured / MAP).read_text(encoding="utf-8") == made_map(Facts.load(configured))


def test_the_arc_runs_over_europe(configured):
    """From the upper left by the bottom to the upper right: below the pole, Vienna is lower than both ends."""
    kept = load_map(configured)
    start, end, vienna = (kept.points[name] for name in ("vancouver", "vladivostok", "vienna"))
    middle = kept.height / 2
    assert start[0] < middle < end[0] and max(start[1], end[1]) < middle < vienna[1]
