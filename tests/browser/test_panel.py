"""From a paragraph's number: its own address, and a panel with its citations, copied in two clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

STYLES = [
    "APA 7", "MLA 9", "Chicago 18, notes", "Chicago 18, author–date", "Harvard (Cite Them Right 12)",
    "GOST R 7.0.5-2008, list", "GOST R 7.0.5-2008, note", "ISO 690, numbers", "IEEE",
]


@pytest.fixture
def page(browser: Browser, address: str):
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address + "astana-summit/")
        yield page


def open_panel(page: Page) -> None:
    page.click("#p7 > .number")
    page.wait_for_selector("dialog .cite-styles")


def test_two_clicks_copy_a_citation(page: Page, site):
    open_panel(page)
    page.click("dialog .copied:has(.cite-in-text) .copy")
    page.wait_for_function("() => document.querySelector('dialog .copied:has(.cite-in-text) .copy').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "(Activity of Kazakhstan Within OSCE, 2014, para. 7)"
    page.wait_for_function("() => document.querySelector('.announcer').textContent.startsWith('Copied')")


def test_the_panel_has_every_style_the_files_and_the_address(page: Page, site):
    open_panel(page)
    assert page.locator("dialog option").all_text_contents() == STYLES
    files = page.locator("dialog .cite-files a").evaluate_all("links => links.map(link => link.href)")
    assert [file.rpartition("/cite/")[2] for file in files] == ["p7.bib", "p7.ris", "p7.json"]
    assert all(page.request.get(file).ok for file in files)
    assert page.inner_text("dialog .cite-address a") == f"{site.url}astana-summit/#p7"


def test_a_style_is_chosen_once(page: Page, address: str):
    open_panel(page)
    page.select_option("dialog select", "Chicago 18, notes")
    assert page.inner_text("dialog .cite-in-text").startswith("“Activity of Kazakhstan Within OSCE,” 2014, para. 7, accessed")
    assert page.locator("dialog .cite-form").all_inner_texts() == ["In a note", "In the list of references"]
    page.goto(address + "chairmanship/")
    page.click("#p4 > .number")
    page.wait_for_selector("dialog .cite-styles")
    assert page.input_value("dialog select") == "Chicago 18, notes"
    assert ", para. 4, " in page.inner_text("dialog .cite-in-text")


def test_where_the_list_has_numbers_the_reader_is_told_what_the_1_stands_for(page: Page):
    open_panel(page)
    page.select_option("dialog select", "IEEE")
    assert page.inner_text("dialog .cite-form >> nth=0") == "In the text; the 1 is its number in your list"
    page.select_option("dialog select", "APA 7")
    assert page.inner_text("dialog .cite-form >> nth=0") == "In the text"


@pytest.mark.parametrize(("day", "style", "written"), [
    ("2026-05-03", "APA 7", "Retrieved May 3, 2026, from"), ("2026-09-03", "MLA 9", "Accessed 3 Sept. 2026."),
    ("2027-01-09", "GOST R 7.0.5-2008, list", "(accessed: 09.01.2027)."), ("2026-12-31", "IEEE", "Accessed: Dec. 31, 2026."),
    ("2026-06-01", "ISO 690, numbers", "[Accessed 1 June 2026]"),
])
def test_the_date_of_access_is_the_readers_day_in_the_form_of_the_style(
    page: Page, address: str, day: str, style: str, written: str,
):
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(address + "astana-summit/")
    open_panel(page)
    page.select_option("dialog select", style)
    assert written in page.inner_text("dialog .cite-entry")
    page.goto(address + "cite/")
    page.wait_for_function("() => !document.body.textContent.includes('[date of access]')")
    assert written in page.inner_text("section.cite:has(#cite-article) dl")


@pytest.mark.parametrize(("path", "link", "place", "files"), [
    ("apparatus/", ".cite-this[href$='#cite-E21']", "correction E21", "E21.bib"),
    ("references/", ".cite-this[href$='#cite-ref-2']", "reference [2]", "ref-2.bib"),
    ("astana-summit/", ".cite-this[href$='#cite-note-m']", "editor’s note m", "note-m.bib"),
])
def test_what_the_editors_added_is_cited_by_the_same_panel(
    page: Page, address: str, path: str, link: str, place: str, files: str,
):
    page.goto(address + path)
    page.click(link)
    page.wait_for_selector("dialog .cite-styles")
    assert page.inner_text("dialog h2") == f"Cite {place}"
    assert f", 2014, {place})" in page.inner_text("dialog .cite-in-text")
    assert page.get_attribute("dialog .cite-files a >> nth=0", "href").endswith(f"/cite/{files}")
    assert page.request.get(page.get_attribute("dialog .cite-files a >> nth=0", "href")).ok
    page.select_option("dialog select", "GOST R 7.0.5-2008, note")
    assert f". {place[0].upper()}{place[1:]}. URL:" in page.inner_text("dialog .cite-in-text")


def test_the_entry_beside_a_mark_leads_to_its_citation(page: Page):
    page.focus("#p7 a.correction")
    page.wait_for_selector(".entry:popover-open .cite-this")
    page.click(".entry .cite-this")
    page.wait_for_selector("dialog .cite-styles")
    assert page.inner_text("dialog h2").startswith("Cite correction E")


def test_a_browser_that_forbids_copying_is_told_of(page: Page):
    open_panel(page)
    page.evaluate(
        "() => { navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    page.click("dialog .copy >> nth=0")
    page.wait_for_function("() => document.querySelector('dialog .copy').textContent === 'Not copied'")


def test_escape_the_button_and_a_click_beside_it_close_it(page: Page):
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.click("dialog .panel-close"),
        lambda: page.mouse.click(5, 5),
    ):
        open_panel(page)
        close()
        page.wait_for_selector("dialog", state="detached")
        assert page.url.endswith("astana-summit/#p7")
        assert page.evaluate("document.activeElement.closest('#p7') !== null")


def test_the_keyboard_alone_opens_reads_and_closes_it(page: Page):
    page.focus("#p7 > .number")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .cite-styles")
    seen = []
    for _ in range(11):
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert seen[0] == "Close"
    for expected in ("Copy the APA 7 entry", "Copy the APA 7 citation for the text", "BibTeX", "Copy the address"):
        assert expected in seen
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")


def test_without_the_cite_page_the_panel_leads_to_it(page: Page):
    page.route("**/cite/content.txt", lambda route: route.abort())
    page.click("#p7 > .number")
    link = page.wait_for_selector("dialog a")
    assert link.get_attribute("href").endswith("/cite/#cite-p7")


def test_without_scripts_the_number_is_a_link_and_the_cite_page_has_it_all(browser: Browser, address: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "astana-summit/")
        page.click("#p7 > .number")
        assert page.url == address + "astana-summit/#p7"
        page.click(".md-nav--primary a >> text=Cite")
        assert page.locator("section.cite:has(#cite-p7) dt").all_inner_texts() == STYLES
        assert "(Accessed: [date of access])." in page.inner_text("section.cite:has(#cite-article) dl")
        assert not page.locator("[data-control]").locator("visible=true").count()
