"""Ten years of releases: every address that was ever published works, live and frozen, with scripts and without."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from browser.server import ServedSite, serving
from browser.test_axe import WIDTHS, violations
from browser.test_html import complaints
from edition.addresses import finished_path, page_address
from edition.permanent import digest
from exports.differences import ADDED
from history import ADDRESS, History, play_ten_years
from permanence.registry import REGISTRY, Registry
from sampling import sampled
from sitecheck.html_page import visible_text

VERSIONS = ["1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "2.0.0"]

# An address that was once cited, and where it leads after ten years.
MOVED = {
    "a page": ("chairmanship/", "year-2010/"),
    "a paragraph of a page that moved": ("chairmanship/#p4", "year-2010/#p4"),
    "a heading that moved with its page and was renamed then": ("chairmanship/#four-ts", "year-2010/#watchwords"),
    "a heading": ("year-2010/#four-ts", "year-2010/#watchwords"),
    "a note that was merged": ("./#note-d", "./#note-c"),
    "the same in the whole article": ("article/#note-d", "article/#note-c"),
    "a paragraph on another page": ("three-dimensions/#p10", "astana-summit/#p10"),
    "a note on another page": ("three-dimensions/#note-s", "astana-summit/#note-s"),
}
STANDING = ["./#p2", "astana-summit/#p7", "three-dimensions/#p12", "references/#ref-1", "apparatus/#E21", "article/#p13"]


@pytest.fixture(scope="module")
def history(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> History:
    history = History.begin(pristine, tmp_path_factory.mktemp("ten-years") / "edition")
    play_ten_years(history)
    return history


@pytest.fixture(scope="module")
def live(history: History):
    with serving(ServedSite(history.root / "site", urlsplit(ADDRESS).path)) as address:
        yield address


def registry_of(history: History, version: str) -> Registry:
    return Registry.parse(history.git("show", f"v{version}:{REGISTRY}"))


def parsed(history: History, folder: str, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((history.root / "site" / folder / finished_path(page)).read_text(encoding="utf-8"))


def test_every_release_is_there(history: History):
    assert sorted(path.name for path in (history.root / "site/v").iterdir()) == VERSIONS


def test_every_address_ever_released_leads_in_one_step_to_the_words_that_were_cited(history: History):
    checked = 0
    for known in Registry.load(history.root).published.values():
        page, _, identifier = known.address.partition("#")
        node = parsed(history, "", page).css_first(f"[id='{identifier}']") if identifier else None
        if known.moved_to:
            link = node.css_first("a") if node else parsed(history, "", page).css_first("a.moved-page")
            old, (page, _, identifier) = page, known.moved_to.partition("#")
            reached = urljoin(f"{ADDRESS}{page_address(old)}", link.attributes["href"])
            assert reached == f"{ADDRESS}{page_address(page)}{'#' * bool(identifier)}{identifier}", known.address
            node = parsed(history, "", page).css_first(f"[id='{identifier}']") if identifier else None
            assert not identifier or "moved" not in (node.attributes.get("class") or ""), known.address
        elif known.gone:
            assert "withdrawn" in node.attributes["class"] and known.gone.values[0] in node.text()
        assert not identifier or node is not None, known.address
        if known.printed != "-" and node.tag in ("p", "h1", "li") and "article-words" in (node.attributes.get("class") or ""):
            assert digest(visible_text(node, ADDED | {"ins"}).replace("\n", " ")) == known.printed
            checked += 1
    assert checked >= 20


@pytest.mark.parametrize("version", VERSIONS)
def test_every_address_of_a_release_stands_in_it_as_it_was(history: History, version: str):
    folder = f"v/{version}"
    registry = registry_of(history, version)
    for known in registry.published.values():
        page, _, identifier = known.address.partition("#")
        html = parsed(history, folder, page)
        if not known.gone and identifier:
            node = html.css_first(f"[id='{identifier}']")
            assert node is not None, known.address
            if known.printed != "-" and page != "apparatus.md":
                assert digest(visible_text(node, ADDED | {"del"}).replace("\n", " ")) == known.read, known.address


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize(("asked", "place"), MOVED.values(), ids=MOVED)
def test_what_moved_is_reached(browser: Browser, live: str, asked: str, place: str, scripts: bool):
    expected = live + place.removeprefix("./")
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(live + asked.removeprefix("./") if asked != "./" else live)
        if not scripts:
            shown = page.locator(".moved:target a, a.moved-page")
            page.locator(".moved:target a" if page.locator(".moved:target").count() else "a.moved-page").first.click()
            assert shown.count() <= 2
        page.wait_for_url(expected)
        assert "#" not in place or page.locator(":target:not(.moved)").count() == 1


def test_a_query_is_kept_on_the_way(browser: Browser, live: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(live + "chairmanship/?view=printed#p4")
        page.wait_for_url(live + "year-2010/?view=printed#p4")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("version", sampled(["", *VERSIONS], every=len(VERSIONS)), ids=["live", *VERSIONS])
def test_what_did_not_move_is_where_it_was(browser: Browser, live: str, version: str, scripts: bool):
    folder = f"{live}v/{version}/" if version else live
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        for place in STANDING:
            page.goto(folder + place.removeprefix("./"))
            assert page.locator(":target").is_visible(), place


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_frozen_paragraph_leads_to_itself_in_the_newest(browser: Browser, history: History, live: str, scripts: bool):
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{live}v/1.0.0/chairmanship/#p4")
        assert page.locator(".frozen").is_visible() and "Version 1.0.0" in page.locator(".frozen").inner_text()
        assert page.locator(".frozen-newest").get_attribute("href") == f"{ADDRESS}chairmanship/"
        shown = page.locator(".newest:visible")
        assert shown.evaluate_all("links => links.map(link => link.href)") == [f"{ADDRESS}chairmanship/#p4"]
        canonical = page.locator('link[rel="canonical"]').get_attribute("href")
        assert canonical == f"{ADDRESS}chairmanship/"


CITED = {
    "the newest": ("astana-summit/?cited=2.0.0#p7", "Unchanged since you cited it (2.0.0)."),
    "an old version of the same words": ("astana-summit/?cited=1.0.0#p7", "Unchanged since you cited it (1.0.0)."),
    "by way of a page that moved": ("chairmanship/?cited=1.0.0#p4", "Unchanged since you cited it (1.0.0)."),
    "by way of a paragraph that moved": ("three-dimensions/?cited=1.0.0#p10", "Unchanged since you cited it (1.0.0)."),
    "a version that was never released": ("astana-summit/?cited=1.0.7#p7", "That version can’t be loaded now"),
    "a digest of nothing": ("astana-summit/?cited=00000000#p7", "No released version of this place has the digest 00000000"),
}


@pytest.mark.parametrize(("asked", "said"), CITED.values(), ids=CITED)
def test_the_page_says_whether_the_words_have_changed(browser: Browser, live: str, asked: str, said: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(live + asked)
        page.wait_for_selector(".cited")
        assert said in page.locator(".cited").inner_text()


@pytest.mark.parametrize("by", ["version", "digest"])
def test_the_page_shows_what_changed_word_by_word(browser: Browser, history: History, live: str, by: str):
    known = registry_of(history, "1.0.0").published["three-dimensions.md#p12"]
    cited = "1.2.0" if by == "version" else known.read[:8]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{live}three-dimensions/?cited={cited}#p12")
        page.wait_for_selector(".cited del")
        assert page.locator(".cited del").all_inner_texts() == ["in"]
        assert page.locator(".cited ins").all_inner_texts() == ["of"]
        assert "The text as printed: unchanged." in page.locator(".cited").inner_text()
        page.click(".cited a")
        version = "1.2.0" if by == "version" else "1.0.0"
        page.wait_for_url(f"{live}v/{version}/three-dimensions/#p12")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("page", ["astana-summit/", "article/"])
def test_a_withdrawn_note_says_when_and_why_and_is_kept_as_it_was(browser: Browser, live: str, scripts: bool, page: str):
    with browser.new_context(java_script_enabled=scripts) as context:
        shown = context.new_page()
        shown.goto(f"{live}{page}#note-n")
        words = shown.locator(".withdrawn:visible").inner_text()
        assert words.startswith("Editor’s note n was withdrawn in version 1.4.0 of 20")
        assert "What it said of the Summit is in note m." in words
        assert shown.locator(".withdrawn:visible a").get_attribute("href") == f"{ADDRESS}v/1.3.0/astana-summit/#note-n"


def test_nothing_is_said_of_an_address_without_a_version(browser: Browser, live: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{live}three-dimensions/#p12", wait_until="networkidle")
        assert page.locator(".cited").count() == 0


LOOKED_AT = [
    "v/1.0.0/chairmanship/#p4",
    "v/1.0.0/",
    "three-dimensions/?cited=1.0.0#p12",
    "chairmanship/#p4",
    "three-dimensions/#p10",
]


@pytest.mark.parametrize("scripts", sampled([True, False], every=2), ids=["with scripts", "without"])
def test_axe_finds_nothing_where_something_is_old_or_moved(browser: Browser, live: str, axe: str, scripts):
    seen = []
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
            page = context.new_page()
            if not scripts:
                # axe itself needs a script: the page's own are kept from loading.
                page.route("**/*.js", lambda route: route.abort())
            for path in LOOKED_AT:
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(live + path, wait_until="networkidle")
                    seen += [f"{path}@{width} {scheme}: {violation}" for violation in violations(page, axe)]
                    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                    assert not wide, f"{path} scrolls sideways at {width}"
    assert not seen, "\n".join(seen)


def test_the_nu_checker_has_no_complaint_of_them(live: str, tools_installed):
    assert not complaints([f"{live}v/1.0.0/chairmanship/", f"{live}chairmanship/", f"{live}three-dimensions/"])
