"""Cuts the style sheets of a rendered site down to what its pages and scripts can meet.

Material styles whatever any site may ask of it, and a reader would wait for all of that before seeing anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tinycss2.ast import Node
from tinycss2.serializer import serialize

from theme.asked import without_unasked
from theme.occurring import Occurring
from theme.selectors import can_meet, is_known
from theme.sheets import AtRule, Declaration, Item, Rule, inside, parse, write

SHEETS = ("assets/stylesheets/*.css", "assets/*.css")
# At-rules whose rules have selectors.
_GROUPS = ("media", "supports", "layer", "container", "scope", "starting-style", "document", "-moz-document")
_BOM = "\ufeff"


def cut_styles(folder: Path) -> None:
    """Rewrite the sheets of the site in `folder` without the rules, custom properties and animations that nothing can meet.

    Comments and blank space go too. The same folder always gives the same bytes, and a sheet that is cut is not cut further.
    Sheets elsewhere, or not in UTF-8, stay as they are. Raises OSError.
    """
    every = {path: _text(path) for path in sorted(folder.rglob("*.css"))}
    places = {path for pattern in SHEETS for path in folder.glob(pattern)}
    cut = {path: text for path, text in every.items() if path in places and "\ufffd" not in text}
    site = Occurring(
        pages=[_text(path) for path in sorted(folder.rglob("*.html"))],
        scripts=[_text(path) for pattern in ("*.js", "*.mjs") for path in sorted(folder.rglob(pattern))],
        sheets=[text for path, text in every.items() if path not in cut],
    )
    for path, text in zip(cut, cut_sheets(cut.values(), site), strict=True):
        path.write_bytes(text.encode("utf-8"))


def cut_sheets(texts: Iterable[str], site: Occurring) -> list[str]:
    """The sheets of one site, cut; what one of them declares, another may ask for."""
    texts = list(texts)
    sheets = [_met(parse(text.removeprefix(_BOM)), site) for text in texts]
    sheets = [_full(items) for items in without_unasked(sheets, site.asks_for)]
    return [_BOM * text.startswith(_BOM) + write(items) for text, items in zip(texts, sheets, strict=True)]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _met(items: Sequence[Item], site: Occurring) -> list[Item]:
    """The items without the selectors that can meet nothing, and the rules that have no others."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Rule):
            met = [selector for selector in item.selectors if can_meet(selector, site)]
            if not met and not _excludes_parent(item.items):
                continue
            if met and _can_be_shortened(item, met):
                item.selectors = met
        if isinstance(item, Rule) or (isinstance(item, AtRule) and item.keyword in _GROUPS and item.items):
            item.items = _met(item.items or (), site)
        kept.append(item)
    return kept


def _can_be_shortened(rule: Rule, met: list[list[Node]]) -> bool:
    """Whether the selectors of a rule that meet nothing can go and all else stay as it was.

    Nested rules have the weight of the heaviest of them; and where a browser doesn't know one, it passes over them all.
    """
    is_flat = all(isinstance(item, Declaration) for item in rule.items)
    return is_flat and all(is_known(selector) for selector in rule.selectors if selector not in met)


def _excludes_parent(items: Iterable[Item]) -> bool:
    """Whether a nested rule may hold just because its parent meets nothing: `:not(&)`."""
    for item in items:
        if isinstance(item, Rule):
            if any("&" in serialize(inside(node)) for selector in item.selectors for node in selector):
                return True
        if not isinstance(item, Declaration) and _excludes_parent(item.items or ()):
            return True
    return False


def _full(items: Iterable[Item]) -> list[Item]:
    """The items without the rules and groups that are empty. A layer's name stays, for it tells the order of the layers."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Rule) or (isinstance(item, AtRule) and item.keyword in _GROUPS and item.items is not None):
            item.items = _full(item.items or ())
            if not item.items:
                if isinstance(item, Rule) or item.keyword != "layer" or not serialize(item.prelude).strip():
                    continue
                item.items = None
        kept.append(item)
    return kept
