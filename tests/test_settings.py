"""Every setting of Material and MkDocs has its effect, or is refused in one finding at its line, with a remedy."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import material
import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from building import mkdocs
from building.checking import check_edition, check_site, load
from edition.configuration import Configuration
from edition.edition import Edition
from edition.page import Page
from edition.structure import Structure
from lint.finding import Finding
from lint.rule import run_rules
from rulecases import CASES
from settings import ELSEWHERE, IN_A_BROWSER, SHOWN
from settingsites import dumped, edition_with, written
from theme.refused import REFUSED, REFUSED_IN_PAGES
from theme.settings import CLOSED, NEED_SCRIPT

DATA = Path(__file__).parent / "data/settings.txt"
NAMES = frozenset(line for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
WORKING = frozenset(SHOWN) | IN_A_BROWSER | frozenset(ELSEWHERE)
# What is asked for where `true` is no value.
ASKED = {"theme.direction": "rtl", "strict": False, "plugins.search.enabled": False, "page.search.boost": 2}
TEMPLATES = Path(material.__file__).parent / "templates"


def is_refused(name: str) -> bool:
    refused = REFUSED | {f"page.{name}": refused for name, refused in REFUSED_IN_PAGES.items()}
    return any(f"{name}.".startswith(f"{above}.") for above in refused)


REFUSED_NAMES = sorted(name for name in NAMES if is_refused(name))


def test_every_setting_works_or_is_refused():
    assert sorted(name for name in NAMES if name not in WORKING and not is_refused(name)) == []
    assert sorted(name for name in WORKING if is_refused(name)) == []


def test_the_table_has_no_setting_that_does_not_exist():
    above = {name.rpartition(".")[0] for name in NAMES}
    others = (WORKING | set(REFUSED)) - NAMES - above
    assert [name for name in others if not is_of_an_extension(name.removeprefix("markdown_extensions."))] == []
    assert {f"page.{name}" for name in REFUSED_IN_PAGES} <= NAMES


def is_of_an_extension(name: str) -> bool:
    """Whether it is an extension of Markdown, of which Material's schema says nothing, or an option of one."""
    markdown = Markdown()
    try:
        return bool(markdown.build_extension(name, {}))
    except ImportError:
        extension, _, option = name.rpartition(".")
        return option in markdown.build_extension(extension, {}).config


def test_the_features_are_those_that_material_asks_for():
    asked = set()
    for path in TEMPLATES.rglob("*.html"):
        asked.update(re.findall(r'"([a-z.]+)" (?:not )?in features', path.read_text(encoding="utf-8")))
    bundle = next(TEMPLATES.glob("assets/javascripts/bundle.*.js")).read_text(encoding="utf-8")
    asked.update(re.findall(r'\w\("((?:announce|content|header|navigation|search|toc)\.[a-z.]+)"\)', bundle))
    # Words of the interface; and a switch of which Material says nothing.
    asked = {name for name in asked if not name.startswith("search.result")} - {"content.lazy"}
    assert asked == {name.removeprefix("theme.features.") for name in NAMES if name.startswith("theme.features.")}


def test_the_names_that_are_told_from_mistakes_are_all_there_are():
    for parent, names in CLOSED.items():
        prefix = f"{parent}." if parent else ""
        known = {name.removeprefix(prefix) for name in NAMES if name.startswith(prefix)}
        depth = (lambda name: name) if parent == "theme.features" else (lambda name: name.partition(".")[0])
        assert {depth(name) for name in known} - {"page"} == names, parent


