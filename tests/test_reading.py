"""One reading of a page: its links, ids and headings are those that Markdown makes, each with its line.

The snippets are written after what the documentation of Python-Markdown, its extensions and pymdownx says of links, code,
raw HTML, headings, lists and attribute lists. Each has a name behind `===`, its Markdown, and below the last `---` all that
is to be found, a line each: what it is, the line where it stands, and what it says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.configuration import Configuration
from edition.page import Page
from rendering.reading import read

FOLDER = Path(__file__).parent / "snippets"
_FOUND = r"(?:(?:link|load|raw|id|heading|unresolved) [^\n]*\n)*"
_SNIPPET = re.compile(rf"(?ms)^=== (?P<name>[^\n\"]*)\n(?P<markdown>.*?)\n---\n(?P<found>{_FOUND})(?==== [^\"]|\Z)")


def snippets() -> list[tuple[str, str, list[str]]]:
    return [
        (f"{path.stem}: {match['name']}", match["markdown"], match["found"].splitlines())
        for path in sorted(FOLDER.glob("*.txt")) for match in _SNIPPET.finditer(path.read_text(encoding="utf-8"))
    ]


def told(page: Page, configuration: Configuration) -> list[str]:
    reading = read(page, configuration)
    lines = [
        f"{'load' if link.loads else 'raw' if link.is_raw else 'link'} {page.place(link.offset)[1]} {link.target}"
        for link in reading.links
    ]
    lines += [f"id {page.place(one.offset)[1]} {one.id}" for one in reading.written]
    lines += [f"heading {page.place(one.offset)[1]} {one.level} {one.id or '-'} {one.text}" for one in reading.headings]
    return sorted([*lines, *(f"unresolved {page.place(offset)[1]}" for offset in reading.unresolved)])


@pytest.fixture(scope="module")
def configuration(pristine: Path) -> Configuration:
    return Configuration.load(pristine)


@pytest.mark.parametrize(("markdown", "found"), [pytest.param(*rest, id=name) for name, *rest in snippets()])
def test_a_page_is_read_as_markdown_reads_it(configuration: Configuration, markdown: str, found: list[str]):
    assert told(Page.parse("page.md", markdown + "\n"), configuration) == sorted(found)


def test_no_snippet_is_left_out():
    written = sum(len(re.findall(r"(?m)^=== [^\"\n]", path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.txt"))
    assert len(snippets()) == written >= 120
