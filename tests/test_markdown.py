"""Authors write Material's Markdown, and a page of all of it is sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import mkdocs
from building.checking import check_edition, check_site, load
from theme.content import make_accessible
from theme.view import View

SAMPLE = Path(__file__).parent / "written/sample.md"


def with_sample(pristine: Path, root: Path) -> Path:
    """A copy of the edition with the page of everything."""
    shutil.copytree(pristine, root)
    shutil.copy(SAMPLE, root / "docs")
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(
        text.replace("      - Cite: cite.md\n", "      - Everything: sample.md\n      - Cite: cite.md\n"), encoding="utf-8"
    )
    return root


@pytest.fixture(scope="module")
def pages(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of each page of a sound site that has the page of everything."""
    folder = tmp_path_factory.mktemp("sample")
    edition = load(with_sample(pristine, folder / "root"))
    assert check_edition(edition) == []
    url = mkdocs.render(edition.root, folder / "site")
    assert check_site(edition, folder / "site", url) == []
    site = folder / "site"
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def sample(pages: dict[str, str]) -> LexborHTMLParser:
    return LexborHTMLParser(pages["sample/index.html"])


MADE = {
    "an admonition": ".admonition.note > .admonition-title",
    "one with its own title": ".admonition.warning li",
    "one without a title": ".admonition.tip > p:not(.admonition-title)",
    "a folded part": "details.question:not([open]) > summary",
    "a part that is open": "details.example[open]",
    "tabs": ".tabbed-set > .tabbed-labels > label:nth-child(3)",
    "an admonition within a tab": ".tabbed-block .admonition.danger",
    "code with its language, title, numbers and a marked line": ".language-python.highlight .hll",
    "code in a line, by its language": "p code.highlight .nb",
    "a table with its caption": "figure .table-scroll table td a",
    "definitions": "dl > dt + dd",
    "keys": ".keys kbd.key-control",
    "marked words": "p mark",
    "a sign": ".twemoji svg",
    "an abbreviation": "abbr[title]",
    "a footnote": ".footnote li p a.footnote-backref",
    "a picture with its caption": "figure img[width] ~ figcaption, figure p:has(img) + figcaption",
    "Markdown within HTML": "div:not([class]) > p > em",
    "a card with a sign and a link": ".grid.cards li .twemoji ~ strong, .grid.cards li a .twemoji",
}


@pytest.mark.parametrize("selector", MADE.values(), ids=MADE)
def test_each_piece_is_made(sample: LexborHTMLParser, selector: str):
    assert sample.css_first(f"article {selector}")


def test_code_stays_as_it_is_written(sample: LexborHTMLParser):
    code = [node.text() for node in sample.css("article pre")]
    assert any("``` text\n# within a fence of three\n```" in text for text in code)
    assert any("[^1] and {++nothing++} and - [ ] are code here." in text for text in code)
    assert any("print(\"[1] is no marker here\")" in text for text in code)


