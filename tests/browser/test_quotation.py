"""Words selected in a paragraph are cited as words, at an address that a browser finds them by, and no others."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser

from browser.selecting import box_of, box_of_colour, select
from sampling import sampled

# Seconds until a browser has come to the words and marked them.
PATIENCE = 5
FOUND = (255, 224, 138)
# Page, block, words, which occurrence of them, and the view they are read in.
SELECTIONS = [
    ("chairmanship/", "#p4", "Trust is a key factor", 1, "corrected"),
    ("chairmanship/", "#p4", "and", 1, "corrected"),
    ("chairmanship/", "#p4", "and a focus on", 1, "corrected"),
    ("chairmanship/", "#p4", "tolerance became the main idea", 1, "corrected"),
    ("chairmanship/", "#p4", "tolerancebecame the main idea", 1, "printed"),
    ("chairmanship/", "#p3", "religion. The OSCE Summit in Astana", 1, "corrected"),
    ("chairmanship/", "#p3", "Both for Kazakhstan", 1, "corrected"),
    ("chairmanship/", "#p5-2", "OSCE", 1, "corrected"),
    ("chairmanship/", "#p5-3", "EAEC, SCO, CCCMA) to be ready", 1, "corrected"),
    ("", "#p1", "with the EU is the most important", 1, "corrected"),
    ("", "#p2", "Memorandum of Understanding", 2, "corrected"),
    ("astana-summit/", "#p7", "“to the vision of a free", 1, "corrected"),
    ("astana-summit/", "#p8", "co-operative, equal and indivisible security", 1, "corrected"),
    ("astana-summit/", "#p9", "participating states", 2, "corrected"),
    ("article/", "#p13", "human rights the rule of law", 1, "corrected"),
]


@pytest.mark.parametrize(
    ("path", "block", "words", "nth", "view"), sampled(SELECTIONS, every=4, keep=[s for s in SELECTIONS if s[3] == 2]),
    ids=lambda value: str(value)[:30],
)
def test_the_address_finds_these_words_and_no_others(
    browser: Browser, address: str, site, path: str, block: str, words: str, nth: int, view: str
):
    with browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}{path}?view={view}{block}")
        select(page, block, words, nth)
        page.click(".quote-button")
        panel = page.wait_for_selector("dialog .cite-styles")
        assert panel is not None
        quoted = page.inner_text("dialog blockquote q")
        assert quoted.strip("“”\"") == words.strip("“”\"") or words in quoted
        said = page.inner_text("dialog .quote-view")
        assert ("as printed" in said) == (view == "printed")
        assert "finds these words and no others" in page.inner_text("dialog .quote-proof")
        href = page.get_attribute("dialog .cite-address a", "href")
    assert href.startswith(site.url)
    with browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900}) as visitor:
        page = visitor.new_page()
        page.goto(href.replace(site.url, address))
        assert page.evaluate("location.hash") == block
        until = time.monotonic() + PATIENCE
        while True:
            found = box_of_colour(browser, page.screenshot(), FOUND)
            wanted = box_of(page, block, words.strip("“”\"»«"), nth)
            if fits(found, wanted) or time.monotonic() > until:
                break
    assert fits(found, wanted), f"{href} finds {found}, not {wanted}"


def fits(found: list[int] | None, wanted: list[int]) -> bool:
    """Whether the marked box is that of the words: as wide, and not higher, but for a few pixels."""
    if found is None:
        return False
    as_wide = all(abs(a - b) <= 3 for a, b in zip(found[::2], wanted[::2], strict=True))
    return as_wide and wanted[1] - 3 <= found[1] and found[3] <= wanted[3] + 3


def test_words_of_two_paragraphs_are_not_offered(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        select(page, "#p4", "Trust")
        page.wait_for_selector(".quote-button")
        page.evaluate("getSelection().extend(document.querySelector('#p3').lastChild, 0)")
        page.wait_for_selector(".quote-button", state="detached")


def test_the_offer_goes_with_the_selection(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        select(page, "#p4", "Trust")
        page.wait_for_selector(".quote-button")
        page.evaluate("getSelection().removeAllRanges()")
        page.wait_for_selector(".quote-button", state="detached")


def test_a_selection_grows_to_whole_words(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        select(page, "#p4", "ransparency conveys maxi")
        page.click(".quote-button")
        assert page.inner_text("dialog blockquote q").strip("“”\"") == "Transparency conveys maximum"
