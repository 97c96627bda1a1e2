"""Other formats: what is read in a file that is taken along is the article, as read and as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from edition.checks.rendered import Rendering
from formats import epub, markdown, plain_text, tei
from formats.collation import Told, differences
from formats.names import EPUB, MARKDOWN, PLAIN_TEXT, TEI
from lint.rule import Problem, rule

# The PDF is read back by the tests alone, for no program that reads one is needed to build it.
_READERS: dict[str, Callable[[bytes], dict[str, Told]]] = {
    PLAIN_TEXT.path: lambda content: plain_text.told(content.decode("utf-8")),
    MARKDOWN.path: lambda content: markdown.told(content.decode("utf-8")),
    TEI.path: lambda content: tei.told(content.decode("utf-8")),
    EPUB.path: epub.told,
}


@rule("F001", "rendering", waivable=False)
def formats_tell_the_article(rendering: Rendering) -> Iterator[Problem]:
    """A file in another format tells something else than the edition, or is missing.

    Each block is read back from the finished file, and its corrections are undone by what the file itself says of them.

    Bad:
        [¶ 7] The Summit ended …   (with a word in the plain text that the edition has not)
    Good:
        the words of each block as on its page, and an apparatus that gives the printed words back
    Mend: see what the format's module in scripts/formats/ makes of the block.
    """
    for path, read in _READERS.items():
        file = rendering.site.folder / path
        if not file.is_file():
            if path != EPUB.path:
                yield Problem(path, 1, 1, "the file is missing")
            continue
        try:
            found = read(file.read_bytes())
        except (ValueError, KeyError, SyntaxError) as error:
            yield Problem(path, 1, 1, f"the file can't be read back: {error}")
            continue
        for difference in differences(rendering.edition, found):
            yield Problem(path, 1, 1, difference.message)
