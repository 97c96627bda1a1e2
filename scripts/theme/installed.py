"""The plugins and icons that settings can name."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

OVERRIDES = "overrides"
OWN_PLUGINS = "material/"


@cache
def plugins() -> frozenset[str]:
    """The names of all plugins that are installed, Material's without its own."""
    return frozenset(entry.name.removeprefix(OWN_PLUGINS) for entry in entry_points(group="mkdocs.plugins"))


@cache
def icons(root: Path) -> frozenset[str]:
    """The names of all icons, Material's and those in overrides/ below `root`; none where Material can't be found."""
    material = find_spec("material")
    if not material or not material.origin:
        return frozenset()
    folders = [folder / ".icons" for folder in (Path(material.origin).parent / "templates", root / OVERRIDES)]
    return frozenset(
        path.relative_to(folder).with_suffix("").as_posix() for folder in folders for path in folder.rglob("*.svg")
    )
