"""Block quotations of the editor: each has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.rule import Problem, rule
from rendering.reading import Readings

_QUOTED = re.compile(r"(?m)^[ ]{0,3}>[ ]?")
_ELEMENT = re.compile(r"(?is)<blockquote(?P<attributes>[^>]*)>(?P<words>.*?)(?:</blockquote>|\Z)")
# As many words as a sentence that can be found again has at least.
_A_SENTENCE = 8
# A link of any kind, a citation marker, a note's mark, or the attribute that HTML has for it.
_SOURCE = re.compile(r"\]\(|\]\[|<https?://|<a\s|\[\d+(?:,[^\]]*)?\]|\[\^|\bcite\s*=")
# A remark that is set as a quotation.
_REMARK = re.compile(r"\s*(?:\*\*|__|\[!|[A-Z]\w+:)")


@rule("M011", "reading")
def block_quotations_cite(readings: Readings) -> Iterator[Problem]:
    """A block quotation of a sentence or more does not say where it is from, nor do the paragraphs before and after it.

    A remark that is set as a quotation begins with a word in bold type, or is better written as an admonition.

    Bad:
        > Kazakhstan became the first post-Soviet state that chaired the OSCE.
    Good:
        The [Ministry](https://www.mfa.kz/) says:

        > Kazakhstan became the first post-Soviet state that chaired the OSCE.
    Fix: link to the source in the quotation or directly before or after it, or name the reference: `[1, p. 6]`
    """
    for page in readings.edition.pages:
        pieces = page.prose
        quoted = [_words(text) for _, text in pieces]
        number = 0
        while number < len(pieces):
            first = number
            while number < len(pieces) and quoted[number]:
                number += 1
            if number == first:
                number += 1
                continue
            words = " ".join(quoted[first:number])
            around = "\n".join(text for _, text in pieces[max(first - 1, 0):number + 1])
            start, text = pieces[first]
            offset = start + text.index(quoted[first].split(maxsplit=1)[0])
            is_short = len(words.split()) < _A_SENTENCE or _REMARK.match(words) is not None
            if not is_short and not _SOURCE.search(around) and not readings.is_code(page, offset):
                yield Problem(*page.place(offset), f"“{' '.join(words.split()[:4])} …” is quoted without its source")


def _words(text: str) -> str:
    """The words of a paragraph that is a block quotation; empty if it is none.

    A quotation in quotation marks has a rule of its own.
    """
    if match := _ELEMENT.match(text.strip()):
        words = match["words"]
    elif _QUOTED.match(text):
        words = _QUOTED.sub("", text)
    else:
        return ""
    words = words.strip()
    return words if words and words[0] not in "“«„" else ""
