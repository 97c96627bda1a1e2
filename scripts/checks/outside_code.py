"""Rules that look at the letters of a page's Markdown, and take no notice of code and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from lint.rule import Problem
from rendering.reading import Readings

Check = Callable[[Readings], Iterable[Problem]]


def outside_code(check: Check) -> Callable[[Readings], Iterator[Problem]]:
    """The same rule without its problems in code and comments; it may yield others outside the pages.

    Whether something is code takes a rendering of its page, so it is asked once a page, not once a problem.
    """

    @wraps(check)
    def seen(readings: Readings) -> Iterator[Problem]:
        problems = list(check(readings))
        pages = {page.file: page for page in readings.edition.pages}
        for file, page in pages.items():
            unseen = readings.unseen(page, [page.offset(one.line, one.column) for one in problems if one.file == file])
            problems = [one for one in problems if one.file != file or page.offset(one.line, one.column) not in unseen]
        yield from problems

    return seen
