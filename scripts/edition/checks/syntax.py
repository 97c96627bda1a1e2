"""Markdown that this edition does not read, and would print as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from edition.addresses import APPARATUS_PAGE
from edition.citing import CITE_PAGE
from edition.edition import Edition
from edition.page import OWN_DIRECTIVES, Page
from lint.rule import Problem, rule


class Syntax(NamedTuple):
    """A piece of Markdown: how it looks, the extension that reads it, and what to write instead."""

    pattern: re.Pattern[str]
    extension: str
    what: str
    instead: str


_UNREAD = (
    Syntax(re.compile(r"(?m)^[ ]*(?:[-*+]|\d+\.)[ ]+(\[[ xX]\])(?=[ ])"), "", "a task list",
           "write a list, and say in words what is done: its boxes have no names that could be read aloud"),
    Syntax(re.compile(r"(?<![{~\\])(~~(?=[^\s~])[^~\n]*[^\s~]~~)(?![~}>])"), "pymdownx.tilde", "deleted words",
           "write <del>…</del>"),
    Syntax(re.compile(r"(?<=\w)(~[^\s~]+~)(?!~)"), "pymdownx.tilde", "a subscript", "write <sub>…</sub>"),
    Syntax(re.compile(r"(?<!\\)(\^\^(?=[^\s^])[^^\n]*[^\s^]\^\^)"), "pymdownx.caret", "inserted words", "write <ins>…</ins>"),
    Syntax(re.compile(r"(?<=\w)(\^[^\s^\]]+\^)(?!\^)"), "pymdownx.caret", "a superscript", "write <sup>…</sup>"),
    Syntax(re.compile(r"(?<![\\$])(\$\$(?=\s*\S).+?\$\$|\$(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*(?<=\S)\$(?!\d))", re.S),
           "pymdownx.arithmatex", "a formula", "write it in words and signs, or as a picture with a description"),
    Syntax(re.compile(r"(?m)^[ ]*(-+8<-+)"), "pymdownx.snippets", "a part of another file", "write its words here"),
    Syntax(re.compile(r"(\{[ ]*\.annotate[ ]*\})"), "", "an annotation", "write a footnote: a reader without scripts sees a bare list"),
    Syntax(re.compile(r"(?m)^[ ]*(:::[ ]+[\w.]+)[ ]*$"), "mkdocstrings", "a page made from code", "write the page"),
    Syntax(re.compile(r"(?m)^[ ]*(\[=[ ]*\d+(?:\.\d+)?(?:%|/\d+)[^\]\n]*\])"), "pymdownx.progressbar", "a bar", "say it in words"),
)
_DIAGRAM = re.compile(r"\{?[ ]*\.?mermaid\b")
_ABBREVIATION = re.compile(r"(?m)^(\*\[[^\]\n]+\]:)")
_COMPONENTS = {
    "an admonition": re.compile(r"(?m)^[ ]*(!!![ ]*\w)"),
    "a folded part": re.compile(r"(?m)^[ ]*(\?\?\?\+?[ ]*\w)"),
    "tabs": re.compile(r'(?m)^[ ]*(===[!+]?[ ]+")'),
    "a table": re.compile(r"(?m)^[ ]*(\|?[ ]*:?-{3,}:?[ ]*\|)"),
    "a list of definitions": re.compile(r"(?m)^(:[ ]{3})\S"),
    "keys": re.compile(r"(?<![{+\\])(\+\+[a-z][\w+-]*\+\+)(?![}+])"),
    "a sign": re.compile(r"(?<![\w:])(:(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:)"),
}
# Of pymdown's blocks: those that are on.
_BLOCKS = OWN_DIRECTIVES | {"caption", "figure-caption", "table-caption"}


@rule("K001", "edition", waivable=False)
def markdown_is_read(edition: Edition) -> Iterator[Problem]:
    """Markdown that this edition does not read: it would be printed as it is written.

    What is read: admonitions, folded parts, tabs, tables, lists of definitions, code, keys, marked words, signs, captions,
    footnotes and abbreviations. The rest is left out because a reader's program can't make it accessible, because it takes
    scripts of other hosts, or because nobody needed it yet; `markdown_extensions` in mkdocs.yml may list what reads it.

    Bad:
        - [x] collated
    Good:
        - collated: yes
    Fix: write what the finding says.
    """
    extensions = _extensions(edition)
    for page in edition.pages:
        for start, prose in page.prose:
            for syntax in _UNREAD:
                if syntax.extension not in extensions:
                    for match in syntax.pattern.finditer(prose):
                        if not _is_indented_code(page, start + match.start(1)):
                            yield _problem(page, start + match.start(1), f"{syntax.what}, {match[1]}", syntax.instead)
        if "pymdownx.superfences" in extensions:
            for offset, info in page.fences:
                if _DIAGRAM.match(info):
                    yield _problem(page, offset, "a diagram, mermaid", "add it as a picture with a description")
        for directive in page.directives:
            if directive.name not in _BLOCKS and f"pymdownx.blocks.{directive.name}" not in extensions:
                known = ", ".join(sorted(_BLOCKS))
                yield _problem(page, directive.offset, f"a block, /// {directive.name}", f"the blocks are {known}; write !!! for an admonition")


@rule("K002", "edition", waivable=False)
def the_articles_words_are_not_marked(edition: Edition) -> Iterator[Problem]:
    """An abbreviation is explained on a page of the article's text.

    Every such word of the article would be marked, though the article has no such mark.

    Bad:
        *[OSCE]: Organization for Security and Co-operation in Europe      (on docs/chairmanship.md)
    Good:
        an editor's note behind the word, or the abbreviation on an editorial page
    Fix: write an editor's note.
    """
    for page in edition.text_pages:
        for start, prose in page.prose:
            for match in _ABBREVIATION.finditer(prose):
                yield Problem(*page.place(start + match.start(1)), f"{match[1]} would mark the article's own words")


@rule("K003", "edition", waivable=False)
def pages_of_the_book_are_plain(edition: Edition) -> Iterator[Problem]:
    """A page that goes into the e-book has an admonition, tabs, a table or the like.

    The pages with the article's text, the apparatus and the Cite page stand in the EPUB too, and the text in the PDF, which
    have words, lists, links and notes, but none of Material's components.

    Bad:
        !!! warning      (on docs/chairmanship.md)
    Good:
        an editor's note behind the words, or the admonition on docs/about.md
    Fix: write an editor's note, or put it on another page.
    """
    for page in edition.pages:
        if page.blocks or page.name in (APPARATUS_PAGE, CITE_PAGE):
            for start, prose in page.prose:
                for what, pattern in _COMPONENTS.items():
                    for match in pattern.finditer(prose):
                        yield Problem(*page.place(start + match.start(1)), f"{what} on a page that goes into the e-book")
            for directive in page.directives:
                if directive.name in _BLOCKS - OWN_DIRECTIVES:
                    yield Problem(*page.place(directive.offset), f"/// {directive.name} on a page that goes into the e-book")


def _problem(page: Page, offset: int, found: str, instead: str) -> Problem:
    return Problem(*page.place(offset), f"{found}, is not read here", fix=instead)


def _extensions(edition: Edition) -> set[str]:
    setting = edition.configuration.values.get("markdown_extensions") or []
    return {str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in setting}


def _is_indented_code(page: Page, offset: int) -> bool:
    """Whether a place is in indented code: four spaces deep, and in no list, admonition, tab or definition."""
    lines = page.text[:offset].split("\n")
    if not lines[-1].startswith("    "):
        return False
    above = next((line for line in reversed(lines[:-1]) if line.strip() and not line.startswith("    ")), "")
    return not re.match(r"[ ]*(?:[-*+]|\d+\.|:)[ ]|!!!|\?\?\?|===|\[\^", above)
