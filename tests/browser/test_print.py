"""On paper: the article with its numbers, the addresses of links to elsewhere, and the citation of the page."""

from __future__ import annotations

from playwright.sync_api import Browser


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


def test_the_whole_article_prints_every_paragraph(browser: Browser, address: str, edition):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "article/")
        page.emulate_media(media="print")
        assert all(page.locator(f"[id='{block.id}']").is_visible() for block in edition.source.blocks)
        assert page.get_attribute("link[rel=canonical]", "href").endswith("/article/")
