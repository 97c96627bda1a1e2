"""What machines read in the pages' heads and beside them is well-formed, agrees with the edition, and claims no more."""

from __future__ import annotations

import copy
import json
import re
import shutil
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyld import jsonld
from schema_org import registry
from selectolax.lexbor import LexborHTMLParser
from signposting.htmllinks import HTML, _parse_html
from signposting.linkset import LinksetJSON, _parse_linkset_json

from blocks import NUMBERED
from building import mkdocs
from edition.addresses import page_address
from edition.citing import EXPORTS, WHOLE, State, everything_cited, living
from edition.edition import Edition
from edition.editors import editors
from exports.catalogue import EPUB, FORMATS, LINKSET, OFFLINE, PDF, PLAIN_TEXT, TEI, present
from exports.json_ld import as_text, json_ld
from exports.linkset import linkset, page_links
from sitecheck.site import Site

SITE = "https://example.org/activity-of-kazakhstan-within-osce/"
SCHEMA = "https://schema.org/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def data(edition: Edition) -> dict:
    return json_ld(edition, SITE, FORMATS)


def head(site, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / page).read_text(encoding="utf-8"))


def metas(html: LexborHTMLParser) -> list[tuple[str, str]]:
    found = [node.attributes for node in html.css("head > meta[content]")]
    return [(a.get("name") or a.get("property") or a.get("http-equiv"), a["content"]) for a in found]


# JSON-LD

def test_it_tells_the_article_and_each_paragraph(edition: Edition, data: dict):
    texts = {block.id: block.reading_text for _, block in edition.blocks}
    assert data["name"] == "Activity of Kazakhstan within OSCE"
    assert [part["@id"].partition("#")[2] for part in data["hasPart"]] == NUMBERED
    assert data["hasPart"][0]["@id"] == SITE + "#p1" and data["hasPart"][2]["@id"] == SITE + "chairmanship/#p3"
    assert [part["text"] for part in data["hasPart"]] == [texts[name] for name in NUMBERED]
    assert (data["hasPart"][5]["name"], data["hasPart"][5]["position"]) == ("Paragraph 5-1", "5-1")


def test_it_tells_the_work_from_the_edition(edition: Edition, data: dict):
    work = data["exampleOfWork"]
    assert (work["name"], work["datePublished"]) == ("Activity of Kazakhstan within OSCE", "2014")
    assert work["publication"]["location"]["name"] == "Almaty"
    assert data["version"] == edition.version.number and data["sdDatePublished"] == edition.version.date.isoformat()
    # Of an editor schema.org wants a person.
    assert data["contributor"] == [{"@type": "Organization", "name": "The editors of this edition"}]
    assert not {"version", "editor", "contributor", "url"} & set(work) and not {"datePublished", "publication"} & set(data)


@pytest.mark.parametrize(("written", "told"), [
    ("authors:\n  - name: A society\n", [{"name": "A society"}]),
    ("authors:\n  - given-names: Ann\n    family-names: Other\n", [{"given-names": "Ann", "family-names": "Other"}]),
    ("authors: none\n", []), ("title: x\n", []), (": :", []),
])
def test_the_editors_are_those_of_the_citation_file(tmp_path: Path, written: str, told: list[dict]):
    (tmp_path / "CITATION.cff").write_text(written, encoding="utf-8")
    assert editors(tmp_path) == told and editors(tmp_path / "nowhere") == []


def test_it_claims_no_author_publisher_journal_or_licence(data: dict):
    for node in (data, data["exampleOfWork"], *data["hasPart"]):
        assert not {"author", "creator", "publisher", "license", "isPartOf"} & set(node)
    assert data["usageInfo"] == SITE + "about/#rights"


def test_it_cites_what_is_known_and_leaves_out_what_is_not(data: dict):
    assert [cited["@id"] for cited in data["citation"]] == [f"{SITE}references/#ref-{n}" for n in (1, 3)]
    first, third = data["citation"]
    assert first["author"] == [{"@type": "Person", "familyName": "Sultanov"}]
    assert (first["isPartOf"]["issueNumber"], first["pagination"]) == ("4(28)", "3-6")
    assert "description" not in first and "Not in the article’s list" in third["description"]
    assert third["datePublished"] == "2010-12-02"


