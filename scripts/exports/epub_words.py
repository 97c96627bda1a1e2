"""What the e-book says of itself: in the place of the site's first words, and on a page at its end."""

from __future__ import annotations

from edition.edition import Edition
from edition.permanent import name_of
from exports.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE

# The first page's lead says what the site can do; a book shows no other form of the text.
LEAD = (
    "An edition for reading and citing. Every paragraph has a permanent number. Every corrected word is marked, and leads "
    "to the form printed in 2014. Headings in square brackets are the editors’."
)
_ABOUT = """\
# About this e-book {{ #about-this-e-book .editorial }}

The edition at <{root}>: {name}, {date}.
[About this edition]({root}about/) explains what the source of the text is, how it was edited, and what is not known.

- A paragraph’s number is a link to its address on the web.
  In a reading program that can go to a page by its number, the number of a paragraph leads to that paragraph.
- Headings in square brackets are the editors’; the article itself has only its title.
- Corrected words are marked with a dotted line and link to their entry in the [apparatus](apparatus.md).
  The entry gives the form printed in 2014.
- Citation markers link to the [references](references.md), and small letters to the editor’s notes.
- [Cite](cite.md) has citations of the article and of each paragraph.

## Rights {{ #rights .editorial }}

{article_rights}
The editorial matter is licensed [CC BY 4.0]({licence}).
The typeface of the apparatus is Literata, under the SIL Open Font Licence, which is included in this file.
"""


def about(edition: Edition, root: str) -> str:
    """The Markdown of the page about the file; `root` is the address of the edition."""
    return _ABOUT.format(
        root=root, name=name_of(edition), date=edition.version.date.isoformat(), article_rights=ARTICLE_RIGHTS,
        licence=EDITORIAL_LICENCE,
    )
