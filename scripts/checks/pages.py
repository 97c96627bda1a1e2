"""Descriptions: what a page says of itself to search engines and to a reader's tabs."""

from __future__ import annotations

from collections.abc import Iterator

from edition.edition import Edition
from lint.rule import Problem, rule

LONGEST_DESCRIPTION = 200


@rule("D001", "edition")
def pages_describe_themselves(edition: Edition) -> Iterator[Problem]:
    """A page has no title or no description of its own.

    Search results show both, and browser tabs the title; a description has 200 characters at most.

    Bad:
        a page that begins with its heading
    Good:
        ---
        title: The Astana Summit
        description: The OSCE Summit in Astana of 1 and 2 December 2010 and its Declaration.
        ---
    Fix: write both in the front matter, at the head of the file.
    """
    for page in edition.pages:
        if not page.meta:
            yield Problem(page.file, 1, 1, "the page has no front matter, and so no title and no description")
        for name in ("title", "description") if page.meta else ():
            value = page.meta.get(name)
            if not isinstance(value, str) or not value.strip():
                yield Problem(page.file, 1, 1, f"the page has no {name}")
            elif name == "description" and len(value) > LONGEST_DESCRIPTION:
                line, column = page.place(page.text.find("description:"))[1:]
                yield Problem(page.file, line, column, f"the description has {len(value)} characters")


@rule("D002", "edition")
def descriptions_differ(edition: Edition) -> Iterator[Problem]:
    """Two pages have the same title or the same description.

    Bad:
        description: A page of the edition.      (on two pages)
    Good:
        description: The references that the article cites, each as printed and as formatted.
    Fix: say what is particular to each page.
    """
    for name in ("title", "description"):
        seen: dict[str, str] = {}
        for page in edition.pages:
            value = str(page.meta.get(name) or "")
            if value and value in seen:
                line, column = page.place(max(page.text.find(f"{name}:"), 0))[1:]
                yield Problem(page.file, line, column, f"the {name} is also that of {seen[value]}")
            seen.setdefault(value, page.file)
