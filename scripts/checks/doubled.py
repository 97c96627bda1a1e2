"""Which of several definitions have one label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rendering.defined import Definition


def doubled(definitions: Iterable[Definition]) -> Iterator[tuple[Definition, Definition]]:
    """Each definition whose label an earlier one has, with the first that has it."""
    first: dict[str, Definition] = {}
    for definition in definitions:
        if definition.label in first:
            yield definition, first[definition.label]
        first.setdefault(definition.label, definition)
