"""With its style sheets cut, the site looks as it does with the whole of them, pixel for pixel, whatever a reader does."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from browser.pages import PAGES
from browser.selecting import select
from browser.server import ServedSite, serving
from building import mkdocs
from sampling import sampled
from theme.styles import cut_styles

MATRIX = list(product(PAGES, ("light", "dark"), (360, 1280)))
# Each page once, on a phone or on a desk, in light or in dark.
USUAL = [(path, ("light", "dark")[at % 2], (360, 1280)[at // 2 % 2]) for at, path in enumerate(PAGES)]
PAINTED = "() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"
# Seconds in which two pages have come to rest, of which one may be later than the other.
PATIENCE = 4
ATTEMPTS = 3


class Pair(NamedTuple):
    """The addresses of one site with whole style sheets, and of the same with cut ones."""

    whole: str
    cut: str


@pytest.fixture(scope="module")
def pair(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with served_pair(pristine, tmp_path_factory.mktemp("pair")) as pair:
        yield pair


@pytest.fixture(scope="module")
def pair_with_material(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """With a feature that needs Material's own script, which may add much more."""
    root = tmp_path_factory.mktemp("with-material")
    shutil.copytree(pristine, root / "edition")
    with (root / "edition/docs/about.md").open("a", encoding="utf-8") as page:
        page.write('\nSee [the chairmanship](chairmanship.md "Where it is told").\n')
    configuration = root / "edition/mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("  features:\n", "  features:\n    - content.tooltips\n", 1), encoding="utf-8")
    with served_pair(root / "edition", root) as pair:
        yield pair


@contextmanager
def served_pair(edition: Path, folder: Path) -> Iterator[Pair]:
    mkdocs.render(edition, folder / "whole", cut_styles=False)
    shutil.copytree(folder / "whole", folder / "cut")
    cut_styles(folder / "cut")
    sizes = [sum(path.stat().st_size for path in (folder / name).rglob("*.css")) for name in ("whole", "cut")]
    assert sizes[0] > 150_000 and sizes[1] < 0.6 * sizes[0]
    with ExitStack() as stack:
        yield Pair(*(stack.enter_context(serving(ServedSite(folder / name, "/"))) for name in ("whole", "cut")))


def assert_alike(
    browser: Browser, pair: Pair, path: str, act: Callable[[Page], None], scheme: str, width: int, media=("screen",),
) -> None:
    """What a reader who does `act` sees is the same in both sites; with several media, the whole page in each.

    A browser that is short of time may round a place otherwise, and keep to it until the page is opened anew.
    """
    for _ in range(ATTEMPTS):
        difference = difference_seen(browser, pair, path, act, scheme, width, media)
        if not difference:
            return
    raise AssertionError(f"{difference}, {ATTEMPTS} times")


def difference_seen(
    browser: Browser, pair: Pair, path: str, act: Callable[[Page], None], scheme: str, width: int, media: tuple[str, ...],
) -> str:
    with ExitStack() as stack:
        seen = []
        for address in pair:
            viewport = {"width": width, "height": 900}
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
            page = stack.enter_context(context).new_page()
            page.goto(address + path, wait_until="load")
            act(page)
            seen.append(page)
        for medium in media:
            for page in seen:
                page.emulate_media(media=medium)
            until = time.monotonic() + PATIENCE
            while (one := picture(seen[0], len(media) > 1)) != (other := picture(seen[1], len(media) > 1)):
                if time.monotonic() >= until:
                    return f"{path} looks different, {medium}: {len(one)} and {len(other)} bytes"
    return ""


def picture(page: Page, whole_page: bool) -> bytes:
    page.evaluate(PAINTED)
    return page.screenshot(full_page=whole_page, animations="disabled", caret="hide")


@pytest.mark.parametrize(("path", "scheme", "width"), sampled(MATRIX, keep=USUAL))
def test_every_page_looks_the_same(browser: Browser, pair: Pair, path: str, scheme: str, width: int):
    assert_alike(browser, pair, path, lambda page: None, scheme, width, media=("screen", "print"))


