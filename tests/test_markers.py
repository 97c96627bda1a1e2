"""Which brackets become a link to a reference, and which stay what they are."""

from __future__ import annotations

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from edition.edition import Edition
from edition.notation import parse
from rendering.extension import EditionExtension

# Markdown, and the markers in it as they are shown.
MARKERS = {
    "a marker": ("conflict» [1]", ["[1]"]),
    "with a page, in the one form": ("Asia» [1,p .6].", ["[1, p. 6]"]),
    "before a note's mark": ("relations” [3][^q].", ["[3]"]),
    "two side by side": ("as told [1] [2]", ["[1]", "[2]"]),
    "in emphasis": ("*as told [4]*", ["[4]"]),
    "brackets that are escaped": (r"as \[1\] is written", []),
    "an index in prose": ("the array a[1]", []),
    "the text of a link": ("[1](index.md)", []),
    "the text of a link by reference": ("[1][home]\n\n[home]: index.md", []),
    "code": ("`[1]`", []),
    "a number that no reference has": ("as told [7]", []),
    "a word": ("the [Helsinki] Final Act", []),
}


@pytest.mark.parametrize(("written", "shown"), MARKERS.values(), ids=MARKERS)
def test_a_marker_is_a_link_and_nothing_else_is(edition: Edition, written: str, shown: list[str]):
    extension = EditionExtension(edition, "https://example.org/", "about.md")
    tree = LexborHTMLParser(Markdown(extensions=["attr_list", extension]).convert(written))
    assert [link.text().replace("\N{NO-BREAK SPACE}", " ") for link in tree.css("a.citation")] == shown


def test_a_text_that_is_converted_twice_has_the_same_ids(edition: Edition):
    markdown = Markdown(extensions=["attr_list", EditionExtension(edition, "https://example.org/", "index.md")])
    text = "the EU[^a], and again[^a]"
    once = markdown.convert(text)
    assert 'id="at-note-a"' in once and 'id="at-note-a-2"' in once
    assert markdown.reset().convert(text) == once


@pytest.mark.parametrize("written", [r"as \[1\] is written", "the array a[1]"])
def test_the_model_takes_them_for_words_too(written: str):
    assert not [span for span in parse(written) if span.kind == "marker"]
