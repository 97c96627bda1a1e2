"""What is told of a fault: once, causes first, and put right in the model without a change of place."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import mkdocs
from building.checking import FaultyFilesError, check_edition, check_site, load
from checks.notes import next_free_label
from edition.comparison import changed_stretches
from edition.edition import Edition
from edition.errors import EditionError
from edition.page import Page
from lint.consequences import Follows, independent, once
from lint.finding import Finding
from rulecases import commit_and_tag


def finding(code: str, line: int = 1, file: str = "docs/a.md", about: str = "") -> Finding:
    return Finding(file, line, 1, code, "x", about=about)


SAME_LINE = Follows("C003", "M002 T001", lambda cause, finding: cause.line == finding.line)


def test_what_follows_is_not_told_and_causes_come_first():
    found = [
        finding("T001", 9),
        finding("M002", 2),
        finding("A001", 1),
        finding("C003", 9),
        finding("M002", 9),
        finding("C003", 8),
    ]
    told = [(f.code, f.line) for f in independent(found, [SAME_LINE])]
    assert told == [("C003", 8), ("C003", 9), ("A001", 1), ("M002", 2)]


def test_the_order_does_not_depend_on_how_findings_come():
    found = [finding(code, line, file) for code in ("C003", "A001") for line in (2, 10) for file in ("docs/b.md", "docs/a.md")]
    assert independent(found, [SAME_LINE]) == independent(reversed(found), [SAME_LINE])


def test_one_thing_in_many_made_files_is_one_finding_with_their_number():
    pages = [finding("S001", file=f"{name}.html", about="/nowhere/") for name in "abc"]
    source = [finding("S001", file="docs/a.md", about="/nowhere/"), finding("S001", file="docs/b.md", about="/nowhere/")]
    told = once([*pages, *source, finding("S002", file="b.html", about="/nowhere/")], lambda f: f.file.endswith(".html"))
    assert [(f.code, f.file, f.message) for f in told] == [
        ("S001", "a.html", "x (and in 2 more files)"), ("S001", "docs/a.md", "x"), ("S001", "docs/b.md", "x"),
        ("S002", "b.html", "x"),
    ]


@pytest.mark.parametrize(("found", "expected", "stretches"), [
    ("same", "same", []),
    ("one letter", "one lettre", [(8, 10, 8, 10)]),
    ("one wird and onother", "one word and another", [(5, 6, 5, 6), (13, 14, 13, 14)]),
    ("two in wxrz", "two in word", [(8, 11, 8, 11)]),
    ("a  space", "a space", [(2, 3, 2, 2)]),
    ("", "all", [(0, 0, 0, 3)]),
])
def test_texts_differ_in_stretches_of_a_word(found: str, expected: str, stretches: list[tuple[int, int, int, int]]):
    assert changed_stretches(found, expected) == stretches


def changed(edition: Edition, name: str, old: str, new: str) -> Edition:
    def page(before: Page) -> Page:
        if before.name != name:
            return before
        assert old in before.text
        return Page.parse(name, before.text.replace(old, new, 1))

    return dataclasses.replace(edition, pages=[page(before) for before in edition.pages])


WORDS = {
    "a letter": ("held in Istanbul", "held in Istambul"),
    "a letter before a correction": ("dominant {~~religion.The", "dominan {~~religion.The"),
    "a letter within the printed form": ("{~~tolerancebecame~>", "{~~tolerance became~>"),
    "a marker": ("[2].", "[7]."),
    "a marker that is none": ("[1,p .6]", "[1,p 6]"),
    "words taken out": ("was held in Istanbul in ", "in "),
    "words put in": ("held in Istanbul", "held last in the city of Istanbul"),
    "a correction made silently": ("{~~religion.The~>religion. The~~}{>>E26 No space after the full stop.<<}", "religion. The"),
}


@pytest.mark.parametrize(("old", "new"), WORDS.values(), ids=WORDS)
def test_words_are_put_right_in_the_model_and_no_line_moves(edition: Edition, old: str, new: str):
    faulty = changed(edition, "chairmanship.md", old, new)
    assert faulty.repairs.reworded
    repaired = faulty.repaired()
    assert {b.id: b.printed_text for _, b in repaired.blocks} == {s.id: s.text for s in edition.source.blocks}
    page = repaired.pages_by_name["chairmanship.md"]
    assert page.text == faulty.pages_by_name["chairmanship.md"].text
    for block in page.blocks:
        assert all(block.start <= offset <= block.end for _, offset in (*block.printed, *block.reading))


def test_brackets_that_are_no_marker_stay_words(edition: Edition):
    repaired = changed(edition, "astana-summit.md", "\\[Helsinki\\]", "Helsinki").repaired()
    assert [span.kind for _, block in repaired.blocks for span in block.spans if "Helsinki" in span.printed_text] == ["text"]


@pytest.mark.parametrize("name", ["p4", "p5-2", "p13", "printed-1", "record-city"])
def test_a_lost_id_is_one_finding_at_its_words(edition: Edition, name: str):
    page, block = next((page, block) for page, block in edition.blocks if block.id == name)
    line = next(line for line in page.text.split("\n") if line.strip() == f"{{ #{name} }}")
    (found,) = check_edition(changed(edition, page.name, line + "\n", ""))
    assert (found.code, (found.file, found.line, found.column)) == ("C002", page.place(block.start))
    assert f"write `{{ #{name} }}`" in found.fix


def test_a_block_written_anew_is_not_taken_for_another(edition: Edition):
    words = "Special attention is paid to the activities of the OSCE in connection with the situation in Ukraine"
    found = check_edition(changed(edition, "three-dimensions.md", words, "Nothing of this is so"))
    assert {f.code for f in found} == {"C003"}


def test_labels_go_from_letters_to_pairs_and_are_never_given_again(edition: Edition, tmp_path: Path):
    def labelled(*labels: str) -> Edition:
        text = "".join(f"/// note | {label}\n///\n" for label in labels)
        return dataclasses.replace(edition, root=tmp_path, pages=[Page.parse("index.md", text)])

    assert [next_free_label(labelled(*labels)) for labels in ("", "a", "h", "n", "az", ["z", "ab"], ["5"])] == [
        "a", "b", "j", "p", "aa", "ac", "a",
    ]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/anchors.tsv").write_text("1.0.0\tpublished\tindex.md#note-w\t-\t-\n")
    assert next_free_label(labelled("a")) == "x"


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    shutil.copytree(pristine, root, copy_function=os.link)
    write(root / "docs/anchors.tsv", "")
    return root


def write(path: Path, text: str) -> None:
    # A linked file is replaced, not written into: the other name of it is the pristine one.
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write(path, text)


def page(title: str, text: str) -> str:
    return f"---\ntitle: '{title}'\ndescription: {title} and \"more\".\n---\n\n{text}"


def test_nav_may_have_sections_folders_and_links_and_a_page_any_title(copy: Path, tmp_path: Path):
    write(copy / "docs/more/README.md", page("More & <b>", "# More { #more .editorial }\n\n[Up](../index.md#p2)\n"))
    write(copy / "docs/more/2010/index.md", page("2010", "# 2010 { #year .editorial }\n\n[More](../README.md)\n"))
    (copy / "docs/text").mkdir()
    (copy / "docs/chairmanship.md").rename(copy / "docs/text/2010-chair.md")
    change(copy / "docs/text/2010-chair.md", ("](astana-summit.md)", "](../astana-summit.md)"))
    for name in ("index.md", "about.md", "astana-summit.md"):
        text = (copy / "docs" / name).read_text(encoding="utf-8")
        write(copy / "docs" / name, text.replace("](chairmanship.md", "](text/2010-chair.md"))
    change(copy / "scripts/waivers.toml", ("docs/chairmanship.md", "docs/text/2010-chair.md"))
    nav = "  - More:\n    - more/README.md\n    - Within:\n      - more/2010/index.md\n    - A & B: https://www.osce.org/a.md\n"
    change(
        copy / "mkdocs.yml",
        ("chairmanship.md", "text/2010-chair.md"),
        ("      - About this edition: about.md\n", f"      - About this edition: about.md\n{nav}"),
    )
    edition = load(copy)
    assert check_edition(edition) == []
    folder = tmp_path / "site"
    url = mkdocs.render(copy, folder, downloads=False)
    assert check_site(edition, folder, url) == []
    html = (folder / "more/index.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser(html)
    assert tree.css_first("title").text().startswith("More & <b> – ")
    assert tree.css_first('meta[name="description"]').attributes["content"] == 'More & <b> and "more".'
    contents = tree.css_first(".md-nav--primary")
    assert "Within" in [label.text(strip=True) for label in contents.css("label.md-nav__link")]
    assert contents.css_first('a[href="https://www.osce.org/a.md"]').text(strip=True) == "A & B"
    for path in ("text/2010-chair/", "more/", "more/2010/"):
        assert f"{url}{path}</loc>" in (folder / "sitemap.xml").read_text(encoding="utf-8")
        assert path in (folder / "404.html").read_text(encoding="utf-8")


def test_notes_may_be_many_have_two_letters_and_be_used_often(copy: Path, tmp_path: Path):
    added = "".join(f"/// note | {label}\nSee [paragraph 11](#p11).\n///\n\n" for label in ("w", "x", "y", "z", "aa"))
    change(
        copy / "docs/three-dimensions.md",
        ("/// note | s\n", f"{added}/// note | s\n"),
        ("presidential elections", "presidential[^w][^x] elections[^y]"),
        ("Special attention", "Special[^z][^aa] attention[^aa]"),
        ("Continuing work", "Continuing[^aa] work"),
        ("{>>E77 ", "{>>E100 "),
    )
    change(copy / "docs/chairmanship.md", ("stability over the whole", "stability[^h] over[^h] the whole"))
    edition = load(copy)
    assert check_edition(edition) == []
    folder = tmp_path / "site"
    assert check_site(edition, folder, mkdocs.render(copy, folder)) == []
    html = (folder / "three-dimensions/index.html").read_text(encoding="utf-8")
    assert all(f'id="at-note-aa{use}"' in html and f'href="#at-note-aa{use}"' in html for use in ("", "-2", "-3"))
    assert "Editor’s note aa" in (folder / "search.json").read_text(encoding="utf-8")


STOPPERS = {
    "a template with a name that is none": (
        "overrides/main.html",
        "{{ super() }}\n  <meta",
        "{{ page.x.y }}\n  <meta",
        "UndefinedError",
    ),
    "a template that is none": ("overrides/main.html", "{{ super() }}\n  <meta", "{% if %}\n  <meta", "in main.html, line "),
    "a hook": ("scripts/hook.py", "import os\n", "import os\nraise ValueError('so\\nit is')\n", "so it is"),
    "a plugin that is not there": ("mkdocs.yml", "  - search\n", "  - serach\n", "serach"),
}


@pytest.mark.parametrize(("file", "old", "new", "said"), STOPPERS.values(), ids=STOPPERS)
def test_whatever_stops_mkdocs_is_one_line(copy: Path, tmp_path: Path, file: str, old: str, new: str, said: str):
    change(copy / file, (old, new))
    with pytest.raises(EditionError) as raised:
        mkdocs.render(copy, tmp_path / "site", downloads=False)
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_an_empty_address_in_the_surroundings_is_none(copy: Path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "")
    assert check_edition(load(copy)) == []
    assert mkdocs.site_address(copy) == "https://example.org/activity-of-kazakhstan-within-osce/"


def test_what_can_not_be_read_is_told_before_anything_else(copy: Path):
    change(copy / "docs/chairmanship.md", ("held in Istanbul", "held in Istambul"))
    (copy / "docs/cite.md").unlink()
    change(copy / "docs/about.md", ("## Editorial policy", "<<<<<<< HEAD\n## Editorial policy"))
    codes = []
    for repair in ((copy / "docs/about.md", "<<<<<<< HEAD\n", ""), (copy / "mkdocs.yml", "cite.md", "cites.md")):
        with pytest.raises(FaultyFilesError) as raised:
            load(copy)
        codes.append({f.code for f in raised.value.findings})
        change(repair[0], repair[1:])
    assert codes == [{"X001"}, {"X006"}]


def test_a_release_under_git_is_read_all_the_same(copy: Path):
    commit_and_tag(copy, "v1.0.0")
    assert check_edition(load(copy)) == []
