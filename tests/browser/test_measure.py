"""A line of the article has 62 to 72 characters where there is room for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

AVERAGE = """() => {
  const blocks = [...document.querySelectorAll("p.numbered")];
  const lines = blocks.map(block =>
    Math.round(block.getBoundingClientRect().height / parseFloat(getComputedStyle(block).lineHeight)));
  const words = blocks.map(block => block.innerText.replace(/\\s+/g, " ").length);
  const sum = numbers => numbers.reduce((a, b) => a + b, 0);
  return sum(words) / (sum(lines) - blocks.length / 2);
}"""


@pytest.mark.parametrize("width", [768, 1280])
def test_the_measure_is_one_for_reading(browser: Browser, address: str, width: int):
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "article/")
        page.evaluate("() => document.fonts.ready")
        assert page.evaluate("() => document.fonts.check('16px Literata')")
        assert 62 <= page.evaluate(AVERAGE) <= 72
