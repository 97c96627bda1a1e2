"""What MkDocs itself warns of, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.configuration import CONFIGURATION
from edition.edition import Edition
from lint.rule import Problem, rule

_DOC_FILE = re.compile(r"Doc file '(?P<file>[^']+)' contains an? [^']*'(?P<link>[^']*)'")


@rule("B001", "mkdocs", waivable=False)
def mkdocs_does_not_warn(rendered: tuple[Edition, list[str]]) -> Iterator[Problem]:
    """MkDocs gives a warning while it renders the pages.

    A page that nav does not list, a link that leads nowhere or a broken plugin stops the build in strict mode.

    Bad:
        docs/draft.md, which nav in mkdocs.yml does not list
    Good:
        every page of docs/ listed in nav
    Fix: do what the warning says; list a new page in nav, or remove it.
    """
    edition, warnings = rendered
    found = list(_placed(edition, warnings))
    # A page that is put together from others repeats their faults.
    own = [problem for problem in found if problem.file != CONFIGURATION]
    yield from own or found


def _placed(edition: Edition, warnings: list[str]) -> Iterator[Problem]:
    for warning in warnings:
        match = _DOC_FILE.search(warning)
        page = edition.pages_by_name.get(match["file"]) if match else None
        if match and page and match["link"] in page.text:
            yield Problem(*page.place(page.text.find(match["link"])), warning)
        else:
            yield Problem(CONFIGURATION, 1, 1, warning)
