"""Block quotations of the editor: each has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.outside_code import outside_code
from checks.sources import A_SENTENCE, has_source
from lint.rule import Problem, rule
from rendering.reading import Readings

_QUOTED = re.compile(r"(?m)^[ ]{0,3}>[ ]?")
_ELEMENT = re.compile(r"(?is)<blockquote(?P<attributes>[^>]*)>(?P<words>.*?)(?:</blockquote>|\Z)")
# What HTML has for the source.
_CITED = re.compile(r"(?i)<blockquote[^>]*\scite\s*=")
# A remark that is set as a quotation.
_REMARK = re.compile(r"\s*(?:\*\*|__|\[!|[^\W\d_]\w+:)")


@rule("M011", "reading")
@outside_code
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
            start, text = pieces[first]
            begin = pieces[max(first - 1, 0)][0]
            last, last_text = pieces[min(number, len(pieces) - 1)]
            has_its_source = _CITED.search(text) or has_source(readings, page, begin, last + len(last_text))
            offset = start + text.index(quoted[first].split(maxsplit=1)[0])
            is_short = len(words.split()) < A_SENTENCE or _REMARK.match(words) is not None
            if not is_short and not has_its_source:
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