def clicked(selector: str, shown: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.click(selector)
        page.wait_for_selector(shown, state="attached")
    return act


def searched(words: str, shown: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        clicked('[data-control="search"]', "dialog input")(page)
        page.fill("dialog input", words)
        page.wait_for_selector(shown)
    return act


def hovered(selector: str, shown: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.hover(selector)
        page.wait_for_selector(shown or selector)
    return act


def focused(selector: str, shown: str = "") -> Callable[[Page], None]:
    """By a key, so that the browser shows where the focus is."""
    def act(page: Page) -> None:
        page.keyboard.press("Tab")
        page.focus(selector)
        page.wait_for_selector(shown or selector)
    return act


def coloured(times: int) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for _ in range(times):
            page.click(".md-header__option label:visible")
    return act


def selected(page: Page) -> None:
    select(page, "#p4", "dividing lines")
    page.wait_for_selector(".quote-button")


def scrolled_back(page: Page) -> None:
    for place in (3000, 2500, 2000, 1500):
        page.evaluate("place => scrollTo(0, place)", place)
        page.evaluate(PAINTED)
    page.wait_for_selector(".md-top:not([hidden])")


ENTRY = ".entry:popover-open"
STATES: dict[str, tuple[str, int, Callable[[Page], None]]] = {
    "the drawer is open": ("chairmanship/", 360, clicked(".drawer-button", ".drawer-button[aria-expanded=true]")),
    "the drawer is open, in the middle": (
        "chairmanship/",
        900,
        clicked(".drawer-button", ".drawer-button[aria-expanded=true]"),
    ),
    "the search is open": ("chairmanship/", 360, clicked('[data-control="search"]', "dialog input")),
    "something is found": ("chairmanship/", 1280, searched("tolerance", ".search-results a")),
    "nothing is found": ("", 1280, searched("zeppelin", ".search-status >> text=No places")),
    "the panel is open": ("chairmanship/", 1280, clicked("#p4 > .number", "dialog .cite-styles")),
    "the panel is open on a phone": ("chairmanship/", 360, clicked("#p4 > .number", "dialog .cite-styles")),
    "a correction is shown": ("chairmanship/", 1280, hovered("#at-E32", ENTRY)),
    "a reference is shown": ("chairmanship/", 1280, focused("#p4 a.citation", ENTRY)),
    "a note is shown": ("chairmanship/", 360, focused("#at-note-h", ENTRY)),
    "the text is as printed": ("chairmanship/", 1280, clicked('[data-control="view"]', "[data-view=printed]")),
    "words are selected": ("chairmanship/", 1280, selected),
    "the anchor is marked": ("chairmanship/#p4", 1280, lambda page: page.wait_for_selector("#p4:target")),
    "a heading is marked": ("about/", 1280, clicked('.md-sidebar--secondary a[href="#source"]', "h2:target")),
    "a link is hovered over": ("about/", 1280, hovered("article p a >> nth=0")),
    "a link has the focus": ("about/", 1280, focused("article p a >> nth=0")),
    "a link of the contents is hovered over": ("chairmanship/", 1280, hovered(".md-sidebar--secondary a >> nth=0")),
    "a link of the list is hovered over": ("", 1280, hovered(".md-sidebar--primary a.md-nav__link:visible >> nth=3")),
    "a button of the header has the focus": ("", 1280, focused('[data-control="search"]')),
    "the next page is hovered over": ("", 1280, hovered(".md-footer__link--next")),
    "the way to the content": ("", 1280, lambda page: page.keyboard.press("Tab")),
    "the reader goes back": ("article/", 1280, scrolled_back),
    "the colours are light": ("chairmanship/", 1280, coloured(1)),
    "the colours are dark": ("chairmanship/", 1280, coloured(2)),
}


@pytest.mark.parametrize(("state", "scheme"), sampled(list(product(STATES, ("light", "dark"))), every=3))
def test_every_state_looks_the_same(browser: Browser, pair: Pair, state: str, scheme: str):
    path, width, act = STATES[state]
    assert_alike(browser, pair, path, act, scheme, width)


def with_materials_script(act: Callable[[Page], None]) -> Callable[[Page], None]:
    """The same once Material's script has come, which it does at the reader's first sign of life."""
    def both(page: Page) -> None:
        page.wait_for_load_state("networkidle")
        page.mouse.move(100, 300)
        page.wait_for_function("() => typeof document$ !== 'undefined'")
        act(page)
    return both


@pytest.mark.parametrize(("state", "scheme"), sampled(list(product(STATES, ("light", "dark"))), every=9))
def test_the_same_with_materials_own_script(browser: Browser, pair_with_material: Pair, state: str, scheme: str):
    path, width, act = STATES[state]
    assert_alike(browser, pair_with_material, path, with_materials_script(act), scheme, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tooltip_of_materials_looks_the_same(browser: Browser, pair_with_material: Pair, scheme: str):
    shown = hovered('article a:has-text("the chairmanship") >> nth=-1', ".md-tooltip2 >> text=Where it is told")
    assert_alike(browser, pair_with_material, "about/", with_materials_script(shown), scheme, 1280)


def test_what_a_sheet_lacks_is_seen(browser: Browser, pair: Pair):
    def act(page: Page) -> None:
        if page.url.startswith(pair.cut):
            page.evaluate("[...document.styleSheets[0].cssRules].forEach((_, at) => document.styleSheets[0].deleteRule(0))")

    with pytest.raises(AssertionError, match="looks different"):
        assert_alike(browser, pair, "", act, "light", 1280)
