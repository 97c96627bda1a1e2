"""As printed or as corrected: a switch that is remembered, and that moves no anchor, number or line of layout."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from sampling import sampled

PLACES = """() => [...document.querySelectorAll('.number, article h1, article h2, .editors-note')]
  .map(element => Math.round(element.getBoundingClientRect().top + scrollY))"""
SWITCH = '[data-control="view"]'


@pytest.mark.parametrize("width", sampled([320, 360, 500, 768, 1280], keep=[360, 1280]))
def test_nothing_moves(browser: Browser, address: str, pages: list[str], width: int):
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for path in pages:
            page.goto(address + path)
            if not page.locator(SWITCH).count():
                assert not page.locator(".article-words").count(), path
                continue
            page.evaluate("document.fonts.ready")
            before = page.evaluate(PLACES)
            page.click(SWITCH)
            assert page.evaluate(PLACES) == before, path
            page.click(SWITCH)


def test_the_printed_text_is_the_articles_letter_for_letter(browser: Browser, address: str, edition):
    shown = """([id]) => {
      const block = document.getElementById(id).cloneNode(true);
      document.getElementById(id).after(block);
      for (const part of block.querySelectorAll('.number, .note-reference')) part.remove();
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let text = '';
      while (walker.nextNode()) if (walker.currentNode.parentElement.checkVisibility()) text += walker.currentNode.data;
      block.remove();
      return text.replaceAll('\\n', ' ');
    }"""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "article/")
        assert {b.id: page.evaluate(shown, [b.id]) for _, b in edition.blocks} == {
            b.id: b.reading_text for _, b in edition.blocks
        }
        page.click(SWITCH)
        assert {b.id: page.evaluate(shown, [b.id]) for b in edition.source.blocks} == {
            b.id: b.text for b in edition.source.blocks
        }


def test_it_is_remembered_and_an_address_may_ask_for_a_view(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.click(SWITCH)
        page.goto(address + "astana-summit/")
        assert page.get_attribute(SWITCH, "aria-pressed") == "true"
        assert page.evaluate("Object.keys(localStorage)") == ["kazakhstan-osce-2014:view"]
        page.goto(address + "chairmanship/?view=corrected#p4")
        assert "tolerance became" in page.inner_text("#p4")
        page.goto(address + "chairmanship/#p4")
        assert "tolerancebecame" in page.inner_text("#p4")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_colours_follow_the_system_or_the_reader(browser: Browser, address: str, system: str):
    paper = "getComputedStyle(document.body).backgroundColor"
    with browser.new_context(color_scheme=system) as context:
        page = context.new_page()
        page.goto(address)
        own = page.evaluate(paper)
        colours = {}
        for name in ("light", "dark", "system"):
            page.click(".md-header__option label:not([hidden])")
            assert f"Colours: {name}".replace(": system", ": as the system") in page.get_attribute(
                ".md-option:checked", "aria-label"
            )
            page.reload()
            colours[name] = page.evaluate(paper)
    assert colours["system"] == own == colours[system]
    assert colours["light"] != colours["dark"]
