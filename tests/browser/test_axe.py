"""axe-core finds nothing on any page, in light and dark, at three widths, nor in what opens on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from browser.pages import PAGES
from sampling import sampled

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDTHS = (360, 768, 1280)
MATRIX = list(product(PAGES, ("light", "dark"), WIDTHS))
# Each page once, as a phone shows it; and the two that have the most kinds of things, in every way.
RICHEST = ("chairmanship/", "references/")
USUAL = [(path, *way) for path, *way in MATRIX if way == ["light", 360] or path in RICHEST]
PANELS = [("chairmanship/", "light", 360), ("chairmanship/", "dark", 1280)]
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def looked_at(browser: Browser, scheme: str, width: int) -> Iterator[Page]:
    """A page of a new context, in a colour scheme and a window of that width."""
    viewport = {"width": width, "height": 900}
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce", viewport=viewport) as context:
        yield context.new_page()


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds in the page as it stands. It is evaluated, for the page's policy forbids a foreign script."""
    page.evaluate(axe)
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
    return [f"{violation['id']}: {_told(node)}" for violation in found for node in violation["nodes"]]


def _told(node: dict) -> str:
    return f"{' '.join(map(str, node['target']))} {' '.join(node.get('failureSummary', '').split())[:200]}"


@pytest.mark.parametrize(("path", "scheme", "width"), sampled(MATRIX, keep=USUAL))
def test_axe_finds_nothing(browser: Browser, address: str, axe: str, path: str, scheme: str, width: int):
    with looked_at(browser, scheme, width) as page:
        page.goto(address + path, wait_until="load")
        page.evaluate(PAINTED)
        assert violations(page, axe) == []


@pytest.mark.parametrize(("path", "scheme", "width"), sampled(MATRIX, keep=PANELS))
def test_axe_finds_nothing_in_an_open_panel(browser: Browser, address: str, axe: str, path: str, scheme: str, width: int):
    """The panel that cites a paragraph where a page has one, and the search everywhere."""
    with looked_at(browser, scheme, width) as page:
        page.goto(address + path, wait_until="load")
        for opener, content in ((".number", "dialog .cite-styles"), ('[data-control="search"]', "dialog input")):
            if page.locator(opener).count():
                page.click(f"{opener} >> nth=0")
                page.wait_for_selector(content)
                page.evaluate(PAINTED)
                assert violations(page, axe) == []
                page.keyboard.press("Escape")
                page.wait_for_selector("dialog", state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_entry_at_hand(browser: Browser, address: str, axe: str, scheme: str):
    with looked_at(browser, scheme, 1280) as page:
        page.goto(address + "chairmanship/", wait_until="load")
        for mark in ("#at-E32", "#p4 a.citation", "#at-note-h"):
            page.focus(mark)
            page.wait_for_selector(".entry:popover-open")
            page.evaluate(PAINTED)
            assert violations(page, axe) == []


def test_axe_would_find_a_fault(browser: Browser, address: str, axe: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.querySelector('main').append(document.createElement('button'))")
        assert any(violation.startswith("button-name: ") for violation in violations(page, axe))
