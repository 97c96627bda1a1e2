"""By keyboard alone: every stop can be seen, in the order of the page; and nothing moves by itself."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from browser.pages import PAGES
from sampling import sampled

FOCUS = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const controls = [...document.querySelectorAll("a[href], button, input")];
  return {
    name: (element.getAttribute("aria-label") || element.textContent).trim().slice(0, 40),
    at: controls.indexOf(element),
    body: element === document.body,
    inEntry: Boolean(element.closest(".entry")),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inWindow: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
  const style = getComputedStyle(element, part || null);
  const moves = style.transitionDuration.split(",").some(time => parseFloat(time) > 0) || style.animationName !== "none";
  return moves || style.scrollBehavior === "smooth" ? element.tagName + "." + element.className + part : "";
})).filter(Boolean)"""


@pytest.mark.parametrize(("path", "width"), sampled(list(product(PAGES, [360, 1280])), every=3))
def test_every_stop_is_seen_and_in_order(browser: Browser, address: str, path: str, width: int):
    told, stops = [], []
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_selector(".js")
        for _ in range(400):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            if stop["body"] or (stops and stop["at"] == stops[0]["at"]):
                break
            if stop["inEntry"] or not stop["at"] + 1:
                continue
            stops.append(stop)
            if not (stop["outlined"] and stop["inWindow"]):
                told.append(f"{stop['name']!r} {stop}")
            page.keyboard.press("Escape")
    order = [stop["at"] for stop in stops]
    if order != sorted(order) or len(order) < 8:
        told.append(f"the stops are {order}")
    assert not told, "\n" + "\n".join(told[:30])


def test_the_first_stop_skips_to_the_text(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.activeElement.matches('article h1')")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.matches('article a')")


@pytest.mark.parametrize("motion", sampled(["no-preference", "reduce"], keep=["no-preference"]))
def test_nothing_moves_by_itself(browser: Browser, address: str, pages: list[str], motion: str):
    with browser.new_context(reduced_motion=motion) as context:
        page = context.new_page()
        for path in pages:
            page.goto(address + path)
            assert page.evaluate(MOVING) == [], path
