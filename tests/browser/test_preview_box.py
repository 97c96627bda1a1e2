"""The preview's box with what was found can be read, changes nothing of the page, and goes when all is fixed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from building.drafting import Draft
from building.preview_page import finish, page_instead_of
from building.preview_server import PreviewServer, Shown, serving
from lint.finding import Finding

FINDINGS = [
    Finding("docs/about.md", number, 1, "X001", f"found <b>{'long' * 60}</b>, expected “short”", "write & save it")
    for number in range(1, 20)
]
# Where everything of the page stands, from the top of its header.
PLACES = """() => {
  const top = document.querySelector(".md-header").getBoundingClientRect().top;
  const shown = [...document.querySelectorAll("body > :not(preview-box, [data-md-component=skip]), main *")];
  return shown.filter(element => element.checkVisibility()).map(element => {
    const {left, top: y, width, height} = element.getBoundingClientRect();
    return [element.tagName, left, y - top, width, height].join(" ");
  });
}"""
# The lowest contrast of text in the box, after WCAG.
CONTRAST = """() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
    const [r, g, b] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const box = document.querySelector("preview-box").shadowRoot;
  const behind = light(getComputedStyle(box.querySelector("aside")).backgroundColor);
  return Math.min(...[...box.querySelectorAll("summary, p, code, b")].map(element => {
    const ink = light(getComputedStyle(element).color);
    return (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05);
  }));
}"""


@pytest.fixture
def shown(site, tmp_path: Path) -> Iterator[tuple[PreviewServer, Path, Path]]:
    """A preview, a folder without findings and one with."""
    good, faulty = tmp_path / "good", tmp_path / "faulty"
    for folder, findings in ((good, []), (faulty, FINDINGS)):
        shutil.copytree(site.folder, folder)
        finish(folder, Draft(findings, rendered=True))
    base = "/" + site.url.split("/", 3)[3]
    with serving("127.0.0.1", 0, base) as server:
        yield server, good, faulty


def open_page(browser: Browser, server: PreviewServer, width: int, scheme: str) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"http://127.0.0.1:{server.server_address[1]}{server.base}about/")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_the_box_can_be_read_and_changes_nothing_else(browser: Browser, shown, width: int, scheme: str):
    server, good, faulty = shown
    server.shown = Shown(good)
    page = open_page(browser, server, width, scheme)
    without = page.evaluate(PLACES)
    server.shown = Shown(faulty)
    page.wait_for_selector("preview-box aside")
    assert page.evaluate(PLACES) == without
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("preview-box summary").inner_text() == "19 findings"
    assert "found <b>long" in page.locator("preview-box li").first.inner_text()
    assert page.locator("preview-box aside").bounding_box()["height"] <= 0.4 * 800
    assert page.evaluate(CONTRAST) > 7
    server.shown = Shown(good)
    page.wait_for_selector("preview-box", state="detached")
    page.close()


def test_a_page_that_has_nothing_to_show_goes_when_there_is_something(browser: Browser, shown):
    server, good, _ = shown
    server.shown = Shown(page=page_instead_of(Draft(errors=["mkdocs.yml:1: not <YAML>"])))
    page = open_page(browser, server, 360, "light")
    assert "mkdocs.yml:1: not <YAML>" in page.locator("preview-box aside").inner_text()
    server.shown = Shown(good)
    page.wait_for_selector("main")
    page.close()
