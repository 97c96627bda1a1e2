"""What Zotero's “Embedded Metadata” saves from a page, as a table of expectations from its published code.

The rules are those of the translators “Embedded Metadata” and “RDF” of github.com/zotero/translators, as they stood in June
2026, put in words of the edition's own: only what the tags of these pages can meet.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from edition.addresses import page_address
from edition.edition import Edition
from exports.catalogue import PDF

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"


def saved(html: LexborHTMLParser, address: str) -> dict[str, str]:
    """The fields that Zotero fills from a page at `address`."""
    tags: dict[str, str] = {}
    for node in html.css("head > meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        tags.setdefault(name, node.attributes["content"] or "")
    # RDF.js: z:itemType is stronger than any guess; of the others citation_title alone is taken for a journal's.
    guess = "journalArticle" if "citation_title" in tags else "webpage"
    kind = tags.get("z:itemType") or {"website": "webpage", "article": "newspaperArticle"}.get(tags.get("og:type", ""), guess)
    item = {
        "itemType": "journalArticle" if "citation_journal_title" in tags else kind,
        # HighWire's tags are read last, and prevail over those of the Open Graph.
        "title": tags.get("citation_title") or tags.get("og:title") or html.css_first("title").text(),
        "date": tags.get("citation_publication_date") or tags.get("citation_date", ""),
        "place": tags.get("eprints.place_of_pub", ""),
        "abstractNote": tags.get("citation_abstract") or tags.get("og:description") or tags.get("description", ""),
        "url": tags.get("citation_public_url") or tags.get("og:url") or tags.get("citation_fulltext_html_url") or address,
        "language": tags.get("citation_language", ""),
        "creators": tags.get("citation_author") or tags.get("author") or "".join(
            node.text() for node in html.css('[class*="byline"], .vcard')
        ),
        "attachment": tags.get("citation_pdf_url", ""),
    }
    if kind in ("webpage", "blogPost", "newspaperArticle") and tags.get("og:site_name"):
        item["websiteTitle"] = tags["og:site_name"]
    return {name: value for name, value in item.items() if value}


def read(site, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / address / "index.html").read_text(encoding="utf-8"))


def test_every_page_with_the_articles_words_saves_the_article(edition: Edition, site):
    for address in [*(page_address(page.name) for page in edition.text_pages), "article/"]:
        item = saved(read(site, address), SITE + address)
        assert item.pop("abstractNote").startswith("ABSTRACT. This article is devoted to")
        assert item == {
            "itemType": "webpage", "title": "Activity of Kazakhstan within OSCE", "date": "2014", "place": "Almaty",
            "url": SITE + address, "language": "en", "attachment": SITE + PDF.path,
        }


def test_no_heading_of_the_editors_is_taken_for_a_work(edition: Edition, site):
    """On the editors' own pages Zotero saves a page of this site, without the article's date and place."""
    headings = {str(page.meta["title"]) for page in edition.text_pages}
    texts = {page.name for page in edition.text_pages} | {"article.md"}
    for page in edition.pages:
        item = saved(read(site, page_address(page.name)), SITE)
        if page.name in texts:
            assert item["title"] not in headings - {"Activity of Kazakhstan within OSCE"}
        else:
            assert (item["itemType"], item["websiteTitle"]) == ("webpage", "Activity of Kazakhstan within OSCE")
            assert "date" not in item and "place" not in item and "creators" not in item


def test_the_table_tells_what_other_tags_would_save():
    def from_tags(tags: str) -> dict[str, str]:
        return saved(LexborHTMLParser(f"<html><head><title>T</title>{tags}</head><body></body></html>"), SITE)

    title = '<meta name="citation_title" content="A">'
    assert from_tags(title)["itemType"] == "journalArticle"
    assert from_tags(title + '<meta property="og:site_name" content="S"><meta name="z:itemType" content="webpage">')[
        "websiteTitle"] == "S"
    assert from_tags(title + '<meta name="author" content="N">')["creators"] == "N"
    assert from_tags('<meta property="og:title" content="The Astana Summit">')["title"] == "The Astana Summit"
