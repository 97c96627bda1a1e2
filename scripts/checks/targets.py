"""Where a link leads: to a page, to a file of the site, or elsewhere; as MkDocs and then a reader's browser resolve it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from edition.addresses import file_named, finished_named, finished_path, split
from edition.edition import Edition
from edition.page import Page
from rendering.link import Link
from sitecheck.web import DIRECTIVE

# What stands in the place of an id: the beginning of the page, for every browser.
_TOP = "top"


@dataclass(frozen=True)
class Target:
    """What a link leads to. `path` is below docs/ or, of a link written as HTML, the finished file below the site.

    `page` is the edition's page there, if it is one; `fragment` the id on it, as it is written and with its percent signs
    resolved, and empty where the page as a whole is meant.
    """

    path: str
    page: Page | None
    fragments: tuple[str, ...]

    @property
    def is_outside(self) -> bool:
        return self.path.startswith("../")


def is_elsewhere(link: Link) -> bool:
    """Whether a link names a scheme or a host."""
    parts = split(link.target)
    return bool(parts.scheme or parts.netloc)


def internal_target(edition: Edition, page: Page, link: Link) -> Target | None:
    """Where a link of a page leads within the site; None if it leads elsewhere, or from the root."""
    parts = split(link.target)
    if is_elsewhere(link) or parts.path.startswith("/"):
        return None
    fragments = _fragments(parts.fragment)
    if not parts.path:
        return Target("", page, fragments)
    if link.is_raw:
        # A browser reads it, from the address of the finished page.
        wanted = finished_named(page.name, unquote(parts.path))
        path, _ = wanted
        goal = next((one for one in edition.pages if finished_path(one.name) in wanted), None)
    else:
        path = file_named(page.name, unquote(parts.path))
        goal = edition.pages_by_name.get(path)
    return Target(path, goal, fragments)


def _fragments(fragment: str) -> tuple[str, ...]:
    identifier = fragment.partition(DIRECTIVE)[0]
    if not identifier or identifier.lower() == _TOP:
        return ()
    return tuple(dict.fromkeys((unquote(identifier), identifier)))
