"""The one place that touches MkDocs: gives its Markdown the edition.

MkDocs puts this file's folder on the import path while it loads the file, and only then.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from edition.edition import Edition
from edition.errors import EditionError
from edition.rendering import EditionExtension

# Material's notice about MkDocs 2, printed at every build; pyproject.toml keeps MkDocs below 2.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def on_config(config):
    """Load the edition beside mkdocs.yml and let it render the notation of the pages."""
    try:
        edition = Edition.load(Path(config.config_file_path).parent)
    except EditionError as error:
        raise ConfigurationError(str(error)) from None
    config.extra.extension = EditionExtension(edition)
    config.markdown_extensions.append(config.extra.extension)
    return config


def on_page_markdown(markdown, page, config, files):
    """Tell the extension which page it is about to render."""
    config.extra.extension.page = page.file.src_uri
