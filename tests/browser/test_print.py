"""On paper: the article with its numbers, the addresses of links to elsewhere, and the citation of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

# What is seen and is not black on white, lies over the page, or shows where a reader was.
STRAYS = """() => {
  const parts = colour => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [(r + g + b) / 3, a]; };
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true }) || !box.width || !box.height) continue;
    const say = what => found.push(`${element.tagName}.${element.className} ${what}`);
    const [ground, opacity] = parts(style.backgroundColor);
    if (opacity && ground < 250) say(`on ${style.backgroundColor}`);
    const hasWords = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasWords && parts(style.color)[0] > 0x44) say(`in ${style.color}`);
    if (["fixed", "sticky"].includes(style.position)) say(style.position);
    if (style.boxShadow !== "none" || (style.outlineStyle !== "none" && style.outlineWidth !== "0px")) say("outlined");
    if (style.borderTopWidth !== "0px" && parts(style.borderTopColor)[0] > 0xaa) say(`ruled in ${style.borderTopColor}`);
  }
  return [...found, getComputedStyle(document.body).colorScheme];
}"""


def nothing(page: Page) -> None:
    pass


def panel(page: Page) -> None:
    page.click("#p7 > .number")
    page.wait_for_selector("dialog .cite-styles")


def search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.fill("dialog input", "summit")
    page.wait_for_selector(".search-results a")


def entry(page: Page) -> None:
    page.hover("#p7 .correction")
    page.wait_for_selector(".entry")


def drawer(page: Page) -> None:
    page.click(".drawer-button")
    page.wait_for_selector(".md-nav__link--active >> visible=true")


STATES = {
    "arrived at a paragraph": ("astana-summit/#p7", 1280, nothing), "the panel open": ("astana-summit/", 1280, panel),
    "the search open": ("astana-summit/", 1280, search), "an entry open": ("astana-summit/", 1280, entry),
    "the drawer open": ("astana-summit/", 600, drawer), "an editorial page": ("checks/", 1280, nothing),
}


@pytest.mark.parametrize(("path", "width", "act"), STATES.values(), ids=STATES)
def test_from_dark_colours_it_is_black_on_white_with_nothing_over_it(
    browser: Browser, address: str, path: str, width: int, act: Callable[[Page], None],
):
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_selector(".js")
        act(page)
        assert len(page.evaluate(STRAYS)) > 10
        for scheme in ("default", "slate"):
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            page.emulate_media(media="print", color_scheme="dark")
            assert page.evaluate(STRAYS) == ["light"]


def test_the_printed_page_is_a_clean_article(browser: Browser, address: str, site):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.emulate_media(media="print")
        for hidden in (".md-header", ".md-sidebar", ".md-footer", ".page-actions", ".back"):
            assert not page.locator(hidden).first.is_visible(), hidden
        assert page.locator("#p4 > .number").is_visible()
        citation = page.inner_text(".print-citation")
        assert citation == f"“Activity of Kazakhstan within OSCE”, Almaty, 2014, ¶ 3–5. {site.url}chairmanship/"
        after = "getComputedStyle(document.querySelector('#note-g a[href^=http]'), '::after').content"
        assert page.evaluate(after) == '" <https://mylektsii.su/7-22754.html>"'


def test_a_page_printed_as_printed_says_so(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "astana-summit/")
        said = "getComputedStyle(document.querySelector('.print-citation'), '::after').content"
        page.emulate_media(media="print")
        assert page.evaluate(said) == "none"
        page.emulate_media(media="screen")
        page.click("text=As printed")
        page.emulate_media(media="print")
        assert page.evaluate(said) == '" As printed."'


def test_the_whole_article_prints_every_paragraph(browser: Browser, address: str, edition):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "article/")
        page.emulate_media(media="print")
        assert all(page.locator(f"[id='{block.id}']").is_visible() for block in edition.source.blocks)
        assert page.get_attribute("link[rel=canonical]", "href").endswith("/article/")
