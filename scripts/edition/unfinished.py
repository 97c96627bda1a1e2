"""Admonitions, tabs and tables that were meant, but are written so that they are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INDENT = 4
_OPENER = re.compile(r"(?P<indent>[ ]*)(?P<mark>!!!|\?\?\?\+?|===[!+]?)(?P<rest>[ ].*|)")
_KIND = re.compile(r'[ ]*(?:[\w-]+(?:[ ]+[\w-]+)*)(?:[ ]+"[^\n]*")?[ ]*')
_TITLE = re.compile(r'[ ]+"[^\n]*"[ ]*')
_BELOW_HEAD = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_BAR = re.compile(r"(?<!\\)\|")
_MARKS = " \"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
# What a table may follow at once, for it stands within.
_HOLDS = re.compile(r"[ ]*(?:!!!|\?\?\?|===|:[ ]|\[\^|[-*+][ ]|\d+\.[ ]|<)")


def unfinished(text: str, start: int, prose: str) -> Iterator[tuple[int, str, str]]:
    """Each such place in `prose`, a run of lines without a blank one, which begins at `start` in the `text` of its page.

    Yields its offset in the prose, what is wrong, and what to write instead.
    """
    lines = prose.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        if match := _OPENER.fullmatch(line):
            below = lines[number + 1] if number + 1 < len(lines) else ""
            for message, instead in _faults_of_opener(match, below):
                yield offset + match.start("mark"), message, instead
        elif "|" in line and _BELOW_HEAD.fullmatch(line):
            for message, instead in _faults_of_table(lines, number):
                yield offset + len(line) - len(line.lstrip()), message, instead
        offset += len(line) + 1


def _faults_of_opener(match: re.Match[str], below: str) -> Iterator[tuple[str, str]]:
    mark, rest = match["mark"], match["rest"]
    if mark.startswith("="):
        if rest.strip() and not _TITLE.fullmatch(rest):
            message = f"a tab, {mark}{rest}, whose name is not between straight quotation marks"
            yield message, f'write {mark} "{rest.strip(_MARKS)}"'
            return
        if not rest.strip():
            # A line of equals signs underlines a heading.
            return
    elif not _KIND.fullmatch(rest):
        what = "an admonition" if mark == "!!!" else "a folded part"
        yield f"{what}, {mark}{rest}, without its kind, or with a title not between straight quotation marks", (
            f'write {mark} note, or {mark} note "The title"'
        )
        return
    if below.strip() and len(below) - len(below.lstrip()) < len(match["indent"]) + _INDENT:
        yield f"{mark}{rest} has nothing in it: the line below is not indented", "indent what belongs to it by four spaces"


def _faults_of_table(lines: list[str], number: int) -> Iterator[tuple[str, str]]:
    above = lines[number - 1] if number else ""
    if not number or not _BAR.search(above):
        # A line of hyphens and bars alone.
        return
    head, below = _cells(above), _cells(lines[number])
    if number > 1 and not _HOLDS.match(lines[number - 2]):
        yield "a table directly below a line of text, which absorbs it", "put a blank line above its head"
    elif head != below:
        yield f"a table whose head has {head} cells, and the line below {below}", "give both the same number"


def _cells(row: str) -> int:
    row = row.strip()
    bars = len(_BAR.findall(row))
    return bars + 1 - row.startswith("|") - bool(re.search(r"(?<!\\)\|$", row))
