"""Every page of a finished site, so that a new page is tested without being listed."""

from __future__ import annotations

from pathlib import Path

ERROR_PAGE = "404.html"
SOURCES = Path(__file__).resolve().parents[1] / "edition/docs"


def pages_of(folder: Path) -> list[str]:
    """The address of every page below the site's own, the error page last: "", "about/", …, "404.html"."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return _in_order(path.removesuffix("index.html") for path in paths)


def _in_order(pages) -> list[str]:
    return sorted(pages, key=lambda page: (page == ERROR_PAGE, page))


# Those of the edition of the tests, which must be known before there is a site.
PAGES = _in_order(["" if page.stem == "index" else f"{page.stem}/" for page in SOURCES.glob("*.md")] + [ERROR_PAGE])
