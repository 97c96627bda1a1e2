"""What one page weighs, on a first visit and after everything on it was used, as two rows of a Markdown table:

    PYTHONPATH=scripts:tests .venv/bin/python -m browser.weight [PAGE [FOLDER]]

The page (chairmanship/) of the finished site (site/) is opened in Chromium with an empty cache, and left alone.
Counted is everything that is asked for until the network has been idle for half a second, and a second more: the page,
its styles, scripts, fonts and icon. Then a reader does all that can be done: moves the pointer, scrolls, goes back to the
top, opens the drawer, chooses colours and view, searches, cites a paragraph and some words, and looks at a correction, a
reference and a note. Bytes are those of the answers' bodies as sent, text compressed by gzip, as GitHub
Pages does; the answers' headers, which are the host's, are not counted. Raw JavaScript is that before compression.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from browser import chromium
from browser.server import ServedSite, serving

ROOT = Path(__file__).resolve().parents[2]
PAGE = "chairmanship/"
BASE = "/activity-of-kazakhstan-within-osce/"
SETTLING = 1000
HEAD = "| page | requests | bytes, gzip | bytes, gzip, without fonts | raw JavaScript |\n|---|---|---|---|---|"


class Weight(NamedTuple):
    page: str
    requests: int
    compressed: int
    without_fonts: int
    raw_javascript: int
    other_hosts: list[str]
    missing: list[str]

    def row(self) -> str:
        numbers = (self.requests, self.compressed, self.without_fonts, self.raw_javascript)
        return f"| {self.page} | " + " | ".join(f"{number:,}" for number in numbers) + " |"


def weigh(browser: Browser, folder: Path, base: str, page: str, *, used: bool = False) -> Weight:
    """Visit a page of a finished site for the first time, use it if so asked, and count."""
    site = ServedSite(folder, base)
    with serving(site) as address, browser.new_context() as context:
        asked: list[str] = []
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(address + page, wait_until="networkidle")
        opened.wait_for_timeout(SETTLING)
        if used:
            use(opened)
            opened.wait_for_timeout(SETTLING)
    host = urlsplit(address).netloc
    fonts = [sent for sent in site.sent if sent.path.endswith((".woff2", ".woff", ".ttf", ".otf"))]
    scripts = [sent for sent in site.sent if urlsplit(sent.path).path.endswith((".js", ".mjs"))]
    compressed = sum(sent.body for sent in site.sent)
    return Weight(
        f"{page}, used" if used else page,
        len(site.sent),
        compressed,
        compressed - sum(sent.body for sent in fonts),
        sum(s.raw for s in scripts),
        sorted({urlsplit(url).netloc for url in asked} - {host, ""}),
        [s.path for s in site.sent if s.status != 200],
    )


def use(page: Page) -> None:
    """Do once whatever can be done on a page of the text."""
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -200)
    page.click(".md-top")
    page.click('[data-control="view"]')
    page.click('[data-control="view"]')
    page.click(".md-header__option label:not([hidden])")
    page.keyboard.press("Control+k")
    page.fill("dialog input", "security")
    page.wait_for_selector(".search-results a")
    _close(page)
    page.click(".number >> nth=0")
    page.wait_for_selector("dialog .cite-styles")
    _close(page)
    for mark in ("a.correction", "a.citation", ".note-reference a"):
        page.focus(f"{mark} >> nth=0")
        page.wait_for_selector(".entry:popover-open")
    page.evaluate("""() => {
      const words = document.createTreeWalker(document.querySelector(".numbered"), NodeFilter.SHOW_TEXT);
      while (words.nextNode().data.length < 40);
      getSelection().setBaseAndExtent(words.currentNode, 0, words.currentNode, 30);
    }""")
    page.click(".quote-button")
    page.wait_for_selector("dialog .cite-styles")
    _close(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.click(".drawer-button")


def _close(page: Page) -> None:
    page.click(".panel-close")
    page.wait_for_selector("dialog", state="detached")


def main(page: str = PAGE, folder: str = str(ROOT / "site")) -> None:
    with chromium.driven() as browser:
        rows = [weigh(browser, Path(folder), BASE, page, used=used).row() for used in (False, True)]
        print(HEAD, *rows, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
