"""What stands in a page as it is written, before anything is resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Element

from sitecheck.faults import Fault, faults_of_ids, faults_of_references


class Written(NamedTuple):
    """An address as it is written in a page: by which attribute or element, and how it is to be read."""

    value: str
    attribute: str
    navigates: bool = False
    may_be_empty: bool = False
    ignores_fragment: bool = False
    # Fragments in CSS and the addresses in metadata do not heed <base>.
    heeds_base: bool = True


class Gathered(NamedTuple):
    """What stands in a page before anything is resolved.

    `named` are the elements with the `ids`; `links` are the addresses of plain links, the most of all.
    """

    ids: list[str]
    named: list[Element]
    names: list[str]
    maps: set[str]
    base: str | None
    refresh: str | None
    links: set[str]
    others: dict[Written, None]
    references: list[tuple[str, str, str]]
    faults: list[Fault]
    templates: list[Element]
    # Each SVG and each map.
    pictures: list[Element]


def nothing() -> Gathered:
    return Gathered([], [], [], set(), None, None, set(), {}, [], [], [], [])


def faults_of_tree(found: Gathered) -> Iterator[Fault]:
    """What is wrong with the ids of one tree, and with what its elements name: each tree has ids of its own."""
    yield from faults_of_ids(found.ids)
    if found.references:
        # Where an id is given twice, the first element has it.
        named = dict(zip(reversed(found.ids), reversed(found.named), strict=True))
        yield from faults_of_references(named, found.maps, found.references)
