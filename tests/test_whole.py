"""What stands on one page from others: the whole article, and the notes in the apparatus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from building import mkdocs
from rendering.whole import Part, headings, whole_article

NOTE = """\
/// note | w
A first paragraph, with [a link][m] and [another](index.md#p1).

- One.
- Two, with <https://example.org/note>.
///

[m]: references.md#ref-1
"""
OTHER = "[m]: about.md\n\nSee [the policy][m].\n{ .way-in-nothing }\n"


@pytest.fixture(scope="module")
def rendered(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose pages define one label for two destinations, with a note of a paragraph and a list."""
    root = tmp_path_factory.mktemp("whole")
    shutil.copytree(pristine, root / "edition")
    for name, more in (("chairmanship.md", NOTE), ("astana-summit.md", OTHER)):
        page = root / "edition/docs" / name
        text = page.read_text(encoding="utf-8")
        page.write_text(f"{text.rstrip()}\n\n{more}", encoding="utf-8")
    mkdocs.render(root / "edition", root / "site", downloads=False)
    return root / "site"


def tree(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path).read_text(encoding="utf-8"))


def link(node: LexborNode, words: str) -> str:
    return next(a.attributes["href"] or "" for a in node.css("a") if a.text() == words)


def test_a_label_means_on_the_whole_article_what_it_means_on_its_page(rendered: Path):
    article = tree(rendered, "article/index.html").css_first("article")
    assert link(article, "a link") == "#ref-1"
    assert link(article, "the policy") == "../about/"


def test_a_note_is_in_the_apparatus_as_it_is_on_its_page(rendered: Path):
    page, apparatus = (tree(rendered, f"{name}/index.html") for name in ("chairmanship", "apparatus"))
    own = page.css_first("#note-w")
    entry = next(node for node in apparatus.css(".editors-note") if node.css_first(".note-label").text() == "w")
    assert [node.text() for node in own.css("p:not(.back), li")] == [node.text() for node in entry.css("p:not(.back), li")]
    assert len(entry.css("ul > li")) == 2
    assert link(entry, "a link") == "../references/#ref-1"
    assert link(entry, "another") == "../#p1"
    assert link(entry, "https://example.org/note") == "https://example.org/note"


def test_pages_become_parts_of_one():
    pages = [
        Part("index.md", '<h1 id="title">T</h1><p id="p1">a <a href="b/c/#p2">b</a> <a href="./#p1">c</a></p>'),
        Part("b/c.md", (
            '<h1 id="c">C</h1><pre><code># d\n</code></pre><h2 id="e">E</h2><p id="p2"><a href="../../#p1">f</a> '
            '<a href="../">g</a> <a href="../../">h</a> <a href="#p2">i</a> <a href="/j">j</a> <img src="../../k.png"></p>'
            '<h2 id="notes">N</h2><div class="editors-note" id="note-a">l</div><p class="way-on">m</p>'
        )),
    ]
    whole = LexborHTMLParser(whole_article(pages, "article.md"))
    assert [a.attributes["href"] for a in whole.css("a")] == ["#p2", "#p1", "#p1", "../b/", "#title", "#p2", "/j"]
    assert whole.css_first("img").attributes["src"] == "../k.png"
    assert headings(whole.html or "") == [(1, "title", "T"), (2, "c", "C"), (3, "e", "E"), (2, "notes", "Editor’s notes")]
    assert [node.attributes.get("id") for node in whole.css("body > *")][-2:] == ["notes", "note-a"]
    assert whole.css_first(".way-on") is None
