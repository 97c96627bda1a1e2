"""The document of the e-book that shows its cover."""

from __future__ import annotations

from html import escape

from exports.epub_package import COVER
from exports.xhtml import book_page


def cover_page(words: str) -> str:
    """The document that shows the cover; `words` are what stands on it."""
    picture = f'<img class="cover" src="{COVER}" role="doc-cover" alt="{escape(words)}"/>'
    return book_page("Cover", f'<section epub:type="cover">\n{picture}\n</section>')
