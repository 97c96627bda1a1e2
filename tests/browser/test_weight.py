"""A typical page is light: what is counted, browser/weight.py says."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.weight import HEAD, PAGE, weigh

REQUESTS = 10
WITHOUT_FONTS = 32_000
WITH_FONTS = 60_000


USED = 66_000


def test_a_typical_page_is_light_and_asks_nothing_of_another_host(site, base: str, browser: Browser):
    weight = weigh(browser, site.folder, base, PAGE)
    print(HEAD, weight.row(), sep="\n")
    assert weight.requests > 2 and weight.compressed > 5_000, "the page was not loaded"
    assert weight.other_hosts == [] and weight.missing == []
    assert weight.requests <= REQUESTS
    assert weight.without_fonts <= WITHOUT_FONTS
    assert weight.compressed <= WITH_FONTS


def test_all_that_it_can_do_weighs_little_more(site, base: str, browser: Browser):
    weight = weigh(browser, site.folder, base, PAGE, used=True)
    print(HEAD, weight.row(), sep="\n")
    assert weight.other_hosts == [] and weight.missing == []
    assert weight.without_fonts <= USED
