"""axe-core finds nothing on any page, in light and dark, at three widths; and nothing is wrong in the console."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from browser import toolbox

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDTHS = (360, 768, 1280)
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def axe(tools_installed) -> str:
    return toolbox.axe_source()


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds in the page as it stands. It is evaluated, for the page's policy forbids a foreign script."""
    page.evaluate(axe)
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
    return [f"{violation['id']}: {_told(node)}" for violation in found for node in violation["nodes"]]


def _told(node: dict) -> str:
    return f"{' '.join(map(str, node['target']))} {' '.join(node.get('failureSummary', '').split())[:200]}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, pages: list[str], axe: str, scheme: str):
    seen = defaultdict(list)
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        for path in pages:
            page.goto(address + path, wait_until="load")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate(PAINTED)
                for violation in violations(page, axe):
                    seen[violation].append(f"{path or '(home)'}@{width}")
    assert not seen, "\n" + "\n".join(f"{what}  [{' '.join(places)}]" for what, places in seen.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_panel(browser: Browser, address: str, pages: list[str], axe: str, scheme: str):
    """The panel that cites a paragraph where a page has one, and the search everywhere."""
    seen = defaultdict(list)
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        for path in pages:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address + path, wait_until="load")
                for opener, content in ((".number", "dialog .cite-styles"), ('[data-control="search"]', "dialog input")):
                    if page.locator(opener).count():
                        page.click(f"{opener} >> nth=0")
                        page.wait_for_selector(content)
                        page.evaluate(PAINTED)
                        for violation in violations(page, axe):
                            seen[violation].append(f"{path or '(home)'}@{width} {content}")
                        page.keyboard.press("Escape")
                        page.wait_for_selector("dialog", state="detached")
    assert not seen, "\n" + "\n".join(f"{what}  [{' '.join(places)}]" for what, places in seen.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_entry_at_hand(browser: Browser, address: str, axe: str, scheme: str):
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_console_is_clean_and_nothing_is_asked_of_another_host(
    browser: Browser, address: str, pages: list[str], scheme: str
):
    told: list[str] = []
    host = urlsplit(address).netloc

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(f"{page.url} {message.type}: {message.text}")

    def see(request: Request) -> None:
        if urlsplit(request.url).netloc not in (host, ""):
            told.append(f"{page.url} asks {request.url}")

    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.on("console", hear)
        page.on("request", see)
        page.on("pageerror", lambda error: told.append(f"{page.url} {error}"))
        page.on("requestfailed", lambda request: told.append(f"{page.url} fails to get {request.url}"))
        page.on("response", lambda r: told.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        for path in pages:
            page.goto(address + path, wait_until="networkidle")
    assert not told, "\n" + "\n".join(told)
