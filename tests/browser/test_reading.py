"""Everything can be read and reached: on narrow screens, without scripts, in forced colours, by touch, by address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition.block import NUMBERED_ID
from edition.edition import Edition
from sampling import sampled, strides

# A phone of 320 CSS pixels, and a window of 1280 × 1024 at a zoom of 400 %, which leaves as many.
NARROW = {
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}
HEIGHT = 800

LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")

# A fault for each look, planted at the end of a page: its HTML, the style of what is marked in it, and what is found.
PLANTED = {
    "a long word": ("scrollingSideways", f"<p class=mark>{'x' * 99}</p>", "overflow-wrap: normal", "the page is"),
    "a box that cuts": ("scrollingSideways", f"<div class=mark>{'x' * 99}</div>",
                        "white-space: nowrap; overflow: hidden", "is cut off"),
    "two small buttons": ("smallTargets", "<p><button class=mark>a</button> <button>b</button></p>",
                          "min-height: 0; padding: 0; border: 0; font-size: 10px", "“a”"),
    "two small links": ("smallTargets", "<p><a class=mark href>a</a> <a href>b</a></p>", "font-size: 8px", "“a”"),
    "a faint word": ("forcedColours", "<p class=mark>faint</p>",
                     "forced-color-adjust: none; color: #eee; background: #fff", "hard to read"),
    "a plain link": ("forcedColours", "<p><a class=mark href>plain</a></p>",
                     "text-decoration: none !important", "not underlined"),
}


@contextmanager
def opened(browser: Browser, **options) -> Iterator[Page]:
    """A page of a new context, with nothing remembered."""
    with browser.new_context(**options) as context:
        yield context.new_page()


def look(page: Page, name: str, argument: str | None = None):
    """What one of the functions of looks.js returns."""
    return page.evaluate(f"(argument) => {{ {LOOKS}; return {name}(argument); }}", argument)


def settle(page: Page) -> None:
    """Until fonts are there and two frames are painted."""
    page.evaluate("""async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")


def plain(text: str) -> str:
    return " ".join(text.split())