@pytest.fixture(scope="module")
def rendered(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The finished site of some settings, made when it is first asked for."""

    @cache
    def render(name: str) -> Path:
        root = edition_with(pristine, tmp_path_factory.mktemp(name), name)
        edition = load(root)
        assert check_edition(edition) == []
        url = mkdocs.render(root, root / "site", downloads=False)
        assert check_site(edition, root / "site", url) == []
        return root / "site"

    return render


@pytest.mark.parametrize("name", SHOWN)
def test_a_setting_shows(rendered: Callable[[str], Path], name: str):
    shown = SHOWN[name]
    found = [is_there(rendered(site) / shown.page, shown.selector) for site in (shown.site, shown.other)]
    assert sorted(found) == [False, True]


def is_there(file: Path, selector: str) -> bool:
    if not selector or not file.exists():
        return file.exists()
    text = file.read_text(encoding="utf-8")
    return selector in text if file.suffix != ".html" else bool(LexborHTMLParser(text).css(selector))


@pytest.mark.parametrize("name", [name for name in REFUSED_NAMES if not name.startswith("page.")])
def test_a_setting_is_refused_in_one_finding_at_its_line(pristine: Path, name: str):
    text = dumped(with_setting(Configuration.load(pristine).values, name, ASKED.get(name, True)))
    assert_is_about(found_in(pristine, text), text, name.removeprefix("theme.features."))


def with_setting(values: dict, name: str, value: object) -> dict:
    """The settings with one more; what is refused stands anywhere on the way to it."""
    key, _, below = name.partition(".")
    if key in ("features", "plugins", "markdown_extensions"):
        plugin, _, option = below.partition(".")
        item = {plugin: {option: value}} if key == "plugins" and option else below
        items = [item for item in values.get(key, []) if not (option and item == plugin)]
        return values | {key: [*items, item]}
    if not below:
        return values | {key: value}
    before = values.get(key)
    if isinstance(before, list):
        return values | {key: [with_setting({}, below, value)]}
    return values | {key: with_setting(before if isinstance(before, dict) else {}, below, value)}


def found_in(root: Path, text: str) -> list[Finding]:
    return [*run_rules("structure", Structure(root, Configuration.parse(text)))]


def assert_is_about(findings: list[Finding], text: str, name: str) -> None:
    assert len(findings) == 1, findings
    line = text.splitlines()[findings[0].line - 1]
    assert any(part in line for part in (name, *name.split("."))), line
    assert findings[0].message and findings[0].fix


@pytest.mark.parametrize("name", [name.removeprefix("page.") for name in REFUSED_NAMES if name.startswith("page.")])
def test_a_line_of_front_matter_is_refused_in_one_finding(edition: Edition, name: str):
    page = edition.pages_by_name["about.md"]
    asked = (
        {"hide": ["feedback"]} if name == "hide.feedback" else with_setting({}, name, ASKED.get(f"page.{name}", "2026-11-24"))
    )
    changed = Page.parse(page.name, page.text.replace("---\n", f"---\n{dumped(asked)}", 1))
    pages = [changed if other is page else other for other in edition.pages]
    assert_is_about(check_edition(dataclasses.replace(edition, pages=pages)), changed.text, name)


def test_what_is_told_elsewhere_is_tried_there():
    cases = {
        code: next(CASES.glob(f"{code}-*")).read_text(encoding="utf-8") for code in ELSEWHERE.values() if code[1:].isdigit()
    }
    assert [name for name, code in ELSEWHERE.items() if name.rpartition(".")[2] not in cases.get(code, name)] == []


def test_how_strictly_mkdocs_reads_links_can_be_said(pristine: Path, tmp_path: Path):
    shutil.copytree(pristine, tmp_path / "edition")
    path = tmp_path / "edition/mkdocs.yml"
    written(
        tmp_path / "edition/docs/extra.md", "---\ntitle: A\ndescription: B.\n---\n\n# A { #a .editorial }\n\n[x](/about/)\n"
    )
    text = path.read_text(encoding="utf-8").replace("not_in_nav: checks.md", "not_in_nav: |\n  checks.md\n  extra.md")
    written(path, text)
    with pytest.raises(mkdocs.RenderingFailed, match="absolute"):
        mkdocs.render(tmp_path / "edition", tmp_path / "site", downloads=False)
    written(path, text.replace("absolute_links: warn", "absolute_links: ignore"))
    mkdocs.render(tmp_path / "edition", tmp_path / "site", downloads=False)


def test_each_feature_of_materials_script_brings_it():
    assert {f"theme.features.{name}" for name in NEED_SCRIPT} == IN_A_BROWSER | {"theme.features.announce.dismiss"}
