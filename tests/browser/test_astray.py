"""An address that was copied with what surrounded it leads to its paragraph; of one that is nowhere the page says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

LED = {
    "a full stop": ("chairmanship/#p4.", "chairmanship/#p4"),
    "a bracket": ("chairmanship/#p4)", "chairmanship/#p4"),
    "a quotation mark and a comma": ("chairmanship/#p4”,", "chairmanship/#p4"),
    "a capital": ("chairmanship/#P4", "chairmanship/#p4"),
    "a sign twice": ("chairmanship/#%23p4", "chairmanship/#p4"),
    "an escaped sign": ("chairmanship/%23p4", "chairmanship/#p4"),
    "several paragraphs": ("chairmanship/#p3–4", "chairmanship/#p3"),
    "another page, with a full stop": ("#p7.", "astana-summit/#p7"),
    "a correction": ("#e21.", "apparatus/#E21"),
    "an item of a list": ("chairmanship/#p5-1.", "chairmanship/#p5-1"),
}


@pytest.mark.parametrize("case", LED)
def test_what_surrounded_an_address_does_not_lead_astray(browser: Browser, address: str, case: str):
    asked, led = LED[case]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + asked)
        page.wait_for_url(address + led)
        target = led.partition("#")[2]
        page.wait_for_function("id => document.activeElement?.id === id", arg=target)
        assert not page.locator(".astray").count()


@pytest.mark.parametrize(("asked", "told"), [
    ("chairmanship/#p99", "There is no paragraph with the address #p99."),
    ("chairmanship/#p4-7-9x", ""), ("#note-zz", "There is no note with the address #note-zz."), ("#elsewhere", ""),
    ("about/#E999", "There is no correction with the address #E999."),
])
def test_of_a_paragraph_that_is_not_there_the_page_says_so(browser: Browser, address: str, asked: str, told: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + asked, wait_until="networkidle")
        if told:
            page.wait_for_selector(".astray")
            assert page.inner_text(".astray p").startswith(told)
            assert page.evaluate("document.activeElement.matches('.astray')")
            assert page.url == address + asked
        else:
            assert not page.locator(".astray").count()


def test_the_notice_goes_when_the_reader_finds_the_place(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/#p99")
        page.wait_for_selector(".astray")
        page.evaluate("location.hash = '#p4'")
        page.wait_for_selector(".astray", state="detached")
