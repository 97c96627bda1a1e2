"""Pictures of the edition as a reader sees it: on a phone and a desktop, in light and dark."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from browser import chromium
from browser.server import ServedSite, serving
from building import mkdocs

SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 720}}
SCHEMES = ("light", "dark")


def home(page: Page, address: str) -> None:
    page.goto(address)


def text(page: Page, address: str) -> None:
    page.goto(address + "chairmanship/")


def panel(page: Page, address: str) -> None:
    page.goto(address + "astana-summit/")
    page.click("#p7 > .number")
    page.wait_for_selector("dialog .cite-styles")


def take(root: str) -> None:
    """Render the edition below `root`, and write .github/pictures/<what>-<screen>-<scheme>.png."""
    folder = Path(root) / ".github/pictures"
    with tempfile.TemporaryDirectory() as site:
        url = mkdocs.render(Path(root), Path(site))
        with serving(ServedSite(Path(site), urlsplit(url).path)) as address, chromium.driven() as browser:
            for screen, viewport in SCREENS.items():
                for scheme in SCHEMES:
                    for show in (home, text, panel):
                        with browser.new_context(viewport=viewport, color_scheme=scheme) as context:
                            page = context.new_page()
                            show(page, address)
                            page.evaluate("() => document.fonts.ready")
                            name = f"{show.__name__}-{screen}-{scheme}.png"
                            page.screenshot(path=folder / name)
                            print(f"{folder.name}/{name}", file=sys.stderr)
