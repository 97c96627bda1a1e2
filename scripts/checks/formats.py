"""Other formats: what is read in a file that is taken along is the article, as read and as printed."""

from __future__ import annotations

from collections.abc import Iterator

from checks.rendered import Rendering
from exports.catalogue import EPUB, PLAIN_TEXT, TEI
from exports.differences import differences
from exports.making import told_by
from lint.rule import Problem, rule

_READ_BACK = (PLAIN_TEXT, TEI, EPUB)


@rule("F001", "rendering", waivable=False)
def formats_tell_the_article(rendering: Rendering) -> Iterator[Problem]:
    """A file in another format differs from the edition, or is missing.

    Each block is read back from the finished file, and its corrections are undone by what the file itself says of them.

    Bad:
        [¶ 7] The Summit ended …   (with a word in the plain text that the edition does not have)
    Good:
        the words of each block as on its page, and an apparatus that gives the printed words back
    Fix: check what the format's module in scripts/exports/ makes of the block.
    """
    for form in _READ_BACK:
        file = rendering.site.folder / form.path
        if not file.is_file():
            if not form.heavy:
                yield Problem(form.path, 1, 1, "the file is missing", rendering.site.base + form.path)
            continue
        try:
            found = told_by(form, file.read_bytes())
        except (ValueError, KeyError, SyntaxError) as error:
            yield Problem(form.path, 1, 1, f"the file can't be read back: {error}")
            continue
        for difference in differences(rendering.edition, found):
            yield Problem(form.path, 1, 1, difference.message, difference.block_id)
