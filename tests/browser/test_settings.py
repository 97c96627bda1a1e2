"""What settings of Material do in a reader's hands, and that axe-core and the Nu checker find nothing in what they add."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser.server import ServedSite, serving
from browser.test_axe import looked_at, violations
from browser.test_html import complaints
from building import mkdocs
from settingsites import SITES, edition_with

DESKTOP = {"width": 1280, "height": 800}
PAGES = ("shown/", "hidden/", "tagged/", "more/", "more/deep/one/", "chairmanship/")


@pytest.fixture(scope="module")
def addresses(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of each site of the settings."""
    folder = tmp_path_factory.mktemp("settings")
    found, servers = {}, []
    for name in SITES:
        root = edition_with(pristine, folder / name, name)
        url = mkdocs.render(root, folder / f"{name}-site", downloads=False)
        servers.append(serving(ServedSite(folder / f"{name}-site", "/" + url.split("/", 3)[3])))
        found[name] = servers[-1].__enter__()
    yield found
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def lively(browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    """A page with everything that Material's script does something for; the reader has moved the pointer."""
    with browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(addresses["lively"] + "lively/", wait_until="networkidle")
        page.mouse.move(600, 400)
        page.wait_for_function("() => typeof document$ !== 'undefined'")
        page.wait_for_timeout(300)
        yield page
        assert told == []


def test_code_is_copied(lively: Page):
    lively.click("button[data-md-type=copy] >> nth=0")
    lively.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('copied'))")


def test_lines_of_code_are_selected(lively: Page):
    lively.click("button[data-md-type=select] >> nth=0")
    lively.click("article code span[id^='__span']")
    assert "__codelineno" in lively.url or "__span" in lively.url


def test_footnotes_show_at_their_marks(lively: Page):
    lively.hover("a.footnote-ref")
    lively.wait_for_selector(".md-tooltip2 >> text=Said below")


def test_tabs_of_one_name_open_together(lively: Page):
    lively.click(".tabbed-labels >> nth=0 >> text=Second")
    opened = "[...document.querySelectorAll('.tabbed-set')].every(set => set.querySelectorAll('input')[1].checked)"
    lively.wait_for_function(f"() => {opened}")


def test_titles_show_as_tooltips(lively: Page):
    lively.hover("article a[title], article a:has-text('elsewhere')")
    lively.wait_for_selector(".md-tooltip2 >> text=Where it leads")


def test_the_address_follows_the_reader(lively: Page):
    # Material waits for a second movement, for the first may be the browser's, to where the address leads.
    for part in (2, 3):
        lively.evaluate("part => document.querySelector(`#part-${part}`).scrollIntoView()", part)
        lively.wait_for_timeout(500)
    lively.wait_for_function("() => location.hash.startsWith('#part-')")


PAPER = "getComputedStyle(document.body).colorScheme"


def test_a_palette_that_does_not_follow_the_system_holds(browser: Browser, addresses: dict[str, str]):
    schemes = {}
    for system in ("light", "dark"):
        with browser.new_context(viewport=DESKTOP, color_scheme=system) as context:
            page = context.new_page()
            page.goto(addresses["little"] + "shown/")
            one = page.evaluate(PAPER)
            page.goto(addresses["lively"] + "lively/", wait_until="networkidle")
            two = [page.evaluate(PAPER)]
            for _ in range(2):
                page.click(".md-header__option label:not([hidden])")
                page.wait_for_timeout(300)
                two.append(page.evaluate(PAPER))
            schemes[system] = (one, two)
    assert schemes["light"] == schemes["dark"] == ("dark", ["light", "dark", "light"])


def test_an_announcement_is_dismissed_and_stays_so(browser: Browser, addresses: dict[str, str]):
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(addresses["much"] + "hidden/", wait_until="networkidle")
        page.mouse.move(600, 400)
        page.wait_for_function("() => typeof document$ !== 'undefined'")
        page.click(".md-banner__button")
        page.wait_for_selector(".md-banner", state="hidden")
        page.reload()
        assert not page.locator(".md-banner").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", SITES)
def test_axe_finds_nothing_in_what_they_add(
    browser: Browser, addresses: dict[str, str], axe: str, name: str, width: int,
):
    found = {}
    for path in (*PAGES, "lively/") if name == "lively" else PAGES:
        with looked_at(browser, "light", width) as page:
            page.goto(addresses[name] + path, wait_until="load")
            page.mouse.move(200, 300)
            page.wait_for_timeout(400)
            if told := violations(page, axe):
                found[path] = told
    assert found == {}


@pytest.mark.parametrize("name", SITES)
def test_the_checker_has_no_complaint_of_what_they_add(addresses: dict[str, str], tools_installed, name: str):
    assert complaints([addresses[name] + path for path in PAGES]) == []


@pytest.mark.parametrize("name", SITES)
def test_nothing_is_asked_of_others_and_nothing_forbidden(browser: Browser, addresses: dict[str, str], name: str):
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        told, asked = [], []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for path in PAGES:
            page.goto(addresses[name] + path, wait_until="load")
            page.mouse.move(600, 400)
            page.wait_for_timeout(300)
    assert told == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(addresses[name]).netloc}
