"""Quotation marks in pairs, in the editor's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from checks.outside_code import outside_code
from checks.prose import prose_of
from lint.rule import Problem, rule
from rendering.reading import Readings

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "»": "«"}
_MARKS = re.compile("[“”«»„‹›]")
_NO_WORDS = re.compile(r"https?://[^\s“”«»]+|<[^<>\n]*>")
# Between two of a block quotation there is a line with its sign alone.
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![\s>]*\n))+")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])[ ]+")
# What may stand before the first word of a paragraph.
_LEAD = re.compile(r"[\s>*_]*")

Piece = tuple[int, str]


@rule("M008", "reading")
@outside_code
def editors_quotations_pair(readings: Readings) -> Iterator[Problem]:
    """A quotation mark in the editor's own words has no partner in its paragraph.

    A quotation over several paragraphs begins each with the mark, and ends the last; one may also run from a paragraph into
    the list that follows its colon.

    Bad:
        He calls it “a path to Europe.
    Good:
        He calls it “a path to Europe”.
    Fix: add the mark that is missing.
    """
    for page in readings.edition.pages:
        for offset, message in unpaired(list(prose_of(readings, page))):
            yield Problem(*page.place(offset), message)


def unpaired(prose: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """Where the marks stand that have no partner, and what is wrong with each; `prose` are texts, each with its offset."""
    groups = _groups(prose)
    for number, group in enumerate(groups):
        following = groups[number + 1][0][1] if number + 1 < len(groups) else ""
        yield from _of_group(group, following)


def _groups(prose: Sequence[Piece]) -> list[list[Piece]]:
    """The paragraphs, each with the items of the list that it announces."""
    groups: list[list[Piece]] = []
    for start, piece in prose:
        text = _NO_WORDS.sub(lambda match: " " * len(match[0]), piece)
        for match in _PARAGRAPH.finditer(text):
            one = start + match.start(), match[0]
            is_item = _ITEM.match(match[0]) is not None
            if is_item and groups and groups[-1][0][1].rstrip().endswith(":") and not _ITEM.match(groups[-1][0][1]):
                groups[-1].append(one)
            else:
                groups.append([one])
    return groups


def _of_group(group: Sequence[Piece], following: str) -> Iterator[tuple[int, str]]:
    opened: list[tuple[str, int]] = []
    text = "\n".join(piece for _, piece in group)
    places = [start + at for start, piece in group for at in range(len(piece) + 1)]
    left = Counter(_MARKS.findall(text))
    for match in _MARKS.finditer(text):
        sign, offset = match[0], places[match.start()]
        left[sign] -= 1
        later = {one for one, times in left.items() if times}
        if opened and sign in _PAIRS[opened[-1][0]]:
            opened.pop()
        elif sign == "“" and opened and opened[-1][0] == "“" and _closes(text, match):
            yield offset, "“ stands where ” closes the quotation"
            opened.pop()
        elif sign in _PAIRS and (sign != "»" or (_opens(text, match) and "«" in later)):
            opened.append((sign, offset))
        elif any(sign in _PAIRS[one] for one, _ in opened):
            yield from _crossing(opened, sign, offset, later)
        elif sign == "»" and _stands_alone(text, match):
            continue
        elif opened and not later & set(_PAIRS[opened[-1][0]]):
            yield offset, f"{sign} closes a quotation that {opened.pop()[0]} opened"
        else:
            yield offset, f"{sign} closes nothing in its paragraph"
    if len(opened) == 1 and following[_end_of_lead(following):].startswith(opened[0][0]):
        return
    for sign, offset in opened:
        yield offset, f"{sign} is not closed in its paragraph"


def _crossing(opened: list[tuple[str, int]], sign: str, offset: int, later: set[str]) -> Iterator[tuple[int, str]]:
    """What is wrong where a mark closes a quotation, but not the innermost; it is taken off those that are open."""
    outer = max(number for number, (one, _) in enumerate(opened) if sign in _PAIRS[one])
    unclosed = [one for one in opened[outer + 1:] if not later & set(_PAIRS[one[0]])]
    for one, place in unclosed:
        yield place, f"{one} is not closed in its paragraph"
    if not unclosed:
        yield offset, f"{sign} closes the quotation around the one that {opened[-1][0]} opened"
    opened[outer:] = [one for one in opened[outer + 1:] if one not in unclosed]


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands as one does that closes: after a word, and not before one."""
    before, behind = text[match.start() - 1:match.start()], text[match.end():match.end() + 1]
    return not before.isspace() and before not in "([" and not behind.isalnum()


def _opens(text: str, match: re.Match[str]) -> bool:
    before, behind = text[match.start() - 1:match.start()], text[match.end():match.end() + 1]
    return behind.isalnum() and (not before or not before.isalnum())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a mark leads from one thing to the next, as in “Settings » Pages”."""
    return text[match.start() - 1:match.start()].isspace() and text[match.end():match.end() + 1].isspace()


def _end_of_lead(text: str) -> int:
    match = _LEAD.match(text)
    return match.end() if match else 0
