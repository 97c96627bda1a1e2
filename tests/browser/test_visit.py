"""The first visit to a page: nothing is wrong, nothing is stopped, nothing is asked for in vain or of another host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from browser.pages import ERROR_PAGE, PAGES
from browser.test_policy import LISTEN

REGULAR, SEMIBOLD = "literata-regular.woff2", "literata-semibold.woff2"
HAS = "selector => document.querySelector(selector) !== null"


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit(browser: Browser, address: str, path: str):
    told: list[str] = []
    asked: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(f"{message.type}: {message.text}")

    def see(request: Request) -> None:
        asked.append(request.url.rpartition("/")[2])
        if urlsplit(request.url).netloc not in (urlsplit(address).netloc, ""):
            told.append(f"asks {request.url}")

    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", hear)
        page.on("request", see)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("requestfailed", lambda request: told.append(f"fails to get {request.url}"))
        page.on("response", lambda r: told.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(address + path, wait_until="networkidle")
        assert told == [] and page.evaluate("window.violations") == []
        # A page without words of the article asks for no font, and the semibold is the title's alone.
        needed = [REGULAR] * page.evaluate(HAS, ".article-words, .forms") + [SEMIBOLD] * page.evaluate(HAS, "h1.article-words")
    assert sorted(name for name in asked if name.endswith(".woff2")) == needed
