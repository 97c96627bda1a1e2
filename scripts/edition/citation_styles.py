"""The styles in which the article is cited, and what of each manual the CSL project's style leaves to be done.

The manuals' rules, and where they were seen, stand in tests/test_citation_styles.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Where a sign of the form stands for a part of the date on which a reader saw the page, docs/assets/js/access.js fills it in.
ACCESS_FORMS = ("MMMM D, YYYY", "D MMMM YYYY", "D Mon. YYYY", "Mon. D, YYYY", "DD.MM.YYYY")
# Words that a style capitalises with others, though its manual does not.
_MLA_TITLE = ("within", '<span class="nocase">within</span>')


@dataclass(frozen=True)
class Style:
    """A form of citation: its name for readers, and how the processor makes it.

    `csl` is a style of the CSL project or of scripts/styles/, `language` that of its terms. `in_note` says that the
    citation stands in a note and not in the text. `changed` are fields that the record gets for this style, with
    {version}, or loses, if they are None. `kept_csl` is the style for a version that is kept, which can't change, so that
    no date of access is wanted. `put_right` are the words that the manual has otherwise than the style, in a version that
    is kept; `put_right_living` are more of them in one that isn't.
    """

    name: str
    csl: str
    language: str = "en-US"
    in_note: bool = False
    changed: Mapping[str, str | None] = field(default_factory=dict)
    title_change: tuple[str, str] = ("", "")
    kept_csl: str = ""
    put_right: tuple[tuple[str, str], ...] = ()
    put_right_living: tuple[tuple[str, str], ...] = ()


_NO_PLACE: Mapping[str, str | None] = {"publisher-place": None}
# As a part of a book's record a style prints the version where its manual has it.
_AS_BOOK: Mapping[str, str | None] = {"type": "book", "version": None, "edition": "Version {version}"}

STYLES = (
    Style(
        "APA 7", "apa", changed={**_NO_PLACE, "type": "book"},
        put_right_living=(("{address}", "Retrieved {accessed:MMMM D, YYYY}, from {address}"),),
    ),
    Style(
        "MLA 9", "modern-language-association", changed=_NO_PLACE, title_change=_MLA_TITLE,
        put_right_living=(("{address}.", "{address}. Accessed {accessed:D Mon. YYYY}."),),
    ),
    Style(
        "Chicago 18, notes", "chicago-notes-bibliography-access-dates", in_note=True, changed=_NO_PLACE,
        kept_csl="chicago-notes-bibliography",
    ),
    Style(
        "Chicago 18, author–date", "chicago-author-date-access-dates", changed=_NO_PLACE, kept_csl="chicago-author-date",
    ),
    Style(
        "Harvard (Cite Them Right 12)", "harvard-cite-them-right", "en-GB",
        changed={**_NO_PLACE, "version": None, "edition": "Version {version}"},
        put_right=(("). Available at:", ") Available at:"),),
    ),
    Style("GOST R 7.0.5-2008, list", "gost-r-7-0-5-2008-by-paragraph"),
    Style("GOST R 7.0.5-2008, note", "gost-r-7-0-5-2008-note", in_note=True),
    Style("ISO 690, numbers", "iso690-numeric-en", changed=_AS_BOOK),
    Style("IEEE", "ieee", changed=_AS_BOOK),
)
