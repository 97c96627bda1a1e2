"""What describes the e-book: its package document, its navigation, and the file that says where the package is."""

from __future__ import annotations

import uuid
from html import escape

from edition.addresses import paragraph_number, site_root
from edition.citing import year_of
from edition.edition import Edition
from exports.epub_document import Document, numbered, page_id
from exports.parts import ARTICLE_RIGHTS, EDITORIAL_LICENCE
from exports.xhtml import STYLES, book_page

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/package.opf"
COVER, COVER_PAGE = "cover.png", "cover.xhtml"
FONT = "fonts/literata-regular.woff2"
FONT_LICENCE = "fonts/OFL.txt"

_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="{package}" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""

# No creator: the article names none. dc:date is the e-book's own, as the format has it, and 2014 its source's.
_PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="identifier">urn:uuid:{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
<dc:contributor id="editors">The editors of this edition</dc:contributor>
<meta refines="#editors" property="role" scheme="marc:relators">edt</meta>
<dc:description>{description}</dc:description>
<dc:date>{date}</dc:date>
<dc:source id="article">{title}. {place}, {year}</dc:source>
<meta refines="#article" property="dcterms:issued">{year}</meta>
<dc:source>{root}</dc:source>
<dc:rights>{article_rights} The editorial matter is licensed under the Creative Commons Attribution 4.0 International \
Licence, {licence}</dc:rights>
<meta property="dcterms:modified">{date}T00:00:00Z</meta>
<meta property="schema:version">{number}</meta>
<meta property="pageBreakSource">The numbered paragraphs of the edition at {root}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{text}, in reading order, with headings, a table of \
contents and links to every note, reference and correction. The list of pages leads to the numbered paragraphs. Sizes and \
colours are the reader’s own. Checked by programs; no conformance to WCAG is claimed, for no person has evaluated it.</meta>
</metadata>
<manifest>
<item id="cover" href="{cover_page}" media-type="application/xhtml+xml"/>
<item id="cover-image" href="{cover}" media-type="image/png" properties="cover-image"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
<item id="styles" href="{styles}" media-type="text/css"/>
<item id="font" href="{font}" media-type="font/woff2"/>
<item id="font-licence" href="{font_licence}" media-type="text/plain"/>
</manifest>
<spine>
<itemref idref="cover" linear="no"/>
{references}
<itemref idref="nav" linear="no"/>
</spine>
</package>
"""

_NAVIGATION = """\
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
<ol>
{contents}
</ol>
</nav>
<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="paragraphs">
<h2 id="paragraphs">Paragraphs</h2>
<ol class="paragraphs">
{paragraphs}
</ol>
</nav>
<nav epub:type="landmarks" id="landmarks" aria-labelledby="guide" hidden="hidden">
<h2 id="guide">Guide</h2>
<ol>
<li><a epub:type="cover" href="{cover_page}">Cover</a></li>
<li><a epub:type="toc" href="#toc">Contents</a></li>
<li><a epub:type="bodymatter" href="{first}">Start of the article</a></li>
{landmarks}
</ol>
</nav>"""
_TEXT_ALONE = "Text alone but for the cover"
_TEXT_AND_PICTURES = "Text, and pictures that lists beside them describe"
# The parts to which a reader may want to go from anywhere; of two of a kind, the first.
_LANDMARKS = ("bibliography", "appendix", "colophon")


def container() -> str:
    """META-INF/container.xml."""
    return _CONTAINER.format(package=PACKAGE)


def package(edition: Edition, site_url: str, made: list[Document]) -> str:
    """The package document. The identifier is made from the site's address alone: a new version is the same book."""
    root = site_root(site_url)
    article = edition.article
    return _PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, root),
        title=escape(article["title"]),
        language=escape(article["language"]),
        place=escape(article["publisher-place"]),
        year=year_of(article),
        description=escape(edition.pages[0].meta["description"]),
        date=edition.version.date.isoformat(),
        number=edition.version.number,
        root=escape(root),
        items="\n".join(
            f'<item id="{_id(document)}" href="{document.file}" media-type="application/xhtml+xml"{_properties(document)}/>'
            for document in made
        ),
        text=_TEXT_AND_PICTURES if any(document.has_pictures for document in made) else _TEXT_ALONE,
        references="\n".join(f'<itemref idref="{_id(document)}"/>' for document in made),
        styles=STYLES, cover=COVER, cover_page=COVER_PAGE, font=FONT, font_licence=FONT_LICENCE,
        article_rights=escape(ARTICLE_RIGHTS), licence=EDITORIAL_LICENCE,
    )


def navigation(made: list[Document]) -> str:
    """The navigation document: contents, each numbered paragraph as a page, and landmarks."""
    kinds = {document.kind: document for document in reversed(made)}
    return book_page("Contents", _NAVIGATION.format(
        cover_page=COVER_PAGE,
        first=made[0].file,
        contents="\n".join(_entry(document) for document in made),
        paragraphs="\n".join(
            f'<li><a href="{document.file}#{page_id(name)}">{paragraph_number(name)}</a></li>'
            for document in made
            for name in numbered(document)
        ),
        landmarks="\n".join(
            f'<li><a epub:type="{kind}" href="{kinds[kind].file}">{escape(kinds[kind].headings[0].text)}</a></li>'
            for kind in _LANDMARKS
        ),
    ))


def _entry(document: Document) -> str:
    first, *others = document.headings
    below = "".join(
        f'\n<li><a href="{document.file}#{heading.id}">{escape(heading.text)}</a></li>' for heading in others
    )
    own = f'<a href="{document.file}">{escape(first.text)}</a>'
    return f"<li>{own}\n<ol>{below}\n</ol></li>" if below else f"<li>{own}</li>"


def _id(document: Document) -> str:
    """An id of XML begins with a letter, and a page's name may not."""
    return f"document-{document.file.removesuffix('.xhtml')}"


def _properties(document: Document) -> str:
    return ' properties="svg"' if document.has_pictures else ""
