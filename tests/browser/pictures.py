"""Pictures of the edition as a reader sees it, on a phone and a desktop, in light and dark; and the one for sharing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from browser import chromium
from browser.server import ServedSite, serving
from building import mkdocs
from edition.addresses import paragraph_number
from edition.edition import Edition
from edition.page import NUMBERED_ID

SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 720}}
SCHEMES = ("light", "dark")
SHARED = {"width": 1200, "height": 630}
SHARED_PAGE = Path(__file__).with_name("share.html")


def home(page: Page, address: str) -> None:
    page.goto(address)


def text(page: Page, address: str) -> None:
    page.goto(address + "chairmanship/")


def panel(page: Page, address: str) -> None:
    page.goto(address + "astana-summit/")
    page.click("#p7 > .number")
    page.wait_for_selector("dialog .cite-styles")


def share_page(edition: Edition) -> str:
    """The page of which the picture for sharing is taken: share.html with the title, the place and year, the numbers."""
    record = edition.article
    numbers = [paragraph_number(block.id) for _, block in edition.blocks if NUMBERED_ID.fullmatch(block.id)]
    words = {
        "{title}": record["title"],
        "{imprint}": f"{record['publisher-place']}, {record['issued']['date-parts'][0][0]}",
        "{numbers}": "".join(f"<li>{number}</li>" for number in numbers),
    }
    page = SHARED_PAGE.read_text(encoding="utf-8")
    for name, value in words.items():
        page = page.replace(name, value)
    return page


def take_shared(root: Path, browser: Browser, site: Path, address: str) -> None:
    """Write docs/assets/share.png, which a link to the edition shows where it is shared, in the edition's own look."""
    (site / "share.html").write_text(share_page(Edition.load(root)), encoding="utf-8")
    with browser.new_context(viewport=SHARED, color_scheme="light") as context:
        page = context.new_page()
        page.goto(address + "share.html")
        page.evaluate("() => document.fonts.ready")
        page.screenshot(path=root / "docs/assets/share.png")


def take(root: str) -> None:
    """Render the edition below `root`, and write .github/pictures/<what>-<screen>-<scheme>.png and the one for sharing."""
    folder = Path(root) / ".github/pictures"
    with tempfile.TemporaryDirectory() as site:
        url = mkdocs.render(Path(root), Path(site))
        with serving(ServedSite(Path(site), urlsplit(url).path)) as address, chromium.driven() as browser:
            take_shared(Path(root), browser, Path(site), address)
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
