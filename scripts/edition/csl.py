"""The forms of CSL-JSON, as far as a list of references like this one needs them (https://docs.citationstyles.org/)."""

from __future__ import annotations

import datetime

# CSL 1.0.2, appendix III.
TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "chapter", "document",
    "interview", "legislation", "manuscript", "pamphlet", "paper-conference", "periodical", "post", "regulation",
    "report", "review", "speech", "standard", "thesis", "treaty", "webpage",
})


def is_date(value: object) -> bool:
    """Whether a value is one date, `{"date-parts": [[year, month, day]]}`, in which day and month may be missing."""
    match value:
        case {"date-parts": [[*parts]]} if 1 <= len(parts) <= 3 and all(type(part) is int for part in parts):
            try:
                datetime.date(*[*parts, 1, 1][:3])
            except (ValueError, OverflowError):
                return False
            return True
    return False


def names(value: object) -> list[dict[str, object]]:
    """The names that a value holds, `[{"family": …}]`; none if it has another form."""
    return value if isinstance(value, list) and all(isinstance(name, dict) for name in value) else []
