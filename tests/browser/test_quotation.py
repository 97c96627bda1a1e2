"""Words selected in a paragraph are cited as words, at an address that a browser finds them by, and no others."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser

from browser.selecting import RANGE_OF, box_of, box_of_colour, select
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


# Selects from some words of one paragraph to some of another.
FROM_TO = """([first, last]) => getSelection().setBaseAndExtent(
  first.startContainer, first.startOffset, last.endContainer, last.endOffset)"""


def select_from(page, first: tuple[str, str], last: tuple[str, str]) -> None:
    asked = [[*first, 1], [*last, 1]]
    page.evaluate(f"asked => ({FROM_TO})(asked.map({RANGE_OF}))", asked)
    page.click(".quote-button")
    page.wait_for_selector("dialog .cite-styles")


def test_words_of_two_paragraphs_are_cited_by_both(browser: Browser, address: str, site):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "astana-summit/")
        select_from(page, ("#p7", "common goals"), ("#p8", "the heads"))
        assert page.inner_text("dialog h2") == "Cite these words of paragraphs 7–8"
        quoted = page.inner_text("dialog blockquote q")
        assert quoted.startswith("common goals") and "” In the declaration" in quoted
        cited = page.inner_text("dialog .cite-in-text")
        assert ", 2014, paras. 7–8, as corrected)" in cited or cited.endswith(", 2014, paras. 7–8)")
        page.select_option("dialog select", "MLA 9")
        assert ", pars. 7–8" in page.inner_text("dialog .cite-in-text")
        assert page.get_attribute("dialog .cite-address a", "href").startswith(f"{site.url}astana-summit/")
        for ending, told in (("bib", r"\cite[paras.~7--8]"), ("ris", "N1  - paras. 7–8: "), ("json", '"paras. 7–8"')):
            with page.expect_download() as download:
                page.click(f"dialog .cite-files a[href$='{ending}']")
            assert download.value.suggested_filename == f"p7-p8.{ending}"
            assert told in download.value.path().read_text(encoding="utf-8")


def test_the_editors_headings_between_paragraphs_are_no_part_of_the_quotation(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        select_from(page, ("#p3", "The OSCE Summit in Astana"), ("#p4", "Trust is a key factor"))
        heading = page.evaluate("""() => [...document.querySelectorAll('h2')].find((heading) =>
          heading.compareDocumentPosition(document.querySelector('#p4')) & Node.DOCUMENT_POSITION_FOLLOWING
          && heading.compareDocumentPosition(document.querySelector('#p3')) & Node.DOCUMENT_POSITION_PRECEDING).textContent""")
        assert heading.strip() and heading.strip() not in page.inner_text("dialog blockquote q")


@pytest.mark.parametrize(("view", "words", "told"), [
    ("corrected", "Trust is a key factor", ""), ("printed", "Trust is a key factor", ""),
    ("corrected", "tolerance became", ", as corrected"), ("printed", "tolerancebecame", ", as printed"),
])
def test_which_text_was_quoted_is_said_where_they_differ(browser: Browser, address: str, view: str, words: str, told: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}chairmanship/?view={view}#p4")
        select(page, "#p4", words)
        page.click(".quote-button")
        page.wait_for_selector("dialog .cite-styles")
        assert page.inner_text("dialog .cite-in-text").endswith(f"para. 4{told})")


def test_what_a_selection_has_beside_paragraphs_is_not_quoted(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.evaluate("""() => getSelection().setBaseAndExtent(
          document.querySelector('#p5-4'), 2, document.querySelector('.editors-note p').firstChild, 9)""")
        page.click(".quote-button")
        page.wait_for_selector("dialog .cite-styles")
        assert page.inner_text("dialog h2") == "Cite these words of paragraph 5-4"
        note = page.inner_text(".editors-note p >> nth=0")
        assert note[:9] not in page.inner_text("dialog blockquote q")


def test_words_of_the_editors_alone_are_not_offered(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        select(page, "#p4", "Trust")
        page.wait_for_selector(".quote-button")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.editors-note p'))")
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
