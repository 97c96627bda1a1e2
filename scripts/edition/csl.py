"""The forms of CSL-JSON, as far as a list of references like this one needs them (https://docs.citationstyles.org/)."""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import Any, TypeGuard

# CSL 1.0.2, appendix III and IV, as the schema of CSL-JSON has them.
TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
    "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic",
    "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
    "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
})
DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")
FIELDS = frozenset({
    "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "accessed", "annote", "archive", "archive-place",
    "archive_collection", "archive_location", "author", "authority", "available-date", "call-number", "categories", "chair",
    "chapter-number", "citation-key", "citation-label", "citation-number", "collection-editor", "collection-number",
    "collection-title", "compiler", "composer", "container-author", "container-title", "container-title-short", "contributor",
    "curator", "custom", "dimensions", "director", "division", "edition", "editor", "editorial-director", "event",
    "event-date", "event-place", "event-title", "executive-producer", "first-reference-note-number", "genre", "guest", "host",
    "id", "illustrator", "interviewer", "issue", "issued", "journalAbbreviation", "jurisdiction", "keyword", "language",
    "locator", "medium", "narrator", "note", "number", "number-of-pages", "number-of-volumes", "organizer", "original-author",
    "original-date", "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part",
    "part-title", "performer", "printing", "producer", "publisher", "publisher-place", "recipient", "references",
    "reviewed-author", "reviewed-genre", "reviewed-title", "scale", "script-writer", "section", "series-creator",
    "shortTitle", "source", "status", "submitted", "supplement", "title", "title-short", "translator", "type", "version",
    "volume", "volume-title", "volume-title-short", "year-suffix",
})


def is_date(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value is one date, `{"date-parts": [[year, month, day]]}`, in which day and month may be missing."""
    match value:
        case {"date-parts": [[*parts]]} if 1 <= len(parts) <= 3 and all(type(part) is int for part in parts):
            try:
                datetime.date(*[*parts, 1, 1][:3])
            except (ValueError, OverflowError):
                return False
            return True
    return False


def first_day(date: dict[str, Any]) -> datetime.date:
    """The first day of what `is_date` takes for one."""
    return datetime.date(*[*date["date-parts"][0], 1, 1][:3])


def last_day(date: dict[str, Any]) -> datetime.date:
    """The last day of what `is_date` takes for one."""
    year, *rest = date["date-parts"][0]
    month, *days = rest or [12]
    return datetime.date(year, month, *days or [monthrange(year, month)[1]])


def names(value: object) -> list[dict[str, object]]:
    """The names that a value holds, `[{"family": …}]`; none if it has another form."""
    return value if isinstance(value, list) and all(isinstance(name, dict) for name in value) else []
