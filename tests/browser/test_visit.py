"""The first visit to a page: nothing is wrong, nothing is stopped, nothing is asked for in vain or of another host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from browser.pages import PAGES
from browser.test_policy import LISTEN
from browser.weight import PAGE, use

REGULAR, SEMIBOLD = "literata-regular.woff2", "literata-semibold.woff2"
HAS = "selector => document.querySelector(selector) !== null"


# How long a page is left open after it was used, in milliseconds; and a page of the text, used for all it can do.
A_MINUTE = 60_000


@pytest.mark.parametrize("wait", [0, pytest.param(A_MINUTE, marks=pytest.mark.thorough)])
def test_nothing_is_wrong_when_everything_was_used_either(browser: Browser, address: str, wait: int):
    told: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on(
            "request", lambda r: told.append(r.url) if urlsplit(r.url).netloc not in (urlsplit(address).netloc, "") else None
        )
        page.goto(address + PAGE, wait_until="networkidle")
        use(page)
        page.wait_for_timeout(wait)
        assert told == [] and page.evaluate("window.violations") == []


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
