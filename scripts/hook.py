"""The one place that touches MkDocs while it renders: gives its Markdown and its templates the edition.

MkDocs puts this file's folder on the import path while it loads the file, and only then.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from edition.addresses import paragraph_range
from edition.edition import Edition
from edition.errors import EditionError
from edition.rendering import EditionExtension

# Material's notice about MkDocs 2, printed at every build; pyproject.toml keeps MkDocs below 2.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

_serving = False


def on_startup(command, dirty):
    """Remember whether this is a preview."""
    global _serving
    _serving = command == "serve"


def on_config(config):
    """Load the edition beside mkdocs.yml and let it render the notation of the pages."""
    try:
        edition = Edition.load(Path(config.config_file_path).parent)
    except EditionError as error:
        raise ConfigurationError(str(error)) from None
    config.extra.extension = EditionExtension(edition)
    config.markdown_extensions.append(config.extra.extension)
    config.extra.paragraphs = {page.name: paragraph_range(page) for page in edition.pages if paragraph_range(page)}
    if _serving:
        # A preview puts its reloading script into the page itself, which the policy forbids.
        config.extra.content_security_policy = ""
    return config


def on_files(files, config):
    """Leave out the theme's own styles and scripts, which the frame in overrides/ does not load."""
    theme = [Path(directory) for directory in config.theme.dirs]
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_dir != config.docs_dir and Path(file.src_dir) in theme:
            files.remove(file)
    return files


def on_page_markdown(markdown, page, config, files):
    """Tell the extension which page it is about to render."""
    config.extra.extension.page = page.file.src_uri
