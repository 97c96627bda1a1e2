"""The page of everything that authors can write, as readers see, hear and use it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import toolbox
from browser.server import ServedSite, serving
from browser.test_axe import PAINTED, violations
from browser.test_html import complaints
from browser.test_reading import look
from building import mkdocs
from sampling import sampled
from test_markdown import with_sample

WAYS = list(product(("light", "dark"), (360, 768, 1280)))


@pytest.fixture(scope="module")
def sample(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page."""
    folder = tmp_path_factory.mktemp("sample")
    url = mkdocs.render(with_sample(pristine, folder / "root"), folder / "site", downloads=False)
    with serving(ServedSite(folder / "site", "/" + url.split("/", 3)[3])) as address:
        yield address + "sample/"


@pytest.fixture
def page(browser: Browser, sample: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(sample)
        yield page
        assert told == []


@pytest.mark.parametrize(("scheme", "width"), sampled(WAYS, keep=[("light", 360), ("dark", 1280)]))
def test_axe_finds_nothing_in_any_state(browser: Browser, sample: str, tools_installed, scheme: str, width: int):
    axe = toolbox.axe_source()
    viewport = {"width": width, "height": 900}
    with browser.new_context(color_scheme=scheme, viewport=viewport) as context:
        page = context.new_page()
        page.goto(sample)
        page.evaluate(PAINTED)
        assert violations(page, axe) == []
        page.evaluate("document.querySelectorAll('details').forEach(part => (part.open = !part.open))")
        for tab in range(3):
            page.locator(".tabbed-labels > label").nth(tab).click()
            page.evaluate(PAINTED)
            assert violations(page, axe) == []


def test_the_checker_has_no_complaint(sample: str, tools_installed):
    assert complaints([sample]) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_page(browser: Browser, sample: str, width: int):
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(sample)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for box in page.locator("article :is(img, pre, .table-scroll, .admonition, .tabbed-labels)").all():
            if box.is_visible():
                placed = box.bounding_box()
                assert placed["x"] >= 0 and placed["x"] + placed["width"] <= width


def test_columns_stand_as_they_are_aligned(page: Page):
    aligned = "[...document.querySelectorAll('figure tbody tr:first-child td')].map(cell => getComputedStyle(cell).textAlign)"
    assert page.evaluate(aligned) == ["left", "center", "right", "left"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_arrows_of_folded_parts_have_the_colours_of_the_edition(browser: Browser, sample: str, scheme: str):
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(sample)
        colours = page.evaluate("""[...document.querySelectorAll('article details')].map(part => [
            getComputedStyle(part.querySelector('summary'), '::after').color,
            getComputedStyle(part.querySelector('summary'), '::before').backgroundColor])""")
        assert len(colours) == 3 and all(arrow == icon for arrow, icon in colours)


def test_tabs_are_chosen_by_the_keyboard(page: Page):
    page.focus(".tabbed-set > input:checked")
    assert page.is_visible("text=What the first tab says.")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("text=What the second tab says") and not page.is_visible("text=What the first tab says.")
    outline = "getComputedStyle(document.querySelector('.tabbed-labels')).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_a_folded_part_is_opened_by_the_keyboard(page: Page):
    assert not page.is_visible("text=What was folded.")
    page.focus("details.question > summary")
    page.keyboard.press("Enter")
    assert page.is_visible("text=What was folded.")


def test_what_scrolls_is_scrolled_by_the_keyboard(page: Page):
    for selector in ("figure .table-scroll", "pre:has(.hll) > code"):
        focusable = page.locator(selector).first
        focusable.evaluate("element => (element.closest('[tabindex]') ?? element).focus()")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("selector => [document.querySelector(selector), document.querySelector(selector).parentElement]"
                               ".some(element => element.scrollLeft > 0)", arg=selector)


def test_a_footnote_is_gone_to_and_back_from(page: Page):
    page.click("a.footnote-ref >> nth=1")
    assert page.url.endswith("#fn:second")
    page.click('#fn\\:second a.footnote-backref')
    assert page.url.endswith("#fnref:second")


def test_on_paper_everything_is_shown(page: Page):
    page.emulate_media(media="print")
    for words in ("What was folded.", "What the first tab says.", "What the second tab says", "A warning within a tab."):
        assert page.locator(f"text={words}").first.is_visible(), words


def test_each_of_many_tabs_is_marked_when_it_is_chosen(page: Page):
    """Material shows up to twenty; which one it is, also a reader with colours of his own must see."""
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        for day in ("Monday", "Thursday", "Sunday"):
            page.click(f"text={day}")
            marked = page.evaluate("""[...document.querySelectorAll('#seven-tabs + .tabbed-set > .tabbed-labels > label')]
                .filter(label => getComputedStyle(label).borderBottomStyle === 'solid').map(label => label.textContent)""")
            assert marked == [day]


def test_a_remark_named_quote_is_none_of_the_editions_buttons(page: Page):
    assert page.evaluate("getComputedStyle(document.querySelector('.admonition.quote')).position") == "static"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_it_readable(browser: Browser, sample: str, scheme: str):
    with browser.new_context(forced_colors="active", color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(sample)
        assert look(page, "forcedColours") == []


def test_without_scripts_tabs_and_folded_parts_work(browser: Browser, sample: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample)
        page.locator(".tabbed-labels > label").nth(1).click()
        assert page.is_visible("text=What the second tab says")
        page.click("details.question > summary")
        assert page.is_visible("text=What was folded.")