def numbered_blocks(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.numbered[id]')].map((element) => element.id)")


@pytest.fixture(scope="module")
def numbers(edition: Edition) -> list[str]:
    """The id of every numbered paragraph and point: p1, …, p5, p5-1, …, p13."""
    ids = [block.id for block in edition.source.blocks if NUMBERED_ID.fullmatch(block.id)]
    assert ids[0] == "p1" and ids[-1] == "p13" and "p5-4" in ids and len(ids) == 17
    return ids


@pytest.fixture(scope="module")
def homes(browser: Browser, address: str, pages: list[str], numbers: list[str]) -> list[tuple[str, str]]:
    """Every page with a numbered block, and the block's id; each block has at least one."""
    with opened(browser) as page:
        found = []
        for path in pages:
            page.goto(address + path)
            found += [(path, block) for block in numbered_blocks(page)]
    assert {block for _, block in found} == set(numbers)
    return found


@pytest.mark.parametrize("fault", PLANTED)
def test_each_look_would_find_a_fault(browser: Browser, address: str, fault: str):
    name, html, style, found = PLANTED[fault]
    with opened(browser, forced_colors="active" if name == "forcedColours" else "none", **NARROW["320 px"]) as page:
        page.goto(address)
        page.evaluate("""([html, style]) => {
          document.querySelector("main").insertAdjacentHTML("beforeend", html);
          document.querySelector(".mark").style.cssText = style;
        }""", [html, style])
        assert found in "\n".join(look(page, name))


@pytest.mark.parametrize("screen", sampled(list(NARROW), keep=["320 px"]))
def test_nothing_scrolls_sideways(browser: Browser, address: str, pages: list[str], screen: str):
    told = []
    with opened(browser, **NARROW[screen]) as page:
        for path in pages:
            page.goto(address + path)
            settle(page)
            assert page.evaluate("innerWidth") == 320
            told += [f"{path or '(home)'}: {what}" for what in look(page, "scrollingSideways")]
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("width", sampled([320, 360, 768, 1280], keep=[320, 1280]))
def test_targets_can_be_hit(browser: Browser, address: str, pages: list[str], width: int):
    told = []
    with opened(browser, viewport={"width": width, "height": HEIGHT}) as page:
        for path in pages:
            page.goto(address + path)
            settle(page)
            assert page.evaluate("document.querySelectorAll('a[href], button').length") > 10
            told += [f"{path or '(home)'}: {what}" for what in look(page, "smallTargets")]
    assert not told, "\n" + "\n".join(told)


def test_without_scripts_every_page_shows_all_of_it(
    browser: Browser, address: str, pages: list[str], edition: Edition
):
    texts, ids, told = {}, set(), []
    with opened(browser) as scripted, opened(browser, java_script_enabled=False) as page:
        for path in pages:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.matches('.js')") is False
            scripted.goto(address + path)
            settle(scripted)
            for opened_page in (page, scripted):
                # The day of access is the reader's own.
                opened_page.evaluate("document.querySelectorAll('.cite-accessed').forEach((day) => day.remove())")
            read = look(page, "whatCanBeRead")
            with_scripts = look(scripted, "whatCanBeRead")
            name = path or "(home)"
            told += [f"{name}: #{hidden} is not shown" for hidden in read["hidden"]]
            told += [f"{name}: only scripts bring #{lost}" for lost in set(with_scripts["ids"]) - set(read["ids"])]
            if plain(read["text"]) != plain(with_scripts["text"]):
                told.append(f"{name}: scripts change its text")
            texts[path] = plain(read["text"])
            ids |= set(read["ids"])
    wanted = {block.id for block in edition.source.blocks} | {f"note-{note.argument}" for _, note in edition.notes}
    wanted |= {f"ref-{item.id}" for item in edition.references.items}
    wanted |= {place.span.reason.id for place in edition.corrections if place.span.reason}
    told += [f"no page has #{lost}" for lost in sorted(wanted - ids)]
    assert not told, "\n" + "\n".join(told)


def test_without_scripts_every_word_of_the_article_is_shown(
    browser: Browser, address: str, homes: list[tuple[str, str]], edition: Edition
):
    reading = {block.id: block.reading_text for _, block in edition.blocks}
    told = []
    with opened(browser, java_script_enabled=False) as page:
        for path, block in homes:
            page.goto(address + path)
            shown = look(page, "wordsOf", block)
            if plain(shown) != plain(reading[block]):
                told.append(f"{path}#{block}: {shown}")
    assert not told, "\n" + "\n".join(told)


def test_a_selected_paragraph_comes_without_its_number(
    browser: Browser, address: str, homes: list[tuple[str, str]], edition: Edition
):
    reading = {block.id: plain(block.reading_text) for _, block in edition.blocks}
    told = []
    with opened(browser, viewport={"width": 1280, "height": HEIGHT}) as page:
        for path, block in homes:
            if page.url != address + path:
                page.goto(address + path)
                settle(page)
            selected = plain(look(page, "selected", block))
            if selected != reading[block]:
                told.append(f"{path}#{block}: “{selected}”, not “{reading[block]}”")
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("width", sampled([360, 1280], keep=[360]))
def test_what_the_keyboard_selects_has_no_number(
    browser: Browser, address: str, homes: list[tuple[str, str]], edition: Edition, width: int
):
    reading = {block.id: plain(block.reading_text) for _, block in edition.blocks}
    told = []
    with opened(browser, viewport={"width": width, "height": HEIGHT}) as page:
        for path, block in homes:
            if page.url != address + path:
                page.goto(address + path)
                settle(page)
                page.keyboard.press("ControlOrMeta+a")
                selected = plain(page.evaluate("getSelection().toString()"))
            place = selected.find(reading[block])
            number = block.removeprefix("p")
            if place < 0:
                told.append(f"{path}#{block}: is not selected as it reads")
            elif selected[:place].rstrip().endswith(f" {number}"):
                told.append(f"{path}#{block}: is selected with its number")
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("scheme", sampled(["light", "dark"], keep=["dark"]))
def test_forced_colours_keep_links_and_text(browser: Browser, address: str, pages: list[str], scheme: str):
    told = []
    with opened(browser, forced_colors="active", color_scheme=scheme) as page:
        for path in pages:
            page.goto(address + path)
            settle(page)
            told += [f"{path or '(home)'}: {what}" for what in look(page, "forcedColours")]
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("every", strides(7))
def test_an_address_leads_to_its_paragraph(browser: Browser, address: str, homes: list[tuple[str, str]], every: int):
    told = []
    for (path, block), width in list(product(homes, [360, 1280]))[::every]:
        with opened(browser, viewport={"width": width, "height": HEIGHT}) as page:
            told += [f"{path}#{block}@{width} {how}: {what}" for how, what in _arrivals(page, address, path, block)]
    assert not told, "\n" + "\n".join(told)


def _arrivals(page: Page, address: str, path: str, block: str) -> Iterator[tuple[str, str]]:
    page.goto(f"{address}{path}#{block}")
    settle(page)
    yield from (("from a cold start", what) for what in look(page, "arrived", block))
    page.reload()
    settle(page)
    yield from (("after a reload", what) for what in look(page, "arrived", block))
    page.goto(f"{address}about/")
    page.go_back()
    settle(page)
    yield from (("after going back", what) for what in look(page, "arrived", block))
