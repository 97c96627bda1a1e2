"""The whole article as one page: the same Markdown as on its pages, with the same ids, put together at each build.

docs/article.md holds the place for it: `/// whole-article`.
"""

from __future__ import annotations

import re

from edition.addresses import relative, relinked
from edition.edition import Edition
from edition.page import Page

WHOLE_PAGE = "article.md"
PLACEHOLDER = "/// whole-article\n///\n"

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_HEADING = re.compile(r"^#(#*)(?= )", re.M)
_TITLE = re.compile(r"^# .*\{ #title \}\n", re.M)
_NOTES_HEADING = re.compile(r"^## .*\{ #notes[ }].*\n", re.M)
# Paragraphs that lead from one page to another, or into the edition.
_WAY = re.compile(r"(?:^(?!\{).+\n)+\{ \.(?:lead|way-in|way-on) \}\n", re.M)
_SMALL_TIMELINE = re.compile(r"^/// timeline \| small\n///\n", re.M)


def whole_article(edition: Edition) -> str:
    """The Markdown of the whole article: its title, every page's text one heading lower, and all notes at the end."""
    pages = edition.text_pages
    title = _TITLE.search(pages[0].text)
    parts, notes = [title[0] if title else ""], []
    for page in pages:
        own = [page.text[note.offset:page.text.find("\n", note.end) + 1] for note in page.notes]
        notes += [_linked_within(note, page, pages) for note in own]
        text = _FRONT_MATTER.sub("", page.text)
        for note in own:
            text = text.replace(note, "")
        for pattern in (_NOTES_HEADING, _WAY, _TITLE, _SMALL_TIMELINE):
            text = pattern.sub("", text)
        lower = _HEADING.sub(r"##\1" if text.lstrip().startswith("# ") else r"#\1", text)
        parts.append(_linked_within(lower, page, pages))
    parts.append("## Editor’s notes { #notes .editorial }\n")
    return "\n".join([*parts, *notes])


def _linked_within(markdown: str, page: Page, pages: list[Page]) -> str:
    """A part of a page with its links to the covered pages as links within the one page, and the others from there."""
    firsts = {covered.name: next((h.id for h in covered.headings if h.id), "") for covered in pages}

    def made(path: str, fragment: str) -> str:
        if path in firsts:
            return fragment or f"#{firsts[path]}"
        return relative(WHOLE_PAGE, path) + fragment

    return relinked(markdown, page.name, made)
