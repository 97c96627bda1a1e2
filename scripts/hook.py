"""The one place that touches MkDocs while it renders: gives its Markdown and its templates the edition.

MkDocs puts this file's folder on the import path while it loads the file, and only then.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File

if sys.flags.optimize > 1:
    raise ConfigurationError("Python left out the docstrings, which explain the rules; run it without -OO, PYTHONOPTIMIZE")

# Registers the rules, which the page of the checks lists.
import edition.checks  # noqa: F401
from edition.addresses import finished_path, paragraph_range, site_root
from edition.citing import exports
from edition.edition import Edition
from edition.errors import EditionError
from edition.ids import citable_ids
from edition.releases import RELEASES
from edition.rendering import EditionExtension
from edition.search_index import search_index
from edition.whole import PLACEHOLDER, WHOLE_PAGE, whole_article
from formats.making import write_formats
from formats.names import ANCHORS, JSON_LD, LINKSET, PDF, present
from metadata.json_ld import as_text, json_ld
from metadata.linkset import linkset, page_links
from registry.anchors_json import anchors_json
from registry.gone import gone_by_page, moved_pages
from registry.kept import frozen_roots, kept_by_newest
from registry.registry import Registry

# Material's notice about MkDocs 2, printed at every build; pyproject.toml keeps MkDocs below 2.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

_serving = False


def on_startup(command, dirty):
    """Remember whether this is a preview."""
    global _serving
    _serving = command == "serve"


def on_config(config):
    """Load the edition beside mkdocs.yml and let it render the notation of the pages."""
    if not config.site_url:
        raise ConfigurationError("has no site_url; canonical addresses, citations and 404.html need it")
    try:
        edition = Edition.load(Path(config.config_file_path).parent)
    except EditionError as error:
        raise ConfigurationError(str(error)) from None
    config.extra.registry = Registry.load(edition.root)
    roots = frozen_roots(edition, config.site_url, config.extra.get("kept_elsewhere", {}))
    config.extra.gone = gone_by_page(edition, config.extra.registry, roots)
    config.extra.kept = kept_by_newest(edition, config.extra.registry, roots)
    config.extra.extension = EditionExtension(
        edition, config.site_url, kept=config.extra.kept, frozen=bool(config.extra.get("frozen")),
        formats=present(config.extra.get("downloads", True)),
    )
    config.markdown_extensions.append(config.extra.extension)
    config.extra.ids = {page.name: " ".join(citable_ids(edition, page)) for page in edition.pages}
    config.extra.paragraphs = {page.name: paragraph_range(page) for page in edition.pages if paragraph_range(page)}
    config.extra.version = edition.version
    config.extra.update(_metadata(edition, config))
    if _serving:
        # A preview puts its reloading script into the page itself, which the policy forbids.
        config.extra.content_security_policy = ""
    return config


def on_files(files, config):
    """Leave out the theme's own styles and scripts, which the frame in overrides/ does not load; add what is made."""
    theme = [Path(directory) for directory in config.theme.dirs]
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_dir != config.docs_dir and Path(file.src_dir) in theme:
            files.remove(file)
    edition = config.extra.extension.edition
    if releases := files.get_file_from_path(RELEASES.removeprefix("docs/")):
        # It has the digest of a frozen site, which therefore can't contain it.
        files.remove(releases)
    made = {
        "search.json": search_index(edition),
        ANCHORS.path: anchors_json(edition, config.extra.registry, config.site_url),
        JSON_LD.path: config.extra["json_ld_text"] + "\n",
        LINKSET.path: linkset(edition, config.site_url, present(config.extra.get("downloads", True))),
        # Crawlers read it at a host's root; below a base path it says where the sitemap is to whoever looks.
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {config.extra['root']}sitemap.xml\n",
        **exports(edition, config.site_url),
    }
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown, page, config, files):
    """Tell the extension which page it is about to render, and put the whole article into its place."""
    extension = config.extra.extension
    extension.page = page.file.src_uri
    return markdown.replace(PLACEHOLDER, whole_article(extension.edition))


def on_nav(nav, config, files):
    """Keep the nav for the pages that are made after MkDocs' own."""
    config.extra.nav = nav
    return nav


def on_env(env, config, files):
    """Leave, where a page was, one that leads to where it is now."""
    for page, moved in moved_pages(config.extra.registry, config.extra.gone).items():
        path = finished_path(page)
        context = get_context(config.extra.nav, files, config, base_url="../" * path.count("/"))
        html = env.get_template("moved.html").render(context, moved=moved)
        files.append(File.generated(config, path, content=html))
    return env


def on_post_build(config):
    """Write the other formats, and remove MkDocs' compressed sitemap, whose bytes depend on the day."""
    folder = Path(config.site_dir)
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    write_formats(
        config.extra.extension.edition, config.site_url, folder, present(config.extra.get("downloads", True)),
        config.extra.kept,
    )


def _metadata(edition, config):
    """What partials/metadata.html puts into the pages' heads."""
    formats = present(config.extra.get("downloads", True))
    data = json_ld(edition, config.site_url, formats)
    text = as_text(data)
    return {
        "root": site_root(config.site_url),
        "whole_page": WHOLE_PAGE,
        "links": page_links(edition, config.site_url, formats),
        "json_ld": data,
        "json_ld_text": text,
        # A browser runs no data block, and so its policy stops none; the Nu HTML checker wants it allowed.
        "data_hash": f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'",
        "pdf": PDF.path if PDF in formats else "",
    }
