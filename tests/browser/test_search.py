"""The search finds a paragraph by its reading text and by the printed form, and lands on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

QUESTIONS = {
    "words of the reading text": ("dividing lines", "Paragraph 4", "chairmanship/#p4"),
    "a printed form": ("tolerancebecame", "Paragraph 4", "chairmanship/#p4"),
    "the beginnings of words": ("vancou vladi", "Paragraph 7", "astana-summit/#p7"),
    "a reference that is missing": ("Astana Commemorative Declaration", "Editor’s note n", "astana-summit/#note-n"),
    "a number": ("paragraph 12", "Paragraph 12", "three-dimensions/#p12"),
}


@pytest.fixture
def page(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        yield page


@pytest.mark.parametrize(("question", "name", "place"), QUESTIONS.values(), ids=QUESTIONS)
def test_the_first_place_found_is_landed_on(page: Page, address: str, question: str, name: str, place: str):
    page.click('[data-control="search"]')
    page.fill("dialog input", question)
    page.wait_for_selector(".search-results a")
    assert page.inner_text(".search-results strong >> nth=0") == name
    page.keyboard.press("Enter")
    page.wait_for_url(address + place)
    page.wait_for_function("id => document.activeElement.id === id", arg=place.partition("#")[2])


def test_nothing_is_loaded_before_it_is_used(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        assert not [url for url in asked if "search" in url]
        page.keyboard.press("/")
        page.wait_for_timeout(200)
        assert not page.locator("dialog").count()
        page.keyboard.press("Control+k")
        page.wait_for_selector("dialog input:focus")
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').some(entry => entry.name.endsWith('search.json'))"
        )


def test_what_is_not_there_is_said_to_be_in_no_place(page: Page):
    page.click('[data-control="search"]')
    page.fill("dialog input", "zeppelin")
    page.wait_for_function("() => document.querySelector('.search-status').textContent === 'No places'")
    assert page.locator(".search-results a").count() == 0