FIXED = {
    "a column on the right": ('<table><tr><td style="text-align: right;">1</td></tr></table>', "td.align-right:not([style])"),
    "one that has a class": ('<table><tr><td class="a" style="text-align: center;">1</td></tr></table>', "td.a.align-center"),
    "one aligned by an attribute": ('<table><tr><td align="right">1</td></tr></table>', "td.align-right:not([align])"),
    "a corner, the head of nothing": (
        '<table><thead><tr><th class="a"></th><th>A</th></tr></thead></table>',
        'tr > td.a:not([scope]) + th[scope="col"]',
    ),
    "a second table of the same caption": (
        2 * "<figure><table><tr><td>1</td></tr></table><figcaption>One</figcaption></figure>",
        'figure + figure > .table-scroll[aria-label="One (2)"]',
    ),
    "another style, which is left for a rule to find": ('<table><tr><td style="color: red">1</td></tr></table>', "td[style]"),
    "a head of a column": ("<table><thead><tr><th>A</th></tr></thead></table>", 'th[scope="col"]'),
    "a head of a row": ("<table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>", 'th[scope="row"]'),
    "heads of columns without a <thead>": (
        "<table><tbody><tr><th>A</th><th>B</th></tr></tbody></table>",
        'th[scope="col"] + th[scope="col"]',
    ),
    "a head that says it": ('<table><thead><tr><th scope="colgroup">A</th></tr></thead></table>', 'th[scope="colgroup"]'),
    "a table": (
        "<table><tr><td>1</td></tr></table>",
        '.table-scroll[tabindex="0"][role="region"][aria-label="Table 1"] > table',
    ),
    "a table with a caption": (
        "<figure><table><tr><td>1</td></tr></table><figcaption>Two <em>words</em></figcaption></figure>",
        'figure > .table-scroll[aria-label="Two words"] > table',
    ),
    "code": ('<div class="highlight"><pre><code>a</code></pre></div>', 'code[tabindex="0"]'),
    "code that does not scroll": ("<pre><code>a</code></pre>", "pre > code:not([tabindex])"),
    "a table of a class": ('<table class="wide"><tr><td>1</td></tr></table>', ".table-scroll > table.wide"),
    "a table within another": ("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>", "td > table:first-child"),
    "numbered code, which is no table": (
        '<table class="highlighttable"><tr><td>1</td></tr></table>',
        "div.md-content > table.highlighttable",
    ),
    "a table whose caption is within": (
        "<table><caption>Words</caption><tr><td>1</td></tr></table>",
        '.table-scroll[aria-label="Words"]',
    ),
    "a picture at the right": ('<img align="right" class="a" src="x">', "img.a.align-right:not([align])"),
    "a sign with a title": (
        '<span class="twemoji" title="Pen"><svg></svg></span>',
        '.twemoji[role="img"][aria-label="Pen"] > svg[aria-hidden]',
    ),
    "a sign": ('<span class="twemoji"><svg></svg></span>', 'svg[aria-hidden="true"]'),
    "a mark of a footnote": ('<sup><a class="footnote-ref" href="#fn:1">1</a></sup>', 'a[aria-label="Footnote 1"]'),
    "tabs": ('<div class="tabbed-set"></div>', '[role="group"][aria-label="Tabs 1"]'),
}


@pytest.mark.parametrize(("written", "selector"), FIXED.values(), ids=FIXED)
def test_what_extensions_make_is_put_right(written: str, selector: str):
    tree = LexborHTMLParser(f'<body><div class="md-content">{written}</div>{written}</body>')
    make_accessible(tree)
    found = tree.css(selector)
    assert found and all(any(parent.attributes.get("class") == "md-content" for parent in above(node)) for node in found[:1])


NEEDING = {
    "an admonition": ('<div class="admonition note">', True),
    "an admonition of two classes": ('<div class="inline admonition">', True),
    "a table": ("<table>", True),
    "a caption": ("<figure>", True),
    "code": ('<div class="language-text highlight">', True),
    "a footnote": ('<div class="footnote">', True),
    "a button": ('<a class="md-button" href="#">', True),
    "a word that says so": ("<p>A table, a figure and an admonition</p>", False),
    "code that says so": ("<pre><code>&lt;table&gt; class=&quot;admonition&quot;</code></pre>", False),
    "a class that only begins so": ('<div class="gridlock">', False),
    "an element that only begins so": ("<tablet>", False),
}


@pytest.mark.parametrize(("content", "needed"), NEEDING.values(), ids=NEEDING)
def test_the_sheet_is_asked_for_by_pages_that_need_it(content: str, needed: bool):
    assert View.has_components(content) is needed


def test_pages_of_the_article_do_without_it(pages: dict[str, str]):
    asking = {path for path, html in pages.items() if "components.css" in html}
    assert asking == {"sample/index.html", "checks/index.html"}


def above(node):
    while node := node.parent:
        yield node
