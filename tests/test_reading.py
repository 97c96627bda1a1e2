"""One reading of a page: its links, ids and headings are those that Markdown makes, each with its line.

The snippets are written after what the documentation of Python-Markdown, its extensions and pymdownx says of links, code,
raw HTML, headings, lists and attribute lists. Each has a name behind `===`, its Markdown, and below the last `---` all that
is to be found, a line each: what it is, the line where it stands, and what it says.
"""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown

from edition.configuration import Configuration
from edition.page import Page
from rendering.extensions import markdown_extensions
from rendering.marking import Marked
from rendering.reading import read

FOLDER = Path(__file__).parent / "snippets"
_FOUND = r"(?:(?:link|load|raw|id|heading|unresolved) [^\n]*\n)*"
# Where a mark between two pairs of brackets, or before a definition, would make another thing of them.
BRACKETS = (
    "[sic] [a][b]\n\n[a]: u.md", "[sic] [1][a]\n\n[a]: u.md", "word[a] [b][a]\n\n[b]: u.md", "[a][b][a]\n\n[a]: u.md",
    "see [a](\n\n[a]: u.md", "[a]\n\n[a]:\n    u.md", "words\n[a]: it says\n\n[a]: u.md", "- [a]\n- [a]: u.md",
    "> [a]\n\n> [a]: <u.md>", "[a]: ", "OSCE\n\n*[OSCE]: Organization", "*[a]: b\n\n[c]: d", "a[^1]\n\n[^1]: - one\n    - two",
    "a[^1]\n\n[^1]: > words\n[^2]: # words", "a[^1] [b][c]\n\n[^1]: [c]\n\n[c]: u.md",
    "a[^1]\n\n[^1]: | a | b |\n    |---|---|\n    | c | d |", "`[a]` <!-- [a] --> \\[a] ![a]\n\n[a]: u.md",
    "*[a]* **[b]** _[a]_\n\n[a]: u.md",
)
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


@pytest.mark.parametrize("markdown", [
    *(pytest.param(markdown, id=name) for name, markdown, _ in snippets()),
    pytest.param((FOLDER.parent / "written" / "sample.md").read_text(encoding="utf-8"), id="all that can be written"),
    *BRACKETS,
])
def test_the_marks_change_nothing(configuration: Configuration, markdown: str):
    names, options = markdown_extensions(configuration)
    marked = Marked(markdown, 0)
    html, plain = (Markdown(extensions=names, extension_configs=options).convert(text) for text in (marked.text, markdown))
    assert marked.without(unescape(html)) == unescape(plain)


def test_links_that_an_extension_makes_of_addresses_are_read():
    text = "See https://a.example/b, (www.c.example) and “https://d.example/e” and `https://f.example/`."
    configured = Configuration.parse("site_name: x\nmarkdown_extensions:\n  - pymdownx.magiclink\n")
    links = read(Page.parse("page.md", text + "\n"), configured).links
    assert [(link.target, text[link.at:][:8]) for link in links] == [
        ("https://a.example/b", "https://"), ("http://www.c.example", "www.c.ex"), ("https://d.example/e", "https://"),
    ]


def test_signs_that_a_page_has_itself_are_no_marks():
    text = "\U000f0001 [a](b)\U000f0003 [c](d) \U0010fffd"
    marked = Marked(text, 0)
    assert marked.text != text == marked.without(marked.text)


def test_thousands_of_marks_take_no_longer_to_be_found_than_one():
    marked = Marked("[a](b) " * 5000, 0)
    begun = time.process_time()
    assert marked.without("x" * 10**6) == "x" * 10**6
    assert time.process_time() - begun < 2


def test_no_snippet_is_left_out():
    written = sum(len(re.findall(r"(?m)^=== [^\"\n]", path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.txt"))
    assert len(snippets()) == written >= 120
