"""Puts the whole article into its page, when MkDocs has rendered the pages that it is made from."""

from __future__ import annotations

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from edition.addresses import WHOLE_PAGE
from edition.edition import Edition
from rendering.whole import PLACE, Part, headings, whole_article


def put_together(edition: Edition, files: Files, toc_depth: int) -> None:
    """Fill the page of the whole article, and list its headings down to the level `toc_depth`.

    Raises PluginError if MkDocs has not rendered a page of it.
    """
    whole = _rendered(files, WHOLE_PAGE)
    parts = [Part(page.name, _rendered(files, page.name).content or "") for page in edition.text_pages]
    content = (whole.content or "").replace(PLACE, whole_article(parts, WHOLE_PAGE))
    whole.content = content
    whole.toc = get_toc(nest_toc_tokens([
        {"level": level, "id": id, "name": name} for level, id, name in headings(content) if level <= toc_depth
    ]))


def _rendered(files: Files, name: str) -> Page:
    file = files.get_file_from_path(name)
    if file is None or file.page is None:
        raise PluginError(f"docs/{name} is not rendered, and the whole article needs it; list it in nav")
    return file.page
