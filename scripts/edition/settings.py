"""The settings in a piece of YAML, each with its path and its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml


class Setting(NamedTuple):
    """`parent` is the path of what `key` stands in. An item of a list is a key without a value.

    In a list of mappings, as plugins with their options are one, each key is yielded as if the list were one mapping.
    """

    parent: str
    key: str
    value: object
    line: int
    column: int

    @property
    def name(self) -> str:
        return f"{self.parent}.{self.key}" if self.parent else self.key


def settings(node: yaml.Node, value: object, parent: str = "", above: tuple[yaml.Node, ...] = ()) -> Iterator[Setting]:
    """Every setting in a node and in the value that YAML made of it, each before those below it."""
    if node in above:
        # An alias of what it stands in.
        return
    above = (*above, node)
    if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
        values = {str(key): found for key, found in value.items()}
        for key, child in node.value:
            mark, found = key.start_mark, values.get(str(key.value))
            setting = Setting(parent, str(key.value), found, mark.line + 1, mark.column + 1)
            yield setting
            yield from settings(child, found, setting.name, above)
    elif isinstance(node, yaml.SequenceNode) and isinstance(value, list):
        for child, found in zip(node.value, value, strict=False):
            if isinstance(child, yaml.ScalarNode):
                yield Setting(parent, str(found), True, child.start_mark.line + 1, child.start_mark.column + 1)
            else:
                yield from settings(child, found, parent, above)
