"""The error page, and addresses whose anchor stands on another page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

MOVED = {
    "a missing page": ("no/such/page/#p7", "astana-summit/#p7"),
    "a page that has another paragraph": ("chairmanship/#p12", "three-dimensions/#p12"),
    "a list item": ("three-dimensions/#p5-3", "chairmanship/#p5-3"),
    "a reference": ("old-page/#ref-3", "references/#ref-3"),
    "a note": ("old-page/#note-q", "astana-summit/#note-q"),
    "a correction": ("#E21", "apparatus/#E21"),
}


@pytest.mark.parametrize(("asked", "place"), MOVED.values(), ids=MOVED)
def test_a_known_id_leads_to_the_page_that_has_it(browser: Browser, address: str, asked: str, place: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + asked)
        page.wait_for_url(address + place)
        assert page.locator(":target").count() == 1


@pytest.mark.parametrize(
    ("asked", "suggested"), [("chairmenship/", "chairmanship/"), ("deep/er/reference", "references/"), ("xyz/", None)]
)
def test_a_page_like_the_one_asked_for_is_suggested(browser: Browser, address: str, asked: str, suggested: str | None):
    with browser.new_context() as context:
        page = context.new_page()
        response = page.goto(address + asked, wait_until="networkidle")
        assert response.status == 404
        links = page.locator(".suggestion a").evaluate_all("links => links.map(link => link.href)")
        assert links == ([address + suggested] if suggested else [])
        assert page.locator(".suggestion").is_visible() == bool(suggested)


def test_without_scripts_it_lists_the_pages_at_any_depth(browser: Browser, address: str, pages: list[str]):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "some/where/else/")
        links = page.locator(".missing a").evaluate_all("links => links.map(link => link.href)")
        assert sorted(links) == sorted(address + path for path in pages if path not in ("404.html", "checks/"))
        page.click(".missing a >> nth=1")
        assert page.url == address + "chairmanship/"
