"""What MkDocs calls while it renders: gives its Markdown and its templates the edition.

MkDocs puts this file's folder on the import path while it loads the file, and only then.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

if sys.flags.optimize > 1:
    raise ConfigurationError("Python left out the docstrings, which explain the rules; run it without -OO, PYTHONOPTIMIZE")

from checks import RULES
from checks.subjects import by_subject
from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, finished_path
from edition.citing import CITE_PAGE, editors_cited, everything_cited, exports
from edition.edition import Edition
from edition.errors import EditionError
from edition.releases import RELEASES
from exports.anchors_json import anchors_json
from exports.catalogue import ANCHORS, DATA, JSON_LD, LINKSET, present
from exports.linkset import linkset
from exports.making import write_formats
from exports.search_index import search_index
from facts.homes import home_of
from permanence.gone import moved_pages
from permanence.kept import frozen_roots
from permanence.registry import Registry
from permanence.stated import stated
from rendering.extension import EditionExtension
from theme.frame import strict_page
from theme.passed_on import Rendered
from theme.settings import NEED_SCRIPT
from theme.styles import cut_styles
from theme.view import ids_by_page, view
from theme.whole_page import put_together

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from theme.passed_on import Config

# Material's notice about MkDocs 2, printed at every build; pyproject.toml keeps MkDocs below 2.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

# Of the theme's files: its search, for which the edition has its own, and its icon.
_NOT_ASKED_FOR = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/favicon.png")

_SHOWN_ELSEWHERE = (CITE_PAGE, APPARATUS_PAGE, REFERENCES_PAGE)

_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview."""
    global _serving
    _serving = command == "serve"


def on_config(config: Config) -> MkDocsConfig:
    """Load the edition beside mkdocs.yml and let it render the notation of the pages."""
    if not config.site_url:
        raise ConfigurationError("has no site_url; canonical addresses, citations and 404.html need it")
    try:
        edition = Edition.load(Path(config.config_file_path).parent)
    except EditionError as error:
        raise ConfigurationError(str(error)) from None
    registry = Registry.load(edition.root)
    roots = frozen_roots(edition, config.site_url, config.extra.get("kept_elsewhere", {}))
    formats, frozen = present(config.extra.get("downloads", True)), bool(config.extra.get("frozen"))
    state = stated(edition, config.site_url, roots, frozen)
    seen = view(edition, config.site_url, registry, roots, formats, frozen, state)
    # Its place; which page it renders is said before each.
    config.markdown_extensions.append("")
    config.edition = Rendered(edition, config.site_url, registry, seen, formats, state)
    if frozen:
        # What is kept for ever is not edited.
        config.edit_uri = config.edit_uri_template = ""
    if _serving:
        # A preview puts its reloading script into the page itself, which the policy forbids.
        config.extra["content_security_policy"] = ""
    return config


def on_files(files: Files, config: Config) -> Files:
    """Leave out what of the theme's files no page asks for; add what is made."""
    rendered = config.edition
    needs_script = bool(config.extra_javascript) or not NEED_SCRIPT.isdisjoint(config.theme.get("features") or ())
    for file in list(files):
        is_bundle = file.src_uri.startswith("assets/javascripts/bundle.") and file.src_uri.endswith(".js")
        if is_bundle and needs_script:
            rendered.view = replace(rendered.view, bundle=file.url)
        elif is_bundle or file.src_uri.startswith(_NOT_ASKED_FOR) or file.src_uri.endswith(".map"):
            files.remove(file)
    if releases := files.get_file_from_path(RELEASES.removeprefix("docs/")):
        # It has the digest of a frozen site, which therefore can't contain it.
        files.remove(releases)
    edition = rendered.edition
    cited = everything_cited(edition, rendered.site_url) + editors_cited(edition, rendered.site_url)
    made = {
        "ids.json": json.dumps(ids_by_page(edition), separators=(",", ":")),
        ANCHORS.path: anchors_json(edition, rendered.registry, rendered.site_url),
        JSON_LD.path: rendered.view.json_ld + "\n",
        LINKSET.path: linkset(edition, rendered.site_url, rendered.formats, rendered.state),
        # Crawlers read it at a host's root; below a base path it says where the sitemap is to anyone who looks.
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {rendered.view.root}sitemap.xml\n",
        **exports(edition, cited, rendered.state),
    }
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: Config, files: Files) -> str:
    """Let the page be rendered as what it is; give its frame its paragraphs."""
    rendered = config.edition
    config.markdown_extensions[-1] = EditionExtension(  # type: ignore[call-overload]  # Markdown takes more than names
        rendered.edition, rendered.site_url, page.file.src_uri, kept=rendered.view.kept, frozen=rendered.view.frozen,
        files=(*rendered.formats, *DATA), rules=by_subject(RULES.values()), state=rendered.state,
    )
    if paragraphs := config.edition.view.ranges.get(page.file.src_uri):
        page.meta.setdefault("subtitle", paragraphs)
    for name in ("title", "description"):
        # Material's templates put them into the page as they are.
        page.meta[name] = escape(page.meta.get(name, ""))
    return markdown


def on_nav(nav: Navigation, config: Config, files: Files) -> Navigation:
    """Keep the nav for the pages that are made after MkDocs' own."""
    config.edition.nav = nav
    return nav


def on_env(env: Environment, config: Config, files: Files) -> Environment:
    """Put the whole article together; give the templates the edition; leave pages that lead to where others are now."""
    rendered = config.edition
    env.globals["edition"] = rendered.view
    put_together(rendered.edition, files, config.mdx_configs.get("toc", {}).get("toc_depth", 6))
    for page, moved in moved_pages(rendered.registry, rendered.view.gone).items():
        path = finished_path(page)
        context = get_context(rendered.nav, files, config, base_url="../" * path.count("/"))
        html = env.get_template("moved.html").render(context, moved=moved)
        files.append(File.generated(config, path, content=_strict(html, config)))
    return env


def on_post_page(output: str, page: Page, config: Config) -> str:
    if page.file.src_uri in (*_SHOWN_ELSEWHERE, home_of(config.edition.edition, "term")):
        # A script shows parts of it on other pages, and has no use for the frame around it.
        path = Path(page.file.abs_dest_path).with_name("content.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.content or "", encoding="utf-8", newline="")
    return _strict(output, config)


def on_post_template(output_content: str, template_name: str, config: Config) -> str:
    return _strict(output_content, config) if template_name.endswith(".html") else output_content


def on_post_build(config: Config) -> None:
    """Write the search's index and the other formats; remove what depends on the day, and styles of what is not there."""
    folder, rendered = Path(config.site_dir), config.edition
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    gathered = folder / "search" / "search_index.json"
    sections = json.loads(gathered.read_text(encoding="utf-8"))["docs"] if gathered.exists() else []
    (folder / "search.json").write_text(search_index(rendered.edition, sections), encoding="utf-8", newline="")
    shutil.rmtree(gathered.parent, ignore_errors=True)
    if config.extra.get("cut_styles", True):
        cut_styles(folder)
    write_formats(rendered.edition, rendered.site_url, folder, rendered.formats, rendered.view.kept, rendered.state)


def _strict(html: str, config: Config) -> str:
    return strict_page(html, config.extra.get("content_security_policy", ""))
