"""The pages give back the article, no changed letter goes unnoticed, and an independent witness agrees."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from itertools import islice

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from checks import RULES
from edition.block import Block
from edition.characters import ENTITY, ESCAPE, LINE_FEED
from edition.edition import Edition
from edition.page import Page
from rendering.reading import Readings
from sampling import strides

# C003, which finds nearly everything, comes first: a search ends with its first finding.
COLLATION = ["C003", *(code for code in sorted(RULES) if code[0] == "C" and code != "C003")]
PAGES = ["index.md", "chairmanship.md", "astana-summit.md", "three-dimensions.md", "references.md"]
PUBLISHED_SHA256 = "7d47e8341cd5d5a6a4083fa67326783d2f000b26398c0458146625136ff1a86b"

AS_WRITTEN = re.compile(f"{ESCAPE}|{ENTITY}|{LINE_FEED}|.", re.S)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
DIRECTIVE_LINE = re.compile(r"^///.*$", re.M)
NOTE_REFERENCE = re.compile(r"\[\^[a-z]+\]")


@dataclasses.dataclass(frozen=True)
class Change:
    kind: str
    offset: int
    character: str
    text: str


def changes(page: Page) -> Iterator[Change]:
    """The page with one character of the article replaced, deleted or preceded by another, for each of them."""
    for block in page.blocks:
        for character, offset in block.printed:
            other = "y" if character == "x" else "x"
            before, after = page.text[:offset], page.text[AS_WRITTEN.match(page.text, offset).end():]
            yield Change("replaced", offset, character, before + other + after)
            yield Change("deleted", offset, character, before + after)
            yield Change("preceded", offset, character, before + other + page.text[offset:])


def with_page(edition: Edition, page: Page) -> Edition:
    """The edition with one page replaced; all that it remembered of the other is forgotten."""
    return dataclasses.replace(edition, pages=[page if page.name == p.name else p for p in edition.pages])


def is_noticed(edition: Edition) -> bool:
    readings = Readings(edition)
    return any(
        True for code in COLLATION
        for _ in RULES[code].check(readings if RULES[code].subject == "reading" else edition)
    )


@pytest.fixture(scope="module")
def bare(edition: Edition) -> Edition:
    """The edition without front matter, which says nothing of the article and takes long to read."""
    pages = [Page.parse(page.name, FRONT_MATTER.sub("", page.text)) for page in edition.pages]
    return dataclasses.replace(edition, pages=pages)


def test_the_collation_finds_nothing_in_the_edition(edition: Edition, bare: Edition):
    assert not is_noticed(edition)
    assert not is_noticed(bare)


def test_the_pages_have_every_character_of_the_article(edition: Edition):
    assert [page.name for page in edition.pages if page.blocks] == PAGES
    told = sum(len(block.printed) for _, block in edition.blocks)
    assert told == sum(len(block.text) for block in edition.source.blocks) > 8000


# No multiple of three, so that every kind of change is in the sample.
@pytest.mark.parametrize("every", strides(17))
@pytest.mark.parametrize("name", PAGES)
def test_no_changed_character_goes_unnoticed(bare: Edition, name: str, every: int):
    unnoticed = [
        (change.kind, change.offset, change.character)
        for change in islice(changes(bare.pages_by_name[name]), 0, None, every)
        if not is_noticed(with_page(bare, Page.parse(name, change.text)))
    ]
    assert unnoticed == []


def as_critic_has_it(page: Page, mode: str) -> dict[str, str]:
    """Each block's text as pymdownx.critic, which knows nothing of this edition, makes it of the page."""
    markdown = Markdown(
        extensions=["attr_list", "pymdownx.critic"], extension_configs={"pymdownx.critic": {"mode": mode}}
    )
    source = NOTE_REFERENCE.sub("", DIRECTIVE_LINE.sub("", FRONT_MATTER.sub("", page.text)))
    tree = LexborHTMLParser(markdown.convert(source))
    return {block.id: words(tree, block) for block in page.blocks}


def words(tree: LexborHTMLParser, block: Block) -> str:
    (element,) = tree.css(f'[id="{block.id}"]')
    return element.text().strip("\n").replace("\n", " ")


def test_critic_undoing_every_correction_gives_the_published_file(edition: Edition):
    printed = {}
    for page in edition.pages:
        printed |= as_critic_has_it(page, "reject")
    retold = edition.source.retold(printed).encode("utf-8")
    assert retold == edition.source.content
    assert hashlib.sha256(retold).hexdigest() == PUBLISHED_SHA256


@pytest.mark.parametrize("name", PAGES)
def test_critic_making_every_correction_gives_the_reading_text(edition: Edition, name: str):
    page = edition.pages_by_name[name]
    assert as_critic_has_it(page, "accept") == {block.id: read_but_for_markers(block) for block in page.blocks}


def read_but_for_markers(block: Block) -> str:
    """The reading text with the citation markers as printed: their form is this edition's own affair."""
    return "".join(span.printed_text if span.kind == "marker" else span.reading_text for span in block.spans)
