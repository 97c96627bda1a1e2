"""What is set in the text face is in its files, and a late font moves next to nothing."""

from __future__ import annotations

from itertools import product

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Route

from sampling import sampled

REGULAR, SEMIBOLD, CYRILLIC = (f"literata-{name}.woff2" for name in ("regular", "semibold", "cyrillic"))
# By weight and style, the characters of all that is set in the text face, of both forms of a corrected word.
SET = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const style = getComputedStyle(element);
    if (!style.fontFamily.startsWith("Literata,") || !element.closest(".article-words, .forms")) continue;
    found[`${style.fontWeight} ${style.fontStyle}`] ??= "";
    found[`${style.fontWeight} ${style.fontStyle}`] += walker.currentNode.data;
  }
  return found;
}"""
WATCH = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
  .observe({ type: "layout-shift", buffered: true });"""
# Up to 0.1 counts as good. Without the fallback faces these pages have 0.06 to 0.23.
MOST_SHIFT = 0.05
# Several frames, and what the browser then says of them.
PAINTED = """async () => {
  for (let i = 0; i < 5; i += 1) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }));
}"""


def test_each_weight_and_style_has_a_file_with_its_characters(browser: Browser, address: str, pages: list[str], site):
    def characters(*names: str) -> set[str]:
        return {chr(c) for name in names for c in TTFont(site.folder / "assets/fonts" / name).getBestCmap()}

    files = {"400 normal": characters(REGULAR, CYRILLIC), "600 normal": characters(SEMIBOLD)}
    with browser.new_context() as context:
        page = context.new_page()
        seen = set()
        for path in pages:
            page.goto(address + path)
            for how, text in page.evaluate(SET).items():
                assert set(text) - {"\n"} <= files.get(how, set()), f"{path}: {how}"
                seen.add(how)
    assert seen == set(files)


@pytest.mark.parametrize(("path", "width"), sampled(list(product(["", "chairmanship/"], [360, 768, 1280])), every=2))
def test_a_font_that_comes_late_moves_next_to_nothing(browser: Browser, address: str, path: str, width: int):
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        waiting: list[Route] = []
        page.route("**/*.woff2", lambda route: waiting.append(route))
        page.add_init_script(WATCH)
        page.goto(address + path, wait_until="domcontentloaded")
        page.wait_for_function("() => document.fonts.status === 'loading'")
        page.evaluate(PAINTED)
        assert waiting
        for route in waiting:
            route.continue_()
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate(PAINTED)
        assert page.evaluate("window.shift") <= MOST_SHIFT
