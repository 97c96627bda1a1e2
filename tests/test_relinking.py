"""What a renaming makes of every kind of link that a page may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import EditionError
from permanence.links import relinked

RENAMED = {
    "inline": ("[a](old.md)", "[a](new.md)"),
    "with an anchor": ("[a](old.md#b)", "[a](new.md#b)"),
    "with a title": ('[a](old.md "old.md")', '[a](new.md "old.md")'),
    "in angle brackets": ("[a](<old.md#b>)", "[a](<new.md#b>)"),
    "with blanks": ("[a]( old.md )", "[a]( new.md )"),
    "reference style": (
        "[a][b] [c]\n\n[b]: old.md\n[c]: <old.md#d> 'old.md'", "[a][b] [c]\n\n[b]: new.md\n[c]: <new.md#d> 'old.md'",
    ),
    "a picture in a link": ("[![a](assets/old.png)](old.md)", "[![a](assets/old.png)](new.md)"),
    "HTML": ('<a href="../old/#b">old</a>', '<a href="../new/#b">old</a>'),
    "HTML in single quotation marks": ("<a href='../old/'>old</a>", "<a href='../new/'>old</a>"),
    "HTML without quotation marks": ("<a href=../old/>old</a>", "<a href=../new/>old</a>"),
    "HTML with a blank before its address": ('<a href=" ../old/">old</a>', '<a href="../new/">old</a>'),
    "a query": ("[a](old.md?b=c#d)", "[a](new.md?b=c#d)"),
    "two on a line": ("[a](old.md) and [b](old.md#c)", "[a](new.md) and [b](new.md#c)"),
    "in a list, a table and a note": (
        "- [a](old.md)\n\n| b |\n|---|\n| [c](old.md) |\n\n/// note | d\n[e](old.md)\n///",
        "- [a](new.md)\n\n| b |\n|---|\n| [c](new.md) |\n\n/// note | d\n[e](new.md)\n///",
    ),
}
LEFT = {
    "code": "`[a](old.md)`",
    "a fence": "```\n[a](old.md)\n```",
    "a fence of four": "````\n```\n[a](old.md)\n```\n````",
    "indented code": "a\n\n    [b](old.md)",
    "a comment": "<!-- [a](old.md) -->",
    "an escaped bracket": r"\[a](old.md)",
    "another site": "[a](https://example.org/old.md)",
    "another page": "[a](older.md) [b](cold.md)",
    "words": "old.md, [old.md](other.md)",
}


@pytest.fixture
def root(tmp_path: Path, pristine: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_bytes((pristine / "mkdocs.yml").read_bytes())
    for name in ("old.md", "other.md", "older.md", "cold.md", "page.md", "sub/page.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("before", "after"), RENAMED.values(), ids=RENAMED)
def test_a_link_follows_its_page(root: Path, before: str, after: str):
    assert relinked(root, before, "page.md", "page.md", {"old.md": "new.md"}, was="page.md") == after


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_no_link_to_it_is_left_to_the_letter(root: Path, text: str):
    assert relinked(root, text, "page.md", "page.md", {"old.md": "new.md"}, was="page.md") == text


@pytest.mark.parametrize(("before", "after"), [
    ("[a](old.md#b)", "[a](other.md#c)"),
    ("[a][b]\n\n[b]: old.md#b", "[a][b]\n\n[b]: other.md#c"),
    ('<a href="../old/#b">d</a>', '<a href="../other/#c">d</a>'),
    ("[a](old.md#d)", "[a](old.md#d)"),
])
def test_a_link_follows_its_anchor(root: Path, before: str, after: str):
    assert relinked(root, before, "page.md", "page.md", {"old.md#b": "other.md#c"}, was="page.md") == after


@pytest.mark.parametrize(("before", "after"), [
    ("[a](old.md) [b](#c)", "[a](../old.md) [b](#c)"),
    ('<a href="../old/">d</a> <a href="#c">e</a>', '<a href="../../old/">d</a> <a href="#c">e</a>'),
    ("![a](page.md)", "![a](page.md)"),
])
def test_the_links_of_a_page_that_moves_lead_where_they_did(root: Path, before: str, after: str):
    assert relinked(root, before, "page.md", "sub/page.md", {"page.md": "sub/page.md"}, was="page.md") == after


def test_a_link_that_cannot_be_changed_is_told_of_and_left(root: Path):
    with pytest.raises(EditionError, match=r"page\.md:1:1: .* change it by hand"):
        relinked(root, "[a](old.md)", "page.md", "page.md", {"old.md": "one) two.md"}, was="page.md")
