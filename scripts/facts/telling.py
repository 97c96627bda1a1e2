"""What is told of the facts in words, alike on the site and in other formats."""

from __future__ import annotations

from edition.addresses import paragraph_number, place_name
from edition.block import NUMBERED_ID
from edition.edition import Edition
from edition.facts import Event, Fact
from facts.standing import naming

# The group of terms that is the institutions of the OSCE.
_INSTITUTIONS = "office"


def basis(event: Event) -> str:
    """Whose an event is: `article` if its whole date is, `both` if the editor adds to it, `editor` if the article lacks it."""
    if event.is_articles:
        return "article"
    return "both" if event.paragraphs else "editor"


def added(event: Event) -> str:
    """What the editor adds to the date that the article has."""
    if event.in_article is None:
        return "the date"
    if event.period and not event.period.is_single:
        return "the days"
    return "the day" if event.in_article.begin.month else "day and month"


def is_named(place: Fact) -> bool:
    """Whether the article names the place itself: it has words for it that do not stand for a country."""
    return bool(place.forms) and not place.text("stands-for")


def label_of(block_id: str) -> str:
    """How a block is named in a picture: ¶ 3, record."""
    return f"¶ {paragraph_number(block_id)}" if NUMBERED_ID.fullmatch(block_id) else place_name(block_id).split()[-1]


def institutions_in(edition: Edition, block_id: str) -> list[Fact]:
    """The institutions that a block names."""
    return [
        term for term in edition.facts.terms
        if term.text("group") == _INSTITUTIONS and block_id in naming(edition, term)
    ]


def told_in(dimension: Fact) -> str:
    """A dimension in one line, for formats without boxes."""
    where = place_name(dimension.text("paragraph"))
    return f"{dimension.name} ({where}): {'; '.join(dimension.texts('items'))}."