def test_it_has_every_correction(edition: Edition, data: dict):
    told = {entry["name"]: entry for entry in data["correction"]}
    assert list(told) == [place.span.reason.id for place in edition.corrections]
    assert told["E21"]["@id"] == SITE + "apparatus/#E21"
    assert told["E21"]["text"].startswith("Conjecture: two Cyrillic letters")
    assert told["E21"]["description"] == "concern] con\u0441\u0435t"
    assert told["E21"]["about"] == {"@id": SITE + "#p2"}


def unknown(node: object) -> Iterator[str]:
    """Types and properties that schema.org hasn't, has for another type, or gives another range."""
    if isinstance(node, list):
        for part in node:
            yield from unknown(part)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "@type":
                if value not in registry.CLASS_METADATA:
                    yield value
            elif not name.startswith("@"):
                yield from wrong_property(node.get("@type"), name, value)
                yield from unknown(value)


def wrong_property(owner: str | None, name: str, value: object) -> Iterator[str]:
    known = registry.PROPERTY_BY_SCHEMA.get(name)
    if owner and not (known and line_of(owner) & set(known.domains)):
        yield f"{owner}.{name}"
    for part in value if isinstance(value, list) else [value]:
        if owner and known and isinstance(part, dict) and part.get("@type") in registry.CLASS_METADATA:
            if not line_of(part["@type"]) & set(known.ranges):
                yield f"{owner}.{name}: {part['@type']}"


def line_of(name: str) -> set[str]:
    """A type of schema.org and all that it is a kind of."""
    return {name, *registry.ancestry(name)}


def test_every_type_and_property_is_schema_orgs(data: dict):
    assert list(unknown(data)) == []


@pytest.mark.parametrize(("change", "told"), [
    (lambda d: d.update(placeOfPublication="Almaty"), "ScholarlyArticle.placeOfPublication"),
    (lambda d: d["hasPart"][0].update(issueNumber="1"), "CreativeWork.issueNumber"),
    (lambda d: d.update(about={"@type": "Paper"}), "Paper"),
    (lambda d: d.update(encoding={"@type": "Place"}), "ScholarlyArticle.encoding: Place"),
])
def test_a_property_that_is_not_schema_orgs_is_found(data: dict, change, told: str):
    changed = copy.deepcopy(data)
    change(changed)
    assert list(unknown(changed)) == [told]


def test_it_is_json_ld(edition: Edition, data: dict):
    """Read as linked data, with schema.org's names in the place of its context, which lies on another host."""
    context = {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in ("url", "usageInfo", "mainEntityOfPage")}}
    (article,) = jsonld.expand({**json.loads(as_text(data)), "@context": context})
    assert article["@id"] == SITE and article["@type"] == [SCHEMA + "ScholarlyArticle"]
    assert len(article[SCHEMA + "hasPart"]) == len(NUMBERED)
    quads = jsonld.to_rdf(article)["@default"]
    subjects = {quad["subject"]["value"] for quad in quads}
    assert {cited.address for cited in everything_cited(edition, SITE)} <= subjects


def test_no_angle_bracket_can_end_the_block(data: dict):
    text = as_text({**data, "name": "</script><script>1</script><!-- é"})
    assert "<" not in text and json.loads(text)["name"] == "</script><script>1</script><!-- é"


def test_the_page_and_the_file_have_the_same(edition: Edition, site):
    file = (site.folder / "article.jsonld").read_text(encoding="utf-8")
    assert json.loads(file) == json_ld(edition, site.url, FORMATS)
    (block,) = head(site, "article/index.html").css('head > script[type="application/ld+json"]')
    assert block.text() == file.rstrip("\n")
    for name in ("index.html", "chairmanship/index.html", "404.html"):
        assert not head(site, name).css('script[type="application/ld+json"]')


# Tags

def text_pages(edition: Edition) -> list[str]:
    """The addresses of the pages that have the article's words."""
    return [page_address(page.name) for page in edition.text_pages] + ["article/"]


