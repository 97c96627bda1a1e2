"""What MkDocs itself warns of, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from edition.configuration import CONFIGURATION
from lint.rule import Problem, rule
from rendering.reading import Readings

_DOC_FILE = re.compile(r"Doc file '(?P<file>[^']+)' contains an? [^']*'(?P<link>[^']*)'")


@rule("B001", "mkdocs", waivable=False)
def mkdocs_does_not_warn(rendered: tuple[Readings, list[str]]) -> Iterator[Problem]:
    """MkDocs gives a warning while it renders the pages.

    A page that nav does not list, a link that leads nowhere or a broken plugin stops the build in strict mode.

    Bad:
        docs/draft.md, which nav in mkdocs.yml does not list
    Good:
        every page of docs/ listed in nav
    Fix: do what the warning says; list a new page in nav, or remove it.
    """
    readings, warnings = rendered
    found = list(_placed(readings, warnings))
    # A page that is put together from others repeats their faults.
    own = [problem for problem in found if problem.file != CONFIGURATION]
    yield from own or found


def _placed(readings: Readings, warnings: list[str]) -> Iterator[Problem]:
    for warning in warnings:
        match = _DOC_FILE.search(warning)
        page = readings.edition.pages_by_name.get(match["file"]) if match else None
        links = readings.of(page).links if page else []
        link = next((one for one in links if match and one.target == unescape(match["link"])), None)
        if page and link:
            yield Problem(*page.place(link.at), warning)
        else:
            yield Problem(CONFIGURATION, 1, 1, warning)
