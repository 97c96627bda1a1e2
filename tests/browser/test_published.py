"""What the workflow publishes, walked below the base path that GitHub Pages gives a project."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browser.pages import pages_of
from browser.server import ServedSite, serving
from history import LIGHT, History
from workflow import run_job

ADDRESS = "https://someone.github.io/an-edition"


@pytest.fixture(scope="module")
def published(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a branch with one release and work after it."""
    folder = tmp_path_factory.mktemp("published")
    history = History.begin(pristine, folder / "origin")
    history.done("release", preparation=LIGHT)
    history.done("rename", "chairmanship.md", "year-2010.md")
    history.commit("A page renamed after the release")
    history.git("clone", "--quiet", f"file://{history.root}", str(folder / "clone"))
    run = run_job("publish.yml", "build", folder / "clone", {"steps.pages.outputs.base_url": ADDRESS}, folder / "programs")
    assert run.status == 0, run.output
    return folder / "clone/site"


def test_every_page_loads_all_that_it_asks_for_and_citations_lead_to_the_kept_words(browser: Browser, published: Path):
    base = f"{urlsplit(ADDRESS).path}/"
    with serving(ServedSite(published, base)) as address, browser.new_context() as context:
        failed: list[str] = []
        page = context.new_page()
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
        for path in pages_of(published):
            if path != "404.html":
                page.goto(address + path, wait_until="networkidle")
        assert failed == []
        page.goto(f"{address}chairmanship/#p4")
        page.wait_for_url(f"{address}year-2010/#p4")
        page.click("#p4 > .number")
        kept = page.locator(".panel .cite-kept a").get_attribute("href")
        assert kept == f"{ADDRESS}/v/1.0.0/chairmanship/#p4"
        page.goto(kept.replace(f"{ADDRESS}/", address))
        assert page.locator("#p4:target").is_visible() and page.locator(".frozen").is_visible()
