"""References, corrections and notes at hand: shown by hover, focus or tap, and put away again (WCAG 2.2, 1.4.13)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

ENTRY = ".entry:popover-open"
# Milliseconds in which an entry that is to go has gone.
LATER = 1000
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MARKS = {
    "a correction": ("#at-E32", "tolerance became] tolerancebecame"),
    "a citation": ("#p4 a.citation", "The article’s list has no entry [2]"),
    "a note": ("#at-note-h", "This sentence and the beginning of the quotation"),
}


@pytest.fixture
def page(browser: Browser, address: str):
    with browser.new_context(viewport={"width": 1000, "height": 800}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(address + "chairmanship/")
        yield page


@pytest.mark.parametrize(("mark", "words"), MARKS.values(), ids=MARKS)
def test_hover_shows_it_and_the_pointer_can_move_into_it(page: Page, mark: str, words: str):
    page.hover(mark)
    page.wait_for_selector(ENTRY)
    assert words in page.inner_text(ENTRY)
    page.hover(ENTRY)
    page.clock.run_for(LATER)
    assert page.is_visible(ENTRY)
    page.hover("h1")
    page.wait_for_selector(".entry", state="detached")


@pytest.mark.parametrize(("mark", "words"), MARKS.values(), ids=MARKS)
def test_focus_shows_it_and_escape_puts_it_away(page: Page, mark: str, words: str):
    page.focus(mark)
    page.wait_for_selector(ENTRY)
    assert words in page.inner_text(ENTRY)
    assert page.get_attribute(mark, "aria-describedby") == "entry"
    page.keyboard.press("Escape")
    page.wait_for_selector(".entry", state="detached")
    assert page.evaluate("mark => document.activeElement === document.querySelector(mark)", mark)


def test_a_mark_within_an_entry_leaves_it_where_it_is(page: Page):
    page.focus("#p5-4 a.citation")
    page.wait_for_selector(f"{ENTRY} a.correction")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('.entry a.correction')")
    page.clock.run_for(LATER)
    assert page.is_visible(ENTRY) and page.evaluate("() => document.activeElement.matches('.entry a.correction')")


@pytest.mark.parametrize(("mark", "words"), MARKS.values(), ids=MARKS)
def test_a_tap_shows_it_clear_of_the_finger_and_a_tap_elsewhere_puts_it_away(browser, address, mark: str, words: str):
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.tap(mark)
        page.wait_for_selector(ENTRY)
        page.evaluate(PAINTED)
        assert page.url == address + "chairmanship/"
        assert words in page.inner_text(ENTRY)
        overlap = page.evaluate(
            """([mark, entry]) => {
              const a = document.querySelector(mark).getClientRects()[0];
              const b = document.querySelector(entry).getBoundingClientRect();
              const inside = b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight;
              return { covers: !(b.bottom <= a.top || b.top >= a.bottom), inside };
            }""",
            [mark, ENTRY],
        )
        assert overlap == {"covers": False, "inside": True}
        page.tap("h1")
        page.wait_for_selector(".entry", state="detached")


@pytest.mark.parametrize(("mark", "_"), MARKS.values(), ids=MARKS)
def test_without_scripts_it_is_a_link_to_the_entry(browser: Browser, address: str, mark: str, _: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.click(mark)
        assert page.locator(":target").count() == 1
