"""Material's frame is put right where its blocks don't reach, and every inline script is named by the policy."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from building import mkdocs
from theme.frame import strict_page
from theme.view import View

TEMPLATES = Path(material.__file__).parent / "templates"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
META = '<meta http-equiv="Content-Security-Policy" content="">'

# What the edition leans on inside Material, beside its blocks and documented settings: where it stands, and as what.
INTERNALS = {
    "toggles that take no words": ("base.html", 'data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off"'),
    "a toggle of the search, which the script expects": ("base.html", 'data-md-toggle="search" type="checkbox" id="__search"'),
    "a section that says it is expanded": ("partials/nav-item.html", 'aria-expanded="{{ nav_item.active | tojson }}"'),
    "a section's empty tabindex": ("partials/nav-item.html", 'tabindex="{{ tabindex }}"'),
    "the contents' label": ("partials/toc.html", '<label class="md-nav__title" for="__toc">'),
    "the name of a page's path": ("partials/path.html", '<nav class="md-path" aria-label="{{ lang.t(\'nav\') }}"'),
    "a section that has a page": ("partials/nav-item.html", '<div class="md-nav__link md-nav__container">'),
    "the repository's mark": ("partials/source.html", 'data-md-component="source"'),
    "the search's label": ("partials/header.html", '<label class="md-header__button md-icon" for="__search">'),
    "the search's own partial": ("partials/header.html", '{% include "partials/search.html" %}'),
    "the drawer's label": ("partials/header.html", '<label class="md-header__button md-icon" for="__drawer">'),
    "the actions' own partial": ("partials/content.html", '{% include "partials/actions.html" %}'),
    "the foot's own partial": ("partials/footer.html", '{% include "partials/copyright.html" %}'),
    "what is said to the script": ("base.html", '<script id="__config" type="application/json">'),
    "what opens a tab": ("partials/javascripts/content.html", "__tabbed_"),
    "the colours' form": ("partials/palette.html", 'class="md-option" data-md-color-media="{{ option.media }}"'),
    "the colours as they are kept": ("partials/javascripts/palette.html", 'var palette=__md_get("__palette")'),
    "the keeping itself": ("partials/javascripts/base.html", "__md_set="),
    "the way back to the top": ("partials/top.html", 'class="md-top md-icon" data-md-component="top" hidden'),
    "a page's subtitle": ("partials/nav-item.html", "<small>{{ nav_item.meta.subtitle }}</small>"),
    "the list that follows": ("partials/toc.html", 'class="md-nav__list" data-md-component="toc"'),
}


@pytest.mark.parametrize(("template", "text"), INTERNALS.values(), ids=INTERNALS)
def test_what_the_edition_leans_on_is_still_in_material(template: str, text: str):
    assert text in (TEMPLATES / template).read_text(encoding="utf-8")


def test_materials_script_is_found_by_its_name():
    assert len([*TEMPLATES.glob("assets/javascripts/bundle.*.js")]) == 1


FIXED = {
    "a toggle takes no words": ('<input class="md-toggle" autocomplete="off">', '<input class="md-toggle">'),
    "a field does": ('<input class="search" autocomplete="off">', None),
    "a section says that it is expanded": ('<nav aria-expanded="true"></nav>', "<nav></nav>"),
    "a button may": ('<button aria-expanded="true"></button>', None),
    "an empty tabindex": ('<label tabindex="">A</label>', "<label>A</label>"),
    "another tabindex": ('<label tabindex="0">A</label>', None),
    "a path that is called as the navigation": (
        '<nav class="md-path" aria-label="Navigation"></nav>',
        '<nav class="md-path" aria-label="Path"></nav>',
    ),
    "the navigation": ('<nav class="md-nav" aria-label="Navigation"></nav>', None),
    "a list that an icon would name": (
        '<div class="md-nav__container"><a href="/">More</a><label id="a"></label></div><nav aria-labelledby="a"></nav>',
        '<div class="md-nav__container"><a href="/">More</a><label id="a"></label></div><nav aria-label="More"></nav>',
    ),
    "a list that words name": ('<label id="a">More</label><nav aria-labelledby="a"></nav>', None),
    "a section with a page and no list": ('<div class="md-nav__container"><a href="/">More</a></div>', None),
    "a label of nothing": ('<label for="__toc">A</label>', "<label>A</label>"),
    "a label of something": ('<label for="__toc">A</label><input id="__toc">', None),
    "a repository that would be asked": ('<a data-md-component="source" href="/">A</a>', '<a href="/">A</a>'),
    "another component": ('<div data-md-component="toc"></div>', None),
    "a search that no key reaches": ('<label class="md-header__button" for="__search">A</label>', ""),
    "its toggle": ('<input id="__search" class="md-toggle">', None),
    "words to a script that is not there": ('<script id="__config">{}</script>', ""),
    "words to one that is": (
        '<script id="__config">{}</script><script src="../assets/javascripts/bundle.1.min.js"></script>',
        None,
    ),
    "words to one that comes later": (
        '<script id="__config">{}</script><script data-bundle="../bundle.1.min.js"></script>',
        None,
    ),
    "what opens a tab, without one": ('<script>var t="__tabbed_"</script>', ""),
    "what opens a tab": ('<div class="tabbed-set"></div><script>var t="__tabbed_"</script>', None),
    "indents and blank lines": ("<p>A\n\n     b</p>\n   \n<p>C</p>", "<p>A\nb</p>\n<p>C</p>"),
    "code as it is written": ("<pre><code>a\n\n  b</code></pre><textarea>a\n\n  b</textarea>", None),
    "a script as it is written": ("<script>a\n\n  b</script>", None),
}


@pytest.mark.parametrize(("written", "expected"), FIXED.values(), ids=FIXED)
def test_a_fix_reaches_what_is_wrong_and_nothing_else(written: str, expected: str | None):
    page = strict_page(f"<!doctype html><html><head></head><body>{written}</body></html>", "")
    assert page.partition("<body>")[2].partition("</body>")[0] == (written if expected is None else expected)


def test_the_policy_names_each_inline_script_by_its_digest():
    scripts = ["a()", "b(1 < 2)", '{"data": "é"}']
    written = "".join(f"<script>{script}</script>" for script in scripts) + '<script src="x.js"></script>'
    page = LexborHTMLParser(strict_page(f"<html><head>{META}{written}</head></html>", POLICY))
    policy = page.css_first("meta").attributes["content"]
    digests = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    assert policy == f"default-src 'none'; script-src 'self' {' '.join(digests)}; style-src 'self'"


def test_the_policy_names_an_inline_style_by_its_digest_too():
    page = LexborHTMLParser(
        strict_page(f"<html><head>{META}<style>:root{{--icon:url('data:x')}}</style></head></html>", POLICY)
    )
    digest = b64encode(sha256(b":root{--icon:url('data:x')}").digest()).decode()
    assert page.css_first("meta").attributes["content"] == f"{POLICY} 'sha256-{digest}'"


def test_without_a_policy_a_page_has_none():
    assert "Content-Security-Policy" not in strict_page(f"<html><head>{META}</head></html>", "")


@pytest.mark.parametrize(("edit", "source"), [
    ("https://github.com/someone/edition/edit/main/docs/a.md", "https://github.com/someone/edition/raw/main/docs/a.md"),
    ("https://github.com/someone/edit/edit/main/docs/edit/a.md", "https://github.com/someone/edit/raw/main/docs/edit/a.md"),
    ("https://gitlab.com/someone/edition/-/edit/main/docs/a.md", "https://gitlab.com/someone/edition/-/raw/main/docs/a.md"),
    ("https://example.org/a.md?mode=edit", "https://example.org/a.md?mode=edit"),
])
def test_the_address_of_the_source_is_that_of_the_editor_in_one_place_only(edit: str, source: str):
    page = "edit/a.md" if edit.endswith("edit/a.md") else "a.md"
    assert View.source_of(edit, page) == source


def test_pages_can_be_edited_where_an_address_says_so(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EDIT_URI", "https://github.com/someone/edition/edit/main/docs/")
    links = {}
    for name, frozen in (("living", False), ("frozen", True)):
        mkdocs.render(pristine, tmp_path / name, downloads=False, frozen=frozen)
        page = LexborHTMLParser((tmp_path / name / "chairmanship/index.html").read_text(encoding="utf-8"))
        links[name] = [node.attributes["href"] for node in page.css(".page-actions a")]
    assert links == {"frozen": [], "living": [
        "https://github.com/someone/edition/edit/main/docs/chairmanship.md",
        "https://github.com/someone/edition/raw/main/docs/chairmanship.md",
    ]}


def test_without_such_an_address_no_link_leads_to_an_editor(site):
    assert "page-actions" not in (site.folder / "chairmanship/index.html").read_text(encoding="utf-8")


def test_ids_lead_to_their_pages(site):
    pages = json.loads((site.folder / "ids.json").read_text(encoding="utf-8"))
    found = {identifier: page for page, ids in pages.items() for identifier in ids.split()}
    assert (found["p1"], found["p7"], found["ref-3"], found["E21"]) == ("", "astana-summit/", "references/", "apparatus/")


def test_the_search_finds_the_sections_of_editorial_pages_and_no_page_twice(pristine: Path, tmp_path: Path):
    root = tmp_path / "root"
    shutil.copytree(pristine, root)
    for name, front in (("thanks", ""), ("hidden", "search:\n  exclude: true\n")):
        (root / f"docs/{name}.md").write_text(
            f"---\ntitle: {name.title()} & more\ndescription: {name}.\n{front}---\n\n"
            f"# {name.title()} {{ #{name} .editorial }}\n\n"
            f"## Whom {{ #whom .editorial }}\n\nTo *everybody* & their dogs.\n",
            encoding="utf-8",
        )
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(configuration.replace(
        "not_in_nav: checks.md", "not_in_nav: |\n  checks.md\n  thanks.md\n  hidden.md"), encoding="utf-8")
    mkdocs.render(root, tmp_path / "site", downloads=False)
    entries = json.loads((tmp_path / "site/search.json").read_text(encoding="utf-8"))
    found = [entry for entry in entries if entry["address"].startswith(("thanks", "hidden"))]
    assert found == [{"name": "Thanks & more: Whom", "address": "thanks/#whom", "text": "To everybody & their dogs."}]
    addresses = [entry["address"] for entry in entries]
    assert len(addresses) == len(set(addresses)) and not [a for a in addresses if re.match("checks|cite|article", a)]
    assert not (tmp_path / "site/search").exists()


def test_a_bare_preview_has_no_policy_which_its_reloading_would_break(pristine: Path, tmp_path: Path):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(pristine / "mkdocs.yml"), site_dir=str(tmp_path))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert "Content-Security-Policy" not in (tmp_path / "about/index.html").read_text(encoding="utf-8")
