"""Markdown that this edition does not read, and would print as it is written; and where what it reads has no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checks.book import is_in_the_book
from checks.outside_code import outside_code
from edition import syntax
from edition.block import OWN_DIRECTIVES
from edition.edition import Edition
from edition.page import Page
from edition.syntax import place_of
from edition.unfinished import unfinished
from lint.rule import Problem, rule
from rendering.reading import Readings
from theme import emoji

# Of pymdown's blocks: those that are on.
_CAPTIONS = frozenset({"caption", "figure-caption", "table-caption"})
_BLOCKS = OWN_DIRECTIVES | _CAPTIONS
_CAPTION = "pymdownx.blocks.caption"
# What these read, the reading of a page tells.
_DEFINED = ("footnotes", "abbr")


@rule("K001", "reading", waivable=False)
def markdown_is_read(readings: Readings) -> Iterator[Problem]:
    """A page uses Markdown that this edition does not read, so it would be printed as it is written.

    The edition reads admonitions, folded parts, tabs, tables, definition lists, code, keys, marked words, icons, captions,
    footnotes and abbreviations. The rest is left out because a reader's program can't make it accessible, because it takes
    scripts from other hosts, or because nobody has needed it yet; `markdown_extensions` in mkdocs.yml may list what reads it.

    Bad:
        - [x] collated
    Good:
        - collated: yes
    Fix: write what the finding says.
    """
    listed = syntax.extensions(readings.edition.configuration.values.get("markdown_extensions"))
    yield from _unread_in_prose(readings)
    for page in readings.edition.pages:
        yield from _faults_of_fences(page, listed)
        for directive in page.directives:
            if not directive.is_closed:
                message = f"the block /// {directive.name} is not closed"
                yield Problem(*page.place(directive.offset), message, fix="write /// on a line of its own after its last line")
            is_read = directive.name in OWN_DIRECTIVES or (directive.name in _CAPTIONS and _CAPTION in listed)
            if not is_read and f"pymdownx.blocks.{directive.name}" not in listed:
                known = ", ".join(sorted(_BLOCKS if _CAPTION in listed else OWN_DIRECTIVES))
                fix = f"the blocks are {known}; write !!! for an admonition"
                yield _problem(page, directive.offset, f"a block, /// {directive.name}", fix)


@rule("K003", "reading", waivable=False)
def pages_of_the_book_are_plain(readings: Readings) -> Iterator[Problem]:
    """A page that goes into the e-book has an admonition, tabs, a table or the like.

    The pages with the article's text, those of the editor's facts, the apparatus and the Cite page are in the EPUB too,
    which has words, lists, links and notes, but none of Material's components.

    Bad:
        !!! warning      (on docs/chairmanship.md)
    Good:
        an editor's note after the words, or the admonition on docs/about.md
    Fix: write an editor's note, or put it on another page.
    """
    edition = readings.edition
    yield from _components_in_the_book(readings)
    for page in edition.pages:
        if not is_in_the_book(edition, page):
            continue
        if not page.blocks:
            # Where the article is, rules of their own tell of these.
            for footnote in readings.of(page).footnotes:
                yield _in_the_book(page, footnote.offset, "a footnote")
            for abbreviation in readings.of(page).abbreviations:
                yield _in_the_book(page, abbreviation.offset, "an abbreviation")
        for offset, _ in page.fences:
            yield _in_the_book(page, offset, "code between fences", "indent it by four spaces, without fences")
        for directive in page.directives:
            if directive.name in _CAPTIONS:
                yield _in_the_book(page, directive.offset, f"/// {directive.name}")


@outside_code
def _unread_in_prose(readings: Readings) -> Iterator[Problem]:
    listed = syntax.extensions(readings.edition.configuration.values.get("markdown_extensions"))
    options = _options(readings.edition, "pymdownx.emoji")
    pieces = [piece for piece in (*syntax.UNREAD, *syntax.READ) if piece.extension not in listed]
    for page in readings.edition.pages:
        for start, prose in page.prose:
            for piece in pieces:
                for match in piece.pattern.finditer(prose):
                    yield _problem(page, start + place_of(match), f"{piece.what}, {_shown(match)}", piece.instead)
            signs = emoji.faults(prose, options) if "pymdownx.emoji" in listed else ()
            for offset, message, instead in (*unfinished(page.text, start, prose), *signs):
                yield Problem(*page.place(start + offset), message, fix=instead)


@outside_code
def _components_in_the_book(readings: Readings) -> Iterator[Problem]:
    pieces = [piece for piece in syntax.READ if piece.extension not in _DEFINED]
    for page in readings.edition.pages:
        for start, prose in page.prose if is_in_the_book(readings.edition, page) else ():
            for piece in pieces:
                for match in piece.pattern.finditer(prose):
                    yield _in_the_book(page, start + place_of(match), piece.what)


def _in_the_book(page: Page, offset: int, what: str, fix: str = "") -> Problem:
    return Problem(*page.place(offset), f"{what} on a page that goes into the e-book", fix=fix)


def _problem(page: Page, offset: int, found: str, instead: str) -> Problem:
    return Problem(*page.place(offset), f"{found}, is not read here", fix=instead)


def _shown(match: re.Match[str]) -> str:
    """What was found, in one line."""
    found = match[match.lastindex or 0].strip()
    return found if "\n" not in found else f"{found.partition(chr(10))[0]} …"


def _faults_of_fences(page: Page, listed: frozenset[str]) -> Iterator[Problem]:
    for offset, info in page.fences:
        if not listed & syntax.FENCE_READERS:
            fix = "list pymdownx.superfences below markdown_extensions in mkdocs.yml"
            yield _problem(page, offset, "code between fences", fix)
        elif syntax.is_diagram(info):
            yield _problem(page, offset, "a diagram, mermaid", "add it as a picture with a description")


def _options(edition: Edition, extension: str) -> dict[str, Any]:
    """What mkdocs.yml sets for one extension, as far as it is no object of Python's."""
    setting = edition.configuration.values.get("markdown_extensions") or []
    found = [item[extension] for item in setting if isinstance(item, dict) and isinstance(item.get(extension), dict)]
    options = found[0].get("options") if found else None
    return options if isinstance(options, dict) else {}
