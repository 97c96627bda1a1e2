"""Characters: what a reader can't see must not be there, in the reading text and in the editor's own prose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from checks.outside_code import outside_code
from checks.prose import prose_of
from edition.characters import Characters, plain, text_of
from edition.edition import Edition
from edition.letters import script_of
from edition.page import Page
from exports.differences import first_difference
from lint.rule import Problem, rule
from rendering.reading import Readings

_WORD = re.compile(r"[^\W\d_]+")
_CONTROLS = frozenset(map(chr, range(32))) - {"\n"} | {"\x7f"}
# A character with the marks and the Korean vowels and finals that follow it.
_CHARACTER_WITH_MARKS = re.compile(r"[^\n][\u0300-\u036f\u1160-\u11ff\u1ab0-\u1aff\u20d0-\u20ff]*")


@rule("T001", "reading")
@outside_code
def words_keep_to_one_script(readings: Readings) -> Iterator[Problem]:
    """A word has letters of two scripts.

    Cyrillic а, с, е, о, р look like Latin letters, but no search finds the word.

    Bad:
        a matter of particular conсеt today      (с and е are Cyrillic)
    Good:
        a matter of particular concern today, and Совещание
    Fix: type the word again; if the source has it like this, declare a correction.
    """
    for page, characters in texts_of(readings):
        text = text_of(characters)
        if text.isascii():
            continue
        for match in _WORD.finditer(text):
            if match[0].isascii():
                continue
            scripts = [script_of(letter) for letter in match[0]]
            kinds = {script for script in scripts if script}
            if len(kinds) > 1:
                rare = min(sorted(kinds), key=scripts.count)
                strange = [(c, match.start() + i) for i, c in enumerate(match[0]) if scripts[i] == rare]
                named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c)}" for c, _ in strange[:3])
                offset = characters[strange[0][1]][1]
                yield Problem(*page.place(offset), f"{match[0]} has letters of two scripts: {named}")


@rule("T002", "reading")
@outside_code
def text_is_composed(readings: Readings) -> Iterator[Problem]:
    """A character is not in Unicode's composed form, NFC.

    Two encodings of one letter look alike, but every search and comparison treats them as different.

    Bad:
        Café      (e and U+0301 COMBINING ACUTE ACCENT)
    Good:
        Café      (U+00E9)
    Fix: normalise the word to NFC.
    """
    for page, characters in texts_of(readings):
        text = text_of(characters)
        if unicodedata.is_normalized("NFC", text):
            continue
        for match in _CHARACTER_WITH_MARKS.finditer(text):
            if not unicodedata.is_normalized("NFC", match[0]):
                at = match.start() + first_difference(match[0], unicodedata.normalize("NFC", match[0]))
                at = min(at + (1 if _is_mark(text, at + 1) else 0), match.end() - 1)
                yield Problem(*page.place(characters[at][1]), f"U+{ord(text[at]):04X} {_name(text[at])} is not in NFC")


@rule("T003", "reading")
def everything_can_be_seen(readings: Readings) -> Iterator[Problem]:
    """A character is invisible, or is a space of unusual width.

    No-break spaces, zero-width joints, soft hyphens and direction marks can't be seen, and are copied with the text.

    Bad:
        the Astana<U+200B>Summit
    Good:
        the Astana Summit
    Fix: delete it, or use a plain space; if the source has one, declare a correction and write it as an entity.
    """
    for page, characters in texts_of(readings):
        for character, offset in characters:
            hidden = character in _CONTROLS if character.isascii() else _is_invisible(character)
            if hidden and not _is_named_by_the_editor(page, offset):
                yield Problem(*page.place(offset), f"U+{ord(character):04X} {_name(character)} can't be seen")


@rule("T004", "edition")
def spaces_are_single(edition: Edition) -> Iterator[Problem]:
    """The reading text has a double space, or a space before a full stop or comma.

    Bad:
        {~~SCO,CCCMA~>SCO,  CCCMA~~}{>>E53 No space after the comma.<<}
    Good:
        {~~SCO,CCCMA~>SCO, CCCMA~~}{>>E53 No space after the comma.<<}
    Fix: remove the extra space.
    """
    for page, block in edition.blocks:
        text = block.reading_text
        for match in re.finditer(r" {2,}| (?=[.,;:])|^ | $", text):
            offset = block.reading[match.start()][1]
            around = text[max(0, match.start() - 12):match.end() + 12]
            yield Problem(*page.place(offset), f"an extra space in “{around}”")


def texts_of(readings: Readings) -> Iterator[tuple[Page, Characters]]:
    """The reading text of every block, and the editor's prose without addresses and code, with offsets."""
    for page in readings.edition.pages:
        for block in page.blocks:
            yield page, block.reading
        for start, prose in prose_of(readings, page):
            yield page, plain(prose, start)
        for name in ("title", "description"):
            value = str(page.meta.get(name, ""))
            found = page.text.find(value) if value else -1
            yield page, [(character, max(found, 0) + i) for i, character in enumerate(value)]
        for block in page.blocks:
            for span in block.corrections:
                if span.comment:
                    offset = span.start + span.raw.rfind(span.comment)
                    yield page, [(character, offset + i) for i, character in enumerate(span.comment)]


def _is_mark(text: str, position: int) -> bool:
    return position < len(text) and unicodedata.combining(text[position]) > 0


def _is_named_by_the_editor(page: Page, offset: int) -> bool:
    """Whether a no-break space is written by its name in the editor's prose, where it can be seen."""
    in_the_article = any(block.start <= offset < block.end for block in page.blocks)
    return page.text.startswith("&nbsp;", offset) and not in_the_article


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp") or character == "\u034f"


def _name(character: str) -> str:
    return unicodedata.name(character, "without a name")
