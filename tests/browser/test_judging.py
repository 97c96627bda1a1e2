"""The judge of what sitecheck finds says yes to what is wrong, and no to what only is claimed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from sitecheck_tests.claims import Claim, claim_of
from sitecheck_tests.judging import Judge, judging

INDEX = """<!doctype html><link rel=stylesheet href=style.css>
<a href="gone.html">x</a><a href="page.html">x</a>
<a href="page.html#gone">x</a><a href="page.html#here">x</a><a href="page.html#old">x</a><a href="gone.html#here">x</a>
<p id="twice"></p><p id="once"></p><p id="twice"></p>
<a href="">x</a><a href="javascript:a()">x</a><form action="">x</form><img src="pic.png" alt="">
<a href="http://example.org/">x</a><a href="https://example.org/">x</a><a href="file:///x">x</a>
<label for="gone">x</label><label for="box">x</label><input id="box">
<a href="#%C3%A9">x</a><p id="é">x</p>
"""
FILES = {
    "index.html": INDEX,
    "page.html": '<!doctype html><p id="here">x</p><a name="old"></a>',
    "alone.html": "<!doctype html><p>x</p>",
    "style.css": 'p { background: url("gone.png") }\np { background: url("pic.png") }\n',
    "pic.png": "x",
    "empty.css": "",
}


@pytest.fixture(scope="module")
def judge(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    folder = tmp_path_factory.mktemp("judged")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with judging(folder, browser) as judge:
        yield judge


@pytest.mark.parametrize(("code", "line", "message", "is_true"), [
    ("S001", 2, "gone.html leads to /gone.html, which is not there", True),
    ("S001", 3, "gone.html leads to /gone.html, which is not there", True),
    ("S001", 4, "gone.html leads to /gone.html, which is not there", False),
    ("S001", 2, "page.html leads to /page.html, which is not there", False),
    ("S001", 2, "other.html leads to /other.html, which is not there", False),
    ("S002", 3, "page.html#gone leads to #gone, which page.html does not have", True),
    ("S002", 3, "page.html#here leads to #here, which page.html does not have", False),
    ("S002", 3, "page.html#old leads to #old, which page.html does not have", False),
    ("S002", 3, "gone.html#here leads to #here, which gone.html does not have", False),
    ("S002", 8, "#%C3%A9 leads to #é, which index.html does not have", False),
    ("S003", 4, "the id twice is given 2 times", True),
    ("S003", 4, "the id twice is given 3 times", False),
    ("S003", 4, "the id once is given 2 times", False),
    ("S010", 5, "an address is empty; expected one", True),
    ("S010", 5, "'pic.png' is not an address: none", False),
    ("S012", 5, "an empty address leads to the page that it stands in", True),
    ("S012", 5, "javascript:a() leads nowhere; it runs a script", True),
    ("S013", 6, "file:///x is a file on one computer", True),
    ("S013", 6, "https://example.org/ is a file on one computer", False),
    ("S014", 6, "http://example.org/ is not https", True),
    ("S014", 6, "https://example.org/ is not https", False),
    ("S018", 7, 'for="gone" names the id gone, which the page does not have', True),
    ("S018", 7, 'for="box" names the id box, which the page does not have', False),
])
def test_a_claim_is_true_if_it_is_so(judge: Judge, code: str, line: int, message: str, is_true: bool) -> None:
    claim = claim_of({"code": code, "file": "index.html", "line": line, "message": message})
    assert judge.judge(claim).is_true == is_true


@pytest.mark.parametrize(("code", "file", "line", "address", "is_true"), [
    ("S020", "alone.html", 1, "", True), ("S020", "page.html", 1, "", False),
    ("S021", "empty.css", 1, "", True), ("S021", "page.html", 1, "", False),
    ("S001", "style.css", 1, "gone.png", True), ("S001", "style.css", 2, "pic.png", False),
])
def test_so_is_a_claim_about_a_file(judge: Judge, code: str, file: str, line: int, address: str, is_true: bool) -> None:
    assert judge.judge(Claim(code, file, line, address, "")).is_true == is_true


def test_all_pages_are_read(judge: Judge) -> None:
    faults = {tuple(fault) for fault in judge.crawled()["faults"]}
    assert faults == {
        ("S001", "index.html", "href", "gone.html"), ("S001", "index.html", "href", "gone.html#here"),
        ("S002", "index.html", "href", "page.html#gone"), ("S003", "index.html", "id", "twice"),
        ("S010", "index.html", "action", ""), ("S012", "index.html", "href", ""),
        ("S012", "index.html", "href", "javascript:a()"), ("S013", "index.html", "href", "file:///x"),
        ("S014", "index.html", "href", "http://example.org/"), ("S020", "alone.html", "", ""),
    }
