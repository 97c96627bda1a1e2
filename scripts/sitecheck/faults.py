"""What is wrong with a page by itself: with its ids, and with what its elements name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from turbohtml import Element

_BLANK = re.compile(r"[ \t\n\f\r]")
# What the element must be that an attribute names (HTML Standard).
_NAMED: dict[str, frozenset[str]] = {
    "for": frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"}),
    "list": frozenset({"datalist"}),
    "form": frozenset({"form"}),
    "headers": frozenset({"th"}),
}


class Fault(NamedTuple):
    """What is wrong at one place of a file: `value` as it stands there, in `attribute`, by which its line is found.

    `line` and `column` are 0 where they were not looked for yet.
    """

    code: str
    attribute: str
    value: str
    message: str
    line: int = 0
    column: int = 0


def faults_of_ids(ids: list[str]) -> Iterator[Fault]:
    known = set(ids)
    if "" in known or _BLANK.search("".join(ids)):
        for identifier in ids:
            if not identifier:
                yield Fault("S017", "id", "", "an id is empty")
            elif _BLANK.search(identifier):
                yield Fault("S017", "id", identifier, f"the id {identifier!r} contains a space")
    if len(known) != len(ids):
        for identifier, times in Counter(ids).items():
            if times > 1 and identifier:
                yield Fault("S003", "id", identifier, f"the id {identifier} is given {times} times")


def faults_of_references(
    named: Mapping[str, Element], maps: set[str], references: list[tuple[str, str, str]],
) -> Iterator[Fault]:
    """What is wrong with attributes that name elements; `named` are the elements of the page by their ids."""
    for name, value, token in dict.fromkeys(references):
        if name == "usemap":
            if not token.startswith("#") or token[1:] not in maps:
                yield Fault("S018", name, value, f'usemap="{value}" names no map; expected # and the name of a <map>')
        elif not token:
            yield Fault("S018", name, value, f'{name}="" names nothing')
        elif token not in named:
            yield Fault("S018", name, value, f'{name}="{value}" names the id {token}, which the page does not have')
        elif name == "popovertarget":
            if named[token].attr("popover") is None:
                yield Fault("S018", name, value, f'{name}="{value}" names an element without the attribute popover')
        elif name in _NAMED:
            tag = named[token].tag
            if name == "for" and tag == "input" and (named[token].attr("type") or "").lower() == "hidden":
                yield Fault("S018", name, value, f'{name}="{value}" names a hidden field, which can have no label')
            elif tag not in _NAMED[name] and "-" not in tag:
                expected = "a form control" if name == "for" else f"a <{'> or <'.join(sorted(_NAMED[name]))}>"
                yield Fault("S018", name, value, f'{name}="{value}" names a <{tag}>, expected {expected}')
            elif name == "headers" and not _has_such_a_cell(named[token], value):
                yield Fault("S018", name, value, f'{name}="{value}" names a header of another table')


def _has_such_a_cell(header: Element, value: str) -> bool:
    """Whether the table of a header has a cell with this attribute `headers`."""
    table = header.closest("table")
    return table is not None and any(cell.attr("headers") == value for cell in table.select("[headers]"))
