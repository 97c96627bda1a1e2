"""Which pages go into the e-book, and so stay plain."""

from __future__ import annotations

from edition.addresses import APPARATUS_PAGE
from edition.citing import CITE_PAGE
from edition.edition import Edition
from edition.page import Page
from facts.homes import pages_of_facts


def is_in_the_book(edition: Edition, page: Page) -> bool:
    """Whether a page is one of the article's, of the facts', the apparatus or the Cite page."""
    return bool(page.blocks) or page.name in (APPARATUS_PAGE, CITE_PAGE, *pages_of_facts(edition))
