"""What the PDF says of the editor's facts: sections of lines, with the pictures that the site has too."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable
from typing import Any

from edition.addresses import place_name
from edition.edition import Edition
from edition.facts import Event, Fact
from facts.drawing_map import draw_map
from facts.drawing_time import orders
from facts.mapping import load_map
from facts.standing import in_the_articles_order, naming
from facts.telling import added, basis, is_named, label_of, told_in

FACE = "Literata"


def sections_of_facts(edition: Edition) -> list[dict[str, Any]]:
    """The sections that have anything to say: a heading, a picture or none, and lines of a name and what is said."""
    facts = edition.facts
    found = [
        _section("Timeline", [(event.said, _told_of_event(edition, event)) for event in facts.events], _orders(edition)),
        _section("Places", [(place.name, _told_of_place(edition, place)) for place in facts.places], _map(edition)),
        _section("The three dimensions", [("", told_in(dimension)) for dimension in facts.dimensions]),
        _section("Glossary", [(term.name, _told_of_term(edition, term)) for term in _by_name(facts.terms)]),
    ]
    return [section for section in found if section["lines"]]


def _section(heading: str, lines: Iterable[tuple[str, str]], picture: dict[str, str] | None = None) -> dict[str, Any]:
    return {"heading": heading, "lines": [{"name": name, "words": words} for name, words in lines], "picture": picture}


def _by_name(terms: list[Fact]) -> list[Fact]:
    return sorted(terms, key=lambda term: term.name.casefold())


def _told_of_event(edition: Edition, event: Event) -> str:
    told, sources = f"In the article: {_places(event.paragraphs)}", _sources(edition, event)
    whose = {
        "article": f"{told}. See also: {sources}." if sources else f"{told}.",
        "both": f"{told}. Added by the editor, {added(event)}: {sources}.",
        "editor": f"Added by the editor, not in the article: {sources}.",
    }
    return _joined(event.text("what"), whose[basis(event)], event.text("remark"), _probable(event))


def _told_of_place(edition: Edition, place: Fact) -> str:
    found, country = naming(edition, place), place.text("stands-for")
    where = f"In the article: {_places(found)}."
    if country or not found:
        named = f"the article names {country}, {_places(found)}" if found else "not named in the article"
        where = f"Added by the editor; {named}."
    return _joined(place.text("what"), where, _probable(place), _sources(edition, place))


def _told_of_term(edition: Edition, term: Fact) -> str:
    expansion = term.text("expansion")
    where = f"In the article: {_places(naming(edition, term))}."
    return _joined(f"{expansion}." if expansion else "", term.text("what"), _probable(term), where, _sources(edition, term))


def _places(block_ids: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(map(place_name, block_ids)))


def _sources(edition: Edition, fact: Fact) -> str:
    return "; ".join(f"{source.name}, {source.text('address')}" for source in edition.facts.sources_of(fact))


def _probable(fact: Fact) -> str:
    return f"Probable. {fact.text('evidence')}" if fact.is_probable else ""


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _orders(edition: Edition) -> dict[str, str] | None:
    in_article = [(label_of(block.id), event) for block, events in in_the_articles_order(edition) for event in events]
    return _drawn(lambda parent: orders(parent, in_article, edition.facts.events)) if in_article else None


def _map(edition: Edition) -> dict[str, str] | None:
    kept = load_map(edition.root)
    return _drawn(lambda parent: draw_map(parent, kept, edition.facts.places, is_named)) if kept else None


def _drawn(draw: Callable[[etree.Element], None]) -> dict[str, str]:
    """A picture as a text of SVG, in the face of the PDF, and what is said of it to those who can't see it."""
    holder = etree.Element("div")
    draw(holder)
    (picture,) = holder
    picture.set("font-family", FACE)
    alternative = " ".join(part.text or "" for part in picture if part.tag in ("title", "desc"))
    return {"svg": etree.tostring(picture, encoding="unicode"), "alternative": alternative}
