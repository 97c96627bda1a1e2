"""Pieces of Markdown by how they look: which extension reads each, and what to write where none does."""

from __future__ import annotations

import re
from typing import NamedTuple

# An extension that stands for several.
_BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.superfences", "tables"),
}
_PREFIX = "markdown.extensions."


class Syntax(NamedTuple):
    """A piece of Markdown: its look, with the place as the one group; the extension that reads it; what to write instead.

    Without an extension it is refused whatever mkdocs.yml lists.
    """

    pattern: re.Pattern[str]
    extension: str
    what: str
    instead: str


def _needing(extension: str, what: str, pattern: str) -> Syntax:
    return Syntax(re.compile(pattern), extension, what, f"list {extension} below markdown_extensions in mkdocs.yml")


# What the edition's own mkdocs.yml reads. Its owner may take an extension out.
READ = (
    _needing("admonition", "an admonition", r"(?m)^[ ]*(!!![ ]*\w)"),
    _needing("pymdownx.details", "a folded part", r"(?m)^[ ]*(\?\?\?\+?[ ]*\w)"),
    _needing("pymdownx.tabbed", "tabs", r'(?m)^[ ]*(===[!+]?[ ]+")'),
    _needing("tables", "a table", r"(?m)^[ ]*(\|?[ ]*:?-{3,}:?[ ]*\|)"),
    _needing("def_list", "a list of definitions", r"(?m)(?<=\n)(:[ ]{1,3})(?=\S)"),
    _needing("pymdownx.keys", "keys", r"(?<![{+\\])(\+\+[a-z][\w+-]*\+\+)(?![}+])"),
    _needing("pymdownx.emoji", "a sign", r"(?<![\w:])(:(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:)"),
    _needing("pymdownx.mark", "marked words", r"(?<![\w{=\\])(==(?=[^\s=])[^=]*(?<=[^\s=])==)(?![\w}=])"),
    _needing("footnotes", "a footnote", r"(?m)^(\[\^[^\]\s]+\]:)"),
    _needing("abbr", "an abbreviation", r"(?m)^(\*\[[^\]\n]+\]:)"),
    _needing("md_in_html", "Markdown within HTML", r"(<\w+(?=[\s/])[^<>]*?\smarkdown(?=[\s=>]))"),
)

UNREAD = (
    Syntax(re.compile(r"(?m)^[ ]*(?:[-*+]|\d+\.)[ ]+(\[[ xX]\])(?=[ ])"), "", "a task list",
           "write a list, and say in words what is done: its boxes have no names that could be read aloud"),
    Syntax(re.compile(r"(?<![{~\\])(~~(?=[^\s~])[^~]*(?<=[^\s~])~~)(?![~}>])"), "pymdownx.tilde", "deleted words",
           "write <del>…</del>"),
    Syntax(re.compile(r"(?<![{~\\/])(~[^\s~/]+~)(?!~)"), "pymdownx.tilde", "a subscript", "write <sub>…</sub>"),
    Syntax(re.compile(r"(?<!\\)(\^\^(?=[^\s^])[^^]*(?<=[^\s^])\^\^)"), "pymdownx.caret", "inserted words",
           "write <ins>…</ins>"),
    Syntax(re.compile(r"(?<![\\^\[])(\^[^\s^\[\]]+\^)(?!\^)"), "pymdownx.caret", "a superscript", "write <sup>…</sup>"),
    Syntax(re.compile(r"(\^\[[^\[\]\n]*\s[^\[\]\n]*\])"), "", "a footnote in its place",
           "write [^1] here, and below [^1]: with its words"),
    # As pandoc tells a formula from a price; brackets that are only escaped hold words.
    Syntax(re.compile(r"(?<![\\$])(\$\$(?=\s*\S).+?\$\$)"
                      r"|(?<![\\$\w])(\$(?:[^\s$]+|(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*)(?<=[^\s\\])\$)(?![\d$\w])"
                      r"|(?<![\\\]])(\\\((?:\w|[^()\n]*[\\^_{}=][^()\n]*)\\\))"
                      r"|(?m:^)[ ]*(\\\[[^\[\]]*[\\^_{}=][^\[\]]*\\\])[ ]*(?m:$)", re.S),
           "pymdownx.arithmatex", "a formula", "write it in words and signs, or as a picture with a description"),
    Syntax(re.compile(r"(?m)^[ ]*(-+8<-+)(?:[ ]*\n(?:.*\n)*?[ ]*-+8<-+[ ]*$)?"), "pymdownx.snippets",
           "a part of another file", "write its words here"),
    Syntax(re.compile(r"(\{:?[^{}\n]*\.annotate\b[^{}\n]*\})|(?m:^)[ ]*((?:!!!|\?\?\?\+?)[^\"\n]*\bannotate\b)"), "",
           "an annotation", "write a footnote: a reader without scripts sees a bare list"),
    Syntax(re.compile(r"(?m)^[ ]*(\[TOC\])[ ]*$"), "", "a list of the page's headings",
           "take it out: the headings are listed beside the page, under On this page"),
    Syntax(re.compile(r"(\{==.+?==\})", re.S), "", "marked words in braces", "write ==…== without them"),
    Syntax(re.compile(r"(?<!!)(\[\[[\w][\w /#.-]*\]\])(?![\[(])"), "wikilinks", "a link between double brackets",
           "write [its text](page.md)"),
    Syntax(re.compile(r"(?m)^[ ]*(:::[ ]+[\w.]+)[ ]*$"), "mkdocstrings", "a page made from code", "write the page"),
    Syntax(re.compile(r"(?m)^[ ]*(\[=[ ]*\d+(?:\.\d+)?(?:%|/\d+)[^\]\n]*\])"), "pymdownx.progressbar", "a bar",
           "say it in words"),
)

FENCE_READERS = frozenset({"pymdownx.superfences", "fenced_code"})
_DIAGRAM = re.compile(r"\{?[ ]*\.?mermaid\b")


def extensions(setting: object) -> frozenset[str]:
    """The names of the extensions that `markdown_extensions` lists, those that come in a bundle too."""
    items = setting if isinstance(setting, (list, dict)) else []
    listed = {str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in items}
    names = {name.removeprefix(_PREFIX) for name in listed}
    return frozenset(names.union(*(_BUNDLES.get(name, ()) for name in names)))


def place_of(match: re.Match[str]) -> int:
    """Where the piece of syntax that a pattern found begins."""
    return match.start(match.lastindex or 0)


def is_diagram(info: str) -> bool:
    """Whether the words behind a fence make of its code a diagram."""
    return bool(_DIAGRAM.match(info))
