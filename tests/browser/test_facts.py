"""What is made of the editor's facts, as a reader meets it: at hand in the text, large enough, in every colour and width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser.server import ServedSite, serving
from browser.test_axe import looked_at, violations
from browser.test_html import complaints
from browser.weight import PAGE, weigh
from factsedition import PAGES
from sampling import sampled

ENTRY = ".entry:popover-open"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MARKS = {
    "a term": ("#p3 a.term", "Organization for Security and Co-operation in Europe"),
    "a term within a correction": ("#at-E53", "Shanghai Cooperation Organisation"),
}
SMALLEST_WRITING = 12
WITHOUT_FONTS = 32_000
LOOKS = list(product([f"{name}/" for name in PAGES], ("light", "dark"), (360, 768, 1280)))
# Each page as a phone shows it, and the one with the map in the dark and wide.
USUAL = [look for look in LOOKS if look[1:] == ("light", 360) or look == ("places/", "dark", 1280)]
# The sizes of the writing in pictures, as it is painted.
SIZES = """() => [...document.querySelectorAll("svg.picture")].flatMap(picture => {
  const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
  return [...picture.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
})"""
# Names in a picture that lie over each other or outside of it.
CROWDED = """() => {
  const boxes = [...document.querySelectorAll("svg.picture text")].map(text => [text.textContent, text.getBBox(), text]);
  const over = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height - 4 && b.y < a.y + a.height - 4;
  return boxes.flatMap(([name, box, text], place) => [
    ...boxes.slice(place + 1).filter(([, other, its]) => its.ownerSVGElement === text.ownerSVGElement && over(box, other))
      .map(([other]) => `${name} over ${other}`),
    ...(box.x < 0 || box.x + box.width > text.ownerSVGElement.viewBox.baseVal.width ? [`${name} outside`] : []),
  ]);
}"""


@pytest.fixture(scope="module")
def facts_address(facts_site) -> Iterator[str]:
    with serving(ServedSite(facts_site.folder, urlsplit(facts_site.url).path)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, facts_address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(facts_address + "chairmanship/")
        yield page


@pytest.mark.parametrize(("mark", "words"), MARKS.values(), ids=MARKS)
def test_hover_and_focus_show_the_entry(page: Page, mark: str, words: str):
    page.hover(mark)
    page.wait_for_selector(ENTRY)
    assert words in page.inner_text(ENTRY)
    page.keyboard.press("Escape")
    page.wait_for_selector(".entry", state="detached")
    page.focus(mark)
    page.wait_for_selector(ENTRY)
    assert words in page.inner_text(ENTRY) and page.get_attribute(mark, "aria-describedby") == "entry"
    if mark != "#at-E53":
        page.click(f"{ENTRY} .entry-more a")
        page.wait_for_url("**/glossary/#term-osce")


def test_a_tap_shows_the_entry_within_the_window(browser: Browser, facts_address: str):
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(facts_address + "chairmanship/")
        page.tap("#p3 a.term")
        page.wait_for_selector(ENTRY)
        page.evaluate(PAINTED)
        box = page.locator(ENTRY).bounding_box()
        assert page.url.endswith("chairmanship/") and box and box["x"] >= 0 and box["x"] + box["width"] <= 360


@pytest.mark.parametrize(("question", "path", "click", "arrives"), [
    ("when was the Summit, and which paragraph says so", "timeline/", "#event-astana-summit a >> nth=0", "chairmanship/#p3"),
    ("what is ODIHR", "three-dimensions/", '#p10 a.term:text-is("ODIHR")', "glossary/#term-odihr"),
    ("which paragraph speaks of the Aral Sea", "places/", "#place-aral-sea a >> nth=0", "three-dimensions/#p12"),
])
def test_a_question_is_answered_by_one_click(page: Page, facts_address: str, question, path, click, arrives):
    page.goto(facts_address + path)
    page.click(click)
    page.wait_for_url(facts_address + arrives)
    assert page.locator(":target").count() == 1


@pytest.mark.parametrize(("path", "scheme", "width"), sampled(LOOKS, keep=USUAL))
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, facts_address: str, axe: str, path: str, scheme: str, width: int,
):
    with looked_at(browser, scheme, width) as page:
        page.goto(facts_address + path, wait_until="load")
        page.evaluate(PAINTED)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert min(page.evaluate(SIZES), default=SMALLEST_WRITING) >= SMALLEST_WRITING
        assert page.evaluate(CROWDED) == []
        assert violations(page, axe) == []


def test_the_html_checker_has_no_complaint(facts_address: str, tools_installed):
    told = complaints([facts_address + page for page in ("", "chairmanship/", *(f"{name}/" for name in PAGES))])
    assert not told, "\n" + "\n".join(told)


def test_axe_finds_nothing_in_an_entry_of_the_glossary(page: Page, axe: str):
    page.focus("#at-E53")
    page.wait_for_selector(ENTRY)
    page.evaluate(PAINTED)
    assert violations(page, axe) == []


def test_without_styles_and_scripts_the_timeline_is_a_list(browser: Browser, facts_address: str):
    with browser.new_context(java_script_enabled=False) as context:
        context.route("**/*.css", lambda route: route.abort())
        page = context.new_page()
        page.goto(facts_address + "timeline/")
        events = page.locator("ol.timeline > li")
        assert events.count() == 16
        heights = [box["y"] for box in (events.nth(n).bounding_box() for n in range(16)) if box]
        assert heights == sorted(heights)


def test_marks_are_told_apart_in_forced_colours_and_on_paper(browser: Browser, facts_address: str):
    for media in ({"forced_colors": "active"}, {"media": "print"}):
        with browser.new_context() as context:
            page = context.new_page()
            page.emulate_media(**media)
            page.goto(facts_address + "timeline/")
            looks = [
                page.evaluate(
                    "name => { const mark = getComputedStyle(document.querySelector(name), '::after');"
                    " return [mark.borderLeftWidth, mark.borderRightWidth, mark.borderLeftStyle].join(' '); }", f".of-{whose}",
                )
                for whose in ("article", "both", "editor")
            ]
            assert len(set(looks)) == 3 and all("solid" in look for look in looks)


def test_a_page_of_the_text_stays_light(facts_site, browser: Browser):
    weight = weigh(browser, facts_site.folder, urlsplit(facts_site.url).path, PAGE)
    assert weight.missing == [] and weight.without_fonts <= WITHOUT_FONTS
