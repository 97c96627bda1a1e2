"""The pages as Markdown reads them: links, ids and headings from the rendered page, each with its place in the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from markdown import Extension, Markdown

from edition.addresses import WHOLE_PAGE
from edition.configuration import CONFIGURATION, Configuration
from edition.edition import Edition
from edition.errors import UnreadableError
from edition.page import Page
from lint.rule import Rule
from rendering.arrived import Reading, arrived
from rendering.extension import EditionExtension
from rendering.extensions import markdown_extensions
from rendering.marking import Marked

# Most of the time would go into the colours of code and the pictures of signs, where nothing is written that is asked for.
_LEFT_OUT = frozenset({"pymdownx.emoji"})
_UNCOLOURED: dict[str, dict[str, object]] = {
    "pymdownx.highlight": {"use_pygments": False}, "codehilite": {"use_pygments": False},
}


def read(page: Page, configuration: Configuration, own: Sequence[Extension] = (), further: Iterable[int] = ()) -> Reading:
    """What a page is to its reader, rendered with the extensions of mkdocs.yml and `own`.

    Of the offsets in `further` too, `shown` and `coded` say which begin text that a reader sees, or code. Raises
    UnreadableError if mkdocs.yml names an extension that can't be loaded.
    """
    marked = Marked(page.text, page.begin, further)
    try:
        names, options = markdown_extensions(configuration, _LEFT_OUT)
        options.update({name: {**options.get(name, {}), **plain} for name, plain in _UNCOLOURED.items() if name in names})
        markdown = Markdown(extensions=[*names, *own], extension_configs=options)
    except Exception as error:
        place = configuration.place("markdown_extensions")[1:]
        fix = "correct its name or its options below markdown_extensions"
        raise UnreadableError(CONFIGURATION, f"an extension of Markdown can't be loaded: {error}", fix, *place) from None
    return arrived(markdown.convert(marked.text), marked)


class Readings:
    """Every page of an edition, each read once, when it is first asked for."""

    def __init__(self, edition: Edition, rules: Sequence[tuple[str, Sequence[Rule]]] = ()) -> None:
        """`rules` are those by which the edition is checked, by their subjects; a page may show them."""
        self.edition = edition
        self._rules = rules
        self._read: dict[str, Reading] = {}

    def of(self, page: Page) -> Reading:
        """What a page of the edition is to its reader; see `read`."""
        if page.name not in self._read:
            self._read[page.name] = self._reading(page)
        return self._read[page.name]

    def ids(self, page: Page) -> frozenset[str]:
        """All ids of a page of the edition; the whole article has those of the pages with its text too.

        An id of the article's blocks that is lost in the source counts as there, once it is known where it belongs.
        """
        parts = self.edition.text_pages if page.name == WHOLE_PAGE else []
        return frozenset().union(*({*self.of(one).ids, *(block.id for block in one.blocks)} for one in (page, *parts)))

    def unseen(self, page: Page, offsets: Iterable[int]) -> frozenset[int]:
        """Those of the offsets at which code begins, or a comment that no reader sees; none in the article or front matter."""
        asked = frozenset(
            offset for offset in offsets
            if offset >= page.begin and not any(block.start <= offset < block.end for block in page.blocks)
        )
        return asked - self._reading(page, asked).shown if asked else asked

    def coded(self, page: Page, offsets: Collection[int]) -> frozenset[int]:
        """Those of the offsets at which code begins, or goes on, or a comment."""
        return self._reading(page, [offset for offset in offsets if offset >= page.begin]).coded.intersection(offsets)

    def _reading(self, page: Page, further: Iterable[int] = ()) -> Reading:
        extension = EditionExtension(self.edition, "/", page.name, rules=self._rules)
        return read(page, self.edition.configuration, [extension], further)
