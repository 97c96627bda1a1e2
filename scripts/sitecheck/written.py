"""What stands in a page as it is written, before anything is resolved."""

from __future__ import annotations

from typing import NamedTuple

from turbohtml import Element

from sitecheck.faults import Fault


class Written(NamedTuple):
    """An address as it is written in a page: by which attribute or element, and how it is to be read."""

    value: str
    attribute: str
    navigates: bool = False
    may_be_empty: bool = False
    ignores_fragment: bool = False
    # Fragments in CSS and the addresses of JSON-LD do not heed <base>.
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
