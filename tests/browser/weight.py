"""What one page weighs on a first visit, as a row of a Markdown table:

    PYTHONPATH=scripts:tests .venv/bin/python -m browser.weight [PAGE [FOLDER]]

The page (chairmanship/) of the finished site (site/) is opened in Chromium with an empty cache, and left alone.
Counted is everything that is asked for until the network has been idle for half a second, and a second more: the page,
its styles, scripts, fonts and icon. Bytes are those of the answers' bodies as sent, text compressed by gzip, as GitHub
Pages does; the answers' headers, which are the host's, are not counted. Raw JavaScript is that before compression.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser

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


def weigh(browser: Browser, folder: Path, base: str, page: str) -> Weight:
    """Visit a page of a finished site for the first time, and count."""
    site = ServedSite(folder, base)
    with serving(site) as address, browser.new_context() as context:
        asked: list[str] = []
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(address + page, wait_until="networkidle")
        opened.wait_for_timeout(SETTLING)
    host = urlsplit(address).netloc
    fonts = [sent for sent in site.sent if sent.path.endswith((".woff2", ".woff", ".ttf", ".otf"))]
    scripts = [sent for sent in site.sent if urlsplit(sent.path).path.endswith((".js", ".mjs"))]
    compressed = sum(sent.body for sent in site.sent)
    return Weight(
        page, len(site.sent), compressed, compressed - sum(sent.body for sent in fonts), sum(s.raw for s in scripts),
        sorted({urlsplit(url).netloc for url in asked} - {host, ""}), [s.path for s in site.sent if s.status != 200],
    )


def main(page: str = PAGE, folder: str = str(ROOT / "site")) -> None:
    with chromium.driven() as browser:
        print(HEAD, weigh(browser, Path(folder), BASE, page).row(), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
