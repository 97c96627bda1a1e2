"""Every page of a finished site, so that a new page is tested without being listed."""

from __future__ import annotations

from pathlib import Path

ERROR_PAGE = "404.html"


def pages_of(folder: Path) -> list[str]:
    """The address of every page below the site's own, the error page last: "", "about/", …, "404.html"."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted((path.removesuffix("index.html") for path in paths), key=lambda page: (page == ERROR_PAGE, page))
