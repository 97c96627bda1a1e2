"""Which custom properties and animations of a site's sheets something asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from tinycss2.ast import Node

from theme.sheets import AtRule, Declaration, Item, inside


def without_unasked(sheets: list[list[Item]], is_said: Callable[[str], bool]) -> list[list[Item]]:
    """The sheets without what only its own name, or something as useless, asks for.

    `is_said` tells whether a script or a page may ask for a name.
    """
    asking: dict[str, set[str]] = defaultdict(set)
    for items in sheets:
        for name, nodes in _values(items, ""):
            asking[name].update(_names(nodes))
    asked = {name for name in asking if name and is_said(name)} | {""}
    new = asked
    while new:
        new = set().union(*(asking[name] for name in new)) & asking.keys() - asked
        asked |= new
    return [_only(items, asked) for items in sheets]


def _values(items: Iterable[Item], within: str) -> Iterator[tuple[str, Iterable[Node]]]:
    """What can ask for names, each with the name that has to be asked for itself, or "" for what is there anyway."""
    for item in items:
        name = _named(item)
        if isinstance(item, Declaration):
            yield name or within, item.nodes[1:] if name else item.nodes
            continue
        if isinstance(item, AtRule) and not name:
            yield within, item.prelude
        yield from _values(item.items or (), name or within)


def _named(item: Item) -> str:
    """The name of a custom property, declared or registered, or of an animation."""
    if isinstance(item, Declaration):
        return item.custom
    if isinstance(item, AtRule) and (item.keyword == "property" or item.keyword.endswith("keyframes")):
        return next((node.value for node in item.prelude if node.type in ("ident", "string")), "")
    return ""


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type in ("ident", "string"):
            yield node.value
        elif node.type == "function":
            yield node.name
        yield from _names(inside(node))


def _only(items: Iterable[Item], asked: set[str]) -> list[Item]:
    kept = []
    for item in items:
        name = _named(item)
        if name and name not in asked:
            continue
        if not isinstance(item, Declaration) and item.items:
            item.items = _only(item.items, asked)
        kept.append(item)
    return kept