def test_every_page_with_the_articles_words_tells_the_article(edition: Edition, site):
    for address in text_pages(edition):
        told = metas(head(site, f"{address}index.html"))
        assert [pair for pair in told if re.match("citation_|z:|eprints", pair[0])] == [
            ("citation_title", "Activity of Kazakhstan within OSCE"), ("citation_publication_date", "2014"),
            ("citation_language", "en"), ("citation_abstract", edition.blocks[1][1].reading_text),
            ("citation_fulltext_html_url", SITE + "article/"), ("citation_pdf_url", SITE + PDF.path),
            ("eprints.place_of_pub", "Almaty"), ("z:itemType", "webpage"),
        ]
        # Zotero would make of it a website that the article is a part of.
        assert "og:site_name" not in dict(told)


def test_other_pages_have_no_citation_tags_and_none_has_what_misleads(edition: Edition, site):
    for path in site.folder.rglob("*.html"):
        html = head(site, path)
        names = [name for name, _ in metas(html)]
        is_text = path.relative_to(site.folder).as_posix().removesuffix("index.html") in text_pages(edition)
        assert is_text or not [name for name in names if name.startswith(("citation_", "z:", "eprints"))]
        assert not {"og:type", "author", "article:author", "citation_author", "citation_journal_title"} & set(names)
        assert not html.css('[class*="byline"], .vcard, .Z3988')


def test_every_page_but_the_error_page_can_be_shared(site):
    for path in site.folder.rglob("index.html"):
        html = head(site, path)
        told = dict(metas(html))
        assert told["og:url"] == html.css_first('link[rel="canonical"]').attributes["href"]
        assert told["og:image"] == SITE + "assets/share.png"
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"] == "Activity of Kazakhstan within OSCE, Almaty, 2014"
        assert told["og:description"] == told["description"] and told["og:title"]
        assert told["twitter:card"] == "summary_large_image"
    assert not [name for name, _ in metas(head(site, "404.html")) if name.startswith("og:")]


# Signposting

def signposts(site, page: str):
    address = SITE + page
    html = HTML((site.folder / page / "index.html").read_text(encoding="utf-8"), "text/html", address, address)
    return _parse_html(html)


def targets(links) -> list[str]:
    return sorted(str(link.target) for link in links)


def test_the_landing_page_is_read_by_a_signposting_client(edition: Edition, site):
    found = signposts(site, "")
    # Only a version that is kept has an address that is not the page's own.
    assert found.citeAs is None
    assert targets(found.types) == [SCHEMA + "AboutPage", SCHEMA + "ScholarlyArticle"]
    assert found.license.target == SITE + "about/#rights"
    metadata = {str(link.target): str(link.type) for link in found.describedBy}
    assert metadata == {
        SITE + "cite/article.bib": "application/x-bibtex",
        SITE + "cite/article.ris": "application/x-research-info-systems",
        SITE + "cite/article.json": "application/vnd.citationstyles.csl+json",
        SITE + "article.jsonld": "application/ld+json",
        SITE + "anchors.json": "application/json",
        SITE + TEI.path: TEI.media_type,
    }
    assert {str(link.target): str(link.type) for link in found.items} == {
        **{SITE + address: "text/html" for address in text_pages(edition) if address},
        **{SITE + form.path: form.media_type for form in FORMATS},
    }
    assert not found.authors


def test_text_pages_lead_to_the_landing_page_and_every_page_to_the_link_set(edition: Edition, site):
    for page in edition.pages:
        found = signposts(site, "" if page.stem == "index" else f"{page.stem}/")
        assert targets(found.linksets) == [SITE + LINKSET.path]
        belongs = (page.blocks and page.stem != "index") or page.stem == "article"
        assert (found.collection and found.collection.target) == (SITE if belongs else None)
        assert (found.citeAs and found.citeAs.target) == (SITE if belongs else None)
    assert not signposts(site, "chairmanship/").items and not signposts(site, "chairmanship/").describedBy


def test_the_link_set_says_of_the_landing_page_what_its_head_says(site):
    text = (site.folder / LINKSET.path).read_text(encoding="utf-8")
    address = SITE + LINKSET.path
    every = _parse_linkset_json(LinksetJSON(text, "application/linkset+json", address, address))
    inside, outside = every.for_context(SITE), signposts(site, "")
    for kind in ("types", "describedBy", "items"):
        assert targets(getattr(inside, kind)) == targets(getattr(outside, kind))
    assert inside.license.target == outside.license.target and inside.citeAs is outside.citeAs is None


