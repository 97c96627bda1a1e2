"""From a paragraph's number: its own address, and a panel with its citations, copied in two clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

STYLES = ["APA", "MLA", "Chicago", "Harvard", "GOST R 7.0.5-2008"]


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
    assert page.locator("dialog dt").all_inner_texts() == STYLES
    files = page.locator("dialog .cite-files a").evaluate_all("links => links.map(link => link.href)")
    assert [file.rpartition("/cite/")[2] for file in files] == ["p7.bib", "p7.ris", "p7.json"]
    assert all(page.request.get(file).ok for file in files)
    assert page.inner_text("dialog .cite-address a") == f"{site.url}astana-summit/#p7"


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
    for _ in range(17):
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert seen[0] == "Close"
    for expected in ("Copy the APA entry", "Copy the GOST R 7.0.5-2008 citation for the text", "BibTeX", "Copy the address"):
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
        assert not page.locator("[data-control]").locator("visible=true").count()
