"""Structure: the pages that nav lists are there, and mkdocs.yml says what the edition can be built with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from edition.configuration import CONFIGURATION
from edition.formatting import ARTICLE
from edition.published import DOCS
from edition.references import REFERENCES
from edition.settings import settings
from edition.source import SOURCE
from edition.structure import NEEDED, Structure
from edition.version import CITATION, PROJECT
from lint.rule import Problem, rule

HOOK = "scripts/hook.py"
EXTENSION = "attr_list"
PLUGIN = "search"
# Without these nothing can be built.
FILES = (
    SOURCE, REFERENCES, ARTICLE, PROJECT, CITATION, "CHANGELOG.md", HOOK, "overrides/main.html", "docs/assets/edition.css",
)


@rule("X006", "structure", waivable=False)
def files_are_there(structure: Structure) -> Iterator[Problem]:
    """A file or page that the edition needs is missing, or nav does not list it.

    Bad:
        docs/cite.md deleted, or taken off nav
    Good:
        docs/cite.md, listed in nav
    Fix: restore the file, `git checkout -- docs/cite.md`, or list it in nav in mkdocs.yml.
    """
    for name in FILES:
        if not (structure.root / name).is_file():
            yield Problem(name, 1, 1, "the file is gone", fix=f"restore it: git checkout -- {name}")
    for entry in structure.configuration.entries:
        if entry.target in structure.missing:
            yield _gone(structure, entry.target, (CONFIGURATION, entry.line, entry.column))
    for name in structure.unreachable if structure.says_all else ():
        yield Problem(
            *structure.configuration.place("nav"), f"nav does not list {name}, which the edition needs: {NEEDED[name]}",
            fix=f"list it in nav: `- Title: {name}`" if (structure.root / DOCS / name).is_file()
            else f"restore it, `git checkout -- {DOCS}/{name}`, and list it in nav",
        )


@rule("X007", "structure", waivable=False)
def pages_are_in_nav(structure: Structure) -> Iterator[Problem]:
    """A page is not in nav, is there twice, or nav has an entry that leads nowhere.

    A page that nav does not list has no place in the order of the text, and readers can't find it.

    Bad:
        docs/draft.md, which nav in mkdocs.yml does not list
    Good:
        every page of docs/ listed in nav once
    Fix: list the page in nav in mkdocs.yml, `- Title: draft.md`, or name it under `exclude_docs` there.
    """
    renamed = {structure.renamed_to(name) for name in structure.missing}
    for name in structure.unlisted if structure.says_all else ():
        if name not in renamed and name not in structure.unreachable:
            yield Problem(
                f"{DOCS}/{name}", 1, 1, "nav does not list this page",
                fix=f"list it in nav in {CONFIGURATION}: `- Title: {name}`; or leave it out: `exclude_docs: {name}`",
            )
    times: Counter[str] = Counter()
    for entry in structure.configuration.entries:
        place = CONFIGURATION, entry.line, entry.column
        if not entry.target:
            fix = "write the page's file after the colon, or remove the line"
            yield Problem(*place, f"nav has “{entry.title}” and no page for it", fix=fix)
        elif entry.target.startswith("/") or (entry.is_page and not entry.target.endswith(".md")):
            fix = "name a page by its file, `page.md`, or a site by its whole address"
            yield Problem(*place, f"{entry.target} is not a page of docs/", fix=fix)
        elif entry.is_page:
            times[entry.target] += 1
            if times[entry.target] == 2:
                yield Problem(*place, f"{entry.target} is listed twice", fix="take one of the lines out of nav")


@rule("X008", "structure", waivable=False)
def configuration_is_the_editions(structure: Structure) -> Iterator[Problem]:
    """A setting in mkdocs.yml is missing, or has a value with which the edition can't be built.

    Its addresses, its templates and what it makes of the pages depend on these.

    Bad:
        site_url: example.org
    Good:
        site_url: https://example.org/activity/
    Fix: write what the finding says; `git log -p mkdocs.yml` shows older states of the file.
    """
    values = structure.configuration.values
    theme = values.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme}

    def wrong(name: str, message: str, fix: str) -> Problem:
        return Problem(*structure.configuration.place(name), message, fix=fix)

    if not structure.configuration.entries:
        yield wrong("nav", "has no nav", "list the pages in reading order: `nav: [index.md, …]`")
    if not isinstance(values.get("site_name"), str) or not values["site_name"].strip():
        yield wrong("site_name", "has no site_name", "write the title: `site_name: Activity of Kazakhstan within OSCE`")
    if message := _fault_of_address(values.get("site_url")):
        yield wrong("site_url", message, "write the whole address: `site_url: https://example.org/activity/`")
    if values.get("use_directory_urls", True) is not True:
        yield wrong("use_directory_urls", "the addresses of the pages would change", "remove use_directory_urls")
    if str(values.get("docs_dir") or DOCS).rstrip("/") != DOCS:
        yield wrong("docs_dir", f"the pages are in {DOCS}/, not in {values['docs_dir']}", "remove docs_dir")
    if theme.get("name") != "material":
        name = theme.get("name")
        message = f"the theme is {name!r}, and the templates in overrides/ are for material"
        yield wrong("theme", message, "write `name: material`")
    if str(theme.get("custom_dir") or "").rstrip("/") != "overrides":
        yield wrong("theme", "the templates in overrides/ are not used", "write `custom_dir: overrides` below theme")
    if HOOK not in _names(values.get("hooks")):
        message = f"hooks does not list {HOOK}, which gives MkDocs the edition"
        yield wrong("hooks", message, f"write `- {HOOK}` below hooks")
    if EXTENSION not in _names(values.get("markdown_extensions")):
        message = f"markdown_extensions does not list {EXTENSION}, which reads the ids of the blocks"
        yield wrong("markdown_extensions", message, f"write `- {EXTENSION}` below markdown_extensions")
    plugins = {setting.key for setting in settings(structure.configuration.node, values) if setting.parent.endswith("plugins")}
    # Of a name that is nearly its own, the rule on settings says so.
    is_there = plugins & {PLUGIN, f"material/{PLUGIN}"} or get_close_matches(PLUGIN, plugins)
    if values.get("plugins") is not None and not is_there:
        message = f"plugins does not list {PLUGIN}; the header's buttons and the search of your own pages come with it"
        yield wrong("plugins", message, f"write `- {PLUGIN}` below plugins")


def _gone(structure: Structure, name: str, place: tuple[str, int, int]) -> Problem:
    message = f"{DOCS}/{name} is not there"
    if name in NEEDED:
        message += f", and the edition needs it: {NEEDED[name]}"
    renamed = structure.renamed_to(name)
    if not renamed:
        or_not = "" if name in NEEDED else ", or take it off nav"
        return Problem(*place, message, fix=f"restore it, `git checkout -- {DOCS}/{name}`{or_not}")
    message += f"; {DOCS}/{renamed}, which nav does not list, seems to be it"
    if name in NEEDED:
        return Problem(*place, message, fix=f"the page keeps its name: `mv {DOCS}/{renamed} {DOCS}/{name}`")
    return Problem(*place, message, fix=f"`python3 scripts/build.py rename {name} {renamed}` finishes it")


def _fault_of_address(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return "has no site_url; canonical addresses, citations and 404.html need it"
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f"site_url is {value!r}, which has no https:// and host"
    return f"site_url is {value!r}; an address of a site has no ? and no #" if parts.query or parts.fragment else ""


def _names(setting: object) -> list[str]:
    """The names in a list of settings, of which some are mappings of a name to its options."""
    if isinstance(setting, dict):
        return [str(name) for name in setting]
    items = setting if isinstance(setting, list) else []
    return [str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in items]
