"""Links between the pages of the edition, as Markdown writes them: MkDocs turns them into addresses."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, urlsplit

from edition.page import Page

HOME_PAGE = "index.md"
REFERENCES_PAGE = "references.md"
APPARATUS_PAGE = "apparatus.md"
WHOLE_PAGE = "article.md"
TOP_LEVEL_ID = re.compile(r"p\d+")
# No page or file below docs/ is meant by it; a rule tells what is wrong.
_UNREADABLE = SplitResult("https", "unreadable", "", "", "")


def split(target: str) -> SplitResult:
    """The parts of a link's target; those of another host if it is none that can be read, such as `https://[address]/`."""
    try:
        return urlsplit(target)
    except ValueError:
        return _UNREADABLE


def file_named(file: str, path: str) -> str:
    """The file that a relative `path` in another file names, both from the same folder: docs/, or the site's."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


def finished_named(page: str, path: str) -> tuple[str, str]:
    """The finished files that a relative `path` at the address of a page may mean: that file, or the page of that folder."""
    file = posixpath.normpath(posixpath.join(page_address(page), path))
    return file, posixpath.normpath(posixpath.join(file, "index.html"))


def link(from_page: str, to_page: str, fragment: str) -> str:
    """The link from one page of docs/ to an id on another, or on the same one."""
    if from_page == to_page:
        return f"#{fragment}"
    return f"{relative(from_page, to_page)}#{fragment}"


def relative(from_page: str, to: str) -> str:
    """The path from a page of docs/ to another, or to a file."""
    return posixpath.relpath(to, posixpath.dirname(from_page) or ".")


def finished_path(page: str) -> str:
    """The file below the site that a page of docs/ becomes: index.md and README.md are the page of their folder."""
    folder, name = posixpath.split(page)
    return posixpath.join(folder, "" if name in ("index.md", "README.md") else name.removesuffix(".md"), "index.html")


def site_root(site_url: str) -> str:
    """The address below which the site's own lie: `site_url` with a slash at its end."""
    return site_url.rstrip("/") + "/"


def page_address(page: str) -> str:
    """The address of a page below the site's root: `chairmanship/`, and nothing for the home page."""
    return finished_path(page).removesuffix("index.html")


def paragraph_number(block_id: str) -> str:
    """The number that a reader sees: `p5-1` is `5-1`."""
    return block_id.removeprefix("p")


def place_name(block_id: str) -> str:
    """How a block is named in running text: paragraph 7, title, reference list, source record."""
    if block_id == "title":
        return "title"
    if block_id.startswith("printed-"):
        return "reference list"
    if block_id.startswith("record-"):
        return "source record"
    return f"paragraph {paragraph_number(block_id)}"


def paragraph_range(page: Page) -> str:
    """The paragraphs of a page as its readers see them, `¶ 3–5`; empty if it has none."""
    numbers = [paragraph_number(block.id) for block in page.blocks if TOP_LEVEL_ID.fullmatch(block.id)]
    if not numbers:
        return ""
    return f"¶ {numbers[0]}" if len(numbers) == 1 else f"¶ {numbers[0]}–{numbers[-1]}"


def note_reference_id(label: str, use: int) -> str:
    """The id of a note's mark in the text: `at-note-e`, and `at-note-e-2` where the note is referred to again."""
    return f"at-note-{label}" if use == 1 else f"at-note-{label}-{use}"


def slug(text: str) -> str:
    """An id made of a heading's words."""
    return re.sub(r"[^a-z]+", "-", text.lower().replace("'", "")).strip("-")
