"""What the browser tests share: the tools, the served site with its pages, and one Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browser import chromium, toolbox
from browser.pages import PAGES, pages_of
from browser.server import ServedSite, serving

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def tools_installed() -> None:
    toolbox.install()


@pytest.fixture(scope="package")
def axe(tools_installed) -> str:
    return toolbox.axe_source()


@pytest.fixture(scope="package")
def base(site) -> str:
    """The path below which the site is served, which its error page's addresses name."""
    return urlsplit(site.url).path


@pytest.fixture(scope="package")
def address(site, base: str) -> Iterator[str]:
    """The site's address while it is served."""
    with serving(ServedSite(site.folder, base)) as address:
        yield address


@pytest.fixture(scope="package")
def pages(site) -> list[str]:
    """Every page of the site, each an address below the site's."""
    found = pages_of(site.folder)
    assert found == PAGES
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium.driven() as browser:
        yield browser
