"""The site as a folder: opened from the disk in Chromium, it is whole, and has the site's words."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from archives import assert_reproducible
from browser.pages import ERROR_PAGE
from edition.edition import Edition
from exports.differences import ADDED, difference
from exports.offline import READ_ME, offline
from sitecheck.html_page import visible_text

LINKS = "() => [...document.querySelectorAll('a[href], link[href]')].map(link => link.href)"


@pytest.fixture(scope="module")
def zipped(site, edition: Edition) -> bytes:
    return offline(site.folder, edition, site.url)


@pytest.fixture(scope="module")
def folder(zipped: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder in the zip, unpacked where its path has a space and a letter beyond ASCII."""
    place = tmp_path_factory.mktemp("a disk é")
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        archive.extractall(place)
    (top,) = place.iterdir()
    return top


@pytest.fixture(params=[pytest.param(True, marks=pytest.mark.thorough), False], ids=["scripts allowed", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=request.param) as context:
        yield context.new_page()


def faults(page: Page, folder: Path, within: set[str] | None = None) -> tuple[list[str], set[str]]:
    """What is wrong in the pages that can be reached from the chairmanship's by their links, and these pages.

    With `within`, these alone of all pages are opened.

    The links are told by the browser, with scripts off too: what a test evaluates is no script of the page.
    """
    wrong: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith(("file:", "data:")):
            wrong.append(f"{page.url} asks {url}")

    page.on("console", lambda message: wrong.append(f"{page.url} {message.type}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
    page.on("requestfailed", lambda request: wrong.append(f"{page.url} fails to get {request.url}"))
    page.on("request", lambda request: asked(request.url))
    ids: dict[str, set[str]] = {}
    targets: dict[str, str] = {}
    waiting = [(folder / "chairmanship/index.html").as_uri()]
    while waiting:
        url = waiting.pop()
        if url in ids:
            continue
        # Until nothing is under way: an icon given up for the next page would look like one that is missing.
        page.goto(url, wait_until="networkidle")
        ids[url] = set(page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)"))
        for link in page.evaluate(LINKS):
            if urlsplit(link).scheme != "file":
                continue
            targets.setdefault(link, url)
            target = urldefrag(link).url
            file = Path(unquote(urlsplit(target).path))
            if not file.is_file() or not file.is_relative_to(folder):
                wrong.append(f"{url} leads to {link}, which is no file of the folder")
            elif file.suffix == ".html" and (within is None or file.relative_to(folder).as_posix() in within):
                waiting.append(target)
    for link, url in targets.items():
        target, fragment = urldefrag(link)
        if fragment and target in ids and unquote(fragment) not in ids[target]:
            wrong.append(f"{url} leads to {link}, which is no place in that page")
    return wrong, {Path(unquote(urlsplit(url).path)).relative_to(folder).as_posix() for url in ids}


def test_every_page_is_reached_and_nothing_is_missing(page: Page, folder: Path, pages: list[str]):
    wrong, reached = faults(page, folder)
    assert not wrong, "\n" + "\n".join(wrong)
    assert reached == {f"{name}index.html" for name in pages if name != ERROR_PAGE}


@pytest.mark.parametrize(("written", "says"), [
    ('<a href="../astana-summit/">', "which is no file of the folder"),
    ('<a href="../nowhere/index.html">', "which is no file of the folder"),
    ('<a href="../astana-summit/index.html#p77">', "which is no place in that page"),
    ('<script src="../assets/no.js"></script><a href="../index.html">', "no.js"),
    ('<script type="module" src="../assets/edition.css"></script><a href="../index.html">', "error"),
])
def test_a_fault_is_noticed(browser: Browser, folder: Path, tmp_path: Path, written: str, says: str):
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    file = broken / "chairmanship/index.html"
    html = file.read_text(encoding="utf-8")
    assert html.count('<a href="../astana-summit/index.html">') > 0
    html = html.replace("script-src 'none'; ", "")
    file.write_text(html.replace('<a href="../astana-summit/index.html">', written, 1), encoding="utf-8")
    with browser.new_context() as context:
        wrong, _ = faults(context.new_page(), broken, {"chairmanship/index.html", "astana-summit/index.html"})
    assert any(says in line for line in wrong), wrong


def test_styles_and_fonts_are_there(page: Page, folder: Path):
    page.goto((folder / "chairmanship/index.html").as_uri())
    fonts = page.evaluate("document.fonts.ready.then(fonts => [...fonts].map(font => [font.family, font.status]))")
    # A fallback is a face of the system, which may lack it.
    assert ["Literata", "loaded"] in fonts and ["Literata", "error"] not in fonts
    assert page.evaluate("document.fonts.check('400 1rem Literata', 'ab')")
    assert page.evaluate("getComputedStyle(document.querySelector('.correction')).textDecorationStyle") == "dotted"
    assert not page.is_visible("#p4 del >> nth=0") and page.is_visible("#p4 ins >> nth=0")


def test_nothing_is_there_that_would_do_nothing(page: Page, folder: Path):
    page.goto((folder / "index.html").as_uri())
    assert page.locator("button, script").count() == 0
    assert page.is_visible(".md-header__title") and page.is_visible(".md-nav--primary")


def test_a_reader_arrives_at_a_paragraph(page: Page, folder: Path):
    page.goto((folder / "index.html").as_uri())
    page.click('.md-nav--primary a:has-text("The chairmanship")')
    page.click("#at-E32")
    assert page.url.endswith("apparatus/index.html#E32") and page.locator(":target").count() == 1


def test_each_page_tells_the_words_of_the_site(edition: Edition, site, folder: Path, pages: list[str]):
    blocks = {block.id: block for _, block in edition.blocks}
    told = 0
    for name in pages:
        if name == ERROR_PAGE:
            continue
        ours, theirs = (
            LexborHTMLParser((root / name / "index.html").read_text(encoding="utf-8")) for root in (folder, site.folder)
        )
        assert ours.css_first("article").text().split() == theirs.css_first("article").text().split()
        for node in ours.css(".article-words[id]"):
            block = blocks[node.attributes["id"]]
            for left_out, expected in (("del", block.reading_text), ("ins", block.printed_text)):
                assert difference(visible_text(node, ADDED | {left_out}).replace("\n", " "), expected) == ""
            told += 1
    # On its page and in the whole article.
    assert told == 2 * len(blocks)


def test_addresses_to_cite_are_those_of_the_web(site, folder: Path):
    html = LexborHTMLParser((folder / "astana-summit/index.html").read_text(encoding="utf-8"))
    assert html.css_first("link[rel=canonical]").attributes["href"] == f"{site.url}astana-summit/"
    cite = LexborHTMLParser((folder / "cite/index.html").read_text(encoding="utf-8"))
    addresses = [node.attributes["href"] for node in cite.css(".cite-address a")]
    assert f"{site.url}astana-summit/#p7" in addresses and all(address.startswith(site.url) for address in addresses)


def test_a_link_to_what_is_left_out_leads_to_the_web(site, edition: Edition, tmp_path: Path):
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy)
    (copy / "download").mkdir(exist_ok=True)
    for name in ("all.zip", "book.epub"):
        (copy / "download" / name).write_bytes(b"content")
    page = copy / "about/index.html"
    links = '<a id="zip" href="../download/all.zip">1</a><a id="book" href="../download/book.epub">2</a>'
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", links + "</main>"), encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(offline(copy, edition, site.url))) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
        html = LexborHTMLParser(archive.read(archive.namelist()[0].partition("/")[0] + "/about/index.html").decode())
    assert "download/book.epub" in names and "download/all.zip" not in names
    assert html.css_first("#zip").attributes["href"] == f"{site.url}download/all.zip"
    assert html.css_first("#book").attributes["href"] == "../download/book.epub"


def test_one_folder_named_by_its_version_says_what_it_is(edition: Edition, site, zipped: bytes, folder: Path):
    assert folder.name == f"activity-of-kazakhstan-within-osce-{edition.version.number}"
    read_me = (folder / READ_ME).read_text(encoding="utf-8")
    assert "index.html" in read_me and f"version {edition.version.number}" in read_me and site.url in read_me
    assert_reproducible(zipped, edition.version.date)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert not [name for name in names if name.endswith((".zip", ".js", "/404.html"))]