def test_what_is_kept_is_cited_at_its_own_address(edition: Edition):
    kept = State(SITE + "v/1.0.0/", "1.0.0")
    contexts = {context["anchor"]: context for context in json.loads(linkset(edition, SITE, FORMATS, kept))["linkset"]}
    for anchor in (SITE, SITE + "astana-summit/", SITE + PDF.path):
        assert contexts[anchor]["cite-as"] == [{"href": kept.address}]
    for links in page_links(edition, SITE, FORMATS, kept).values():
        assert [link.href for link in links if link.rel == "cite-as"] in ([], [kept.address])


def test_the_link_set_has_the_form_of_rfc_9264(edition: Edition):
    contexts = json.loads(linkset(edition, SITE, FORMATS, living(SITE)))["linkset"]
    assert len({context["anchor"] for context in contexts}) == len(contexts)
    for context in contexts:
        for relation, values in context.items():
            if relation != "anchor":
                assert isinstance(values, list) and values
                assert all(set(value) <= {"href", "type"} and value["href"].startswith("https://") for value in values)
    by_anchor = {context["anchor"]: context for context in contexts}
    for cited in everything_cited(edition, SITE):
        if cited.id != WHOLE:
            assert [value["href"] for value in by_anchor[cited.address]["describedby"]] == [
                f"{SITE}cite/{cited.id}.{ending}" for ending in EXPORTS
            ]
    assert by_anchor[SITE + PDF.path] == {
        "anchor": SITE + PDF.path, "cite-as": [{"href": SITE}], "collection": [{"href": SITE, "type": "text/html"}],
    }
    assert by_anchor[SITE + "article.jsonld"]["describes"] == [{"href": SITE, "type": "text/html"}]


def test_every_address_in_the_link_set_and_the_data_is_in_the_site(edition: Edition, site):
    looked_at = Site(site.folder, site.url)
    text = (site.folder / LINKSET.path).read_text(encoding="utf-8") + json.dumps(json_ld(edition, site.url, FORMATS))
    addresses = set(re.findall(rf'"({re.escape(site.url)}[^"]*)"', text))
    assert len(addresses) > 100
    for address in sorted(addresses):
        path, fragment, own = looked_at.resolve(looked_at.pages[0], address)
        target = looked_at.file_at(path)
        assert own and target, address
        page = looked_at.pages_by_path.get(target)
        assert not fragment or fragment in page.id_set, address


# Formats

def test_a_build_without_the_heavy_files_links_to_none_of_them(edition: Edition, pristine: Path, tmp_path: Path):
    assert present(True) == FORMATS and present(False) == (PLAIN_TEXT, TEI)
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("\nextra:\n", "\nextra:\n  downloads: false\n"), encoding="utf-8")
    mkdocs.render(root, tmp_path / "site")
    told = "".join((tmp_path / "site" / name).read_text(encoding="utf-8") for name in (
        "index.html", "article/index.html", LINKSET.path, "article.jsonld",
    ))
    assert all(form.path not in told for form in (EPUB, PDF, OFFLINE)) and TEI.path in told
    assert "citation_pdf_url" not in told
    assert all(form.path in str(page_links(edition, SITE, FORMATS, living(SITE))) for form in FORMATS)


# Files for crawlers

def test_the_sitemap_lists_the_pages_dated_by_the_version(edition: Edition, site):
    tree = etree.fromstring((site.folder / "sitemap.xml").read_bytes())
    assert tree.tag == SITEMAP + "urlset" and {child.tag for child in tree} == {SITEMAP + "url"}
    assert [url.findtext(SITEMAP + "loc") for url in tree] == [
        head(site, "index.html" if page.stem == "index" else f"{page.stem}/index.html")
        .css_first('link[rel="canonical"]').attributes["href"] for page in edition.pages
    ]
    assert {url.findtext(SITEMAP + "lastmod") for url in tree} == {edition.version.date.isoformat()}
    assert not (site.folder / "sitemap.xml.gz").exists()


def test_robots_are_shown_the_sitemap(site):
    lines = (site.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {SITE}sitemap.xml"]
