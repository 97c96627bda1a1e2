"""Makes docs/facts.map.json anew, after a place of docs/facts.toml was changed:

    PYTHONPATH=scripts:tests .venv/bin/python -m browser.map

The outlines are Natural Earth's, in the public domain, as the npm package world-atlas has them; d3-geo projects them.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from browser import toolbox
from edition.facts import Facts
from facts.mapping import DIAMETER, MAP, coordinates

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_suffix(".mjs")
# The edge of the map lies at this latitude; the meridian halfway between the ends of the arc points down.
SOUTHERNMOST = 22
# The Arctic Circle.
PARALLELS = (66.56,)
STEPS = 64


def made_map(facts: Facts) -> str:
    """The content of the file, for the places of some facts. The arc joins the first two.

    Raises subprocess.CalledProcessError, and ValueError if there are no two.
    """
    places = coordinates(facts)
    start, end = list(places.values())[:2]
    asked = {
        "diameter": DIAMETER, "southernmost": SOUTHERNMOST, "middle": (start[0] + end[0]) / 2, "parallels": PARALLELS,
        "places": places, "arc": {"from": start, "to": end, "steps": STEPS},
    }
    toolbox.install()
    command = [toolbox.NODE, SCRIPT, toolbox.FOLDER / "node_modules", json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    made = {**json.loads(done.stdout), "made-from": places}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (ROOT / MAP).write_text(made_map(Facts.load(ROOT)), encoding="utf-8")
