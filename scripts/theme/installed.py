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


def has_icon(name: str, root: Path) -> bool:
    """Whether there is an icon, Material's or one in overrides/ below `root`; true of any where Material can't be found."""
    folders = _icon_folders(root)
    return not folders or any((folder / f"{name}.svg").is_file() for folder in folders)


def icons(root: Path) -> frozenset[str]:
    """The names of all icons, which are thousands."""
    return frozenset(
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in _icon_folders(root) for path in folder.rglob("*.svg")
    )


def _icon_folders(root: Path) -> list[Path]:
    material = find_spec("material")
    if not material or not material.origin:
        return []
    return [folder / ".icons" for folder in (Path(material.origin).parent / "templates", root / OVERRIDES)]
