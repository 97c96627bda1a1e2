"""Words that look like others: of the wrong script as a whole, in fancy letters, or in an id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.outside_code import outside_code
from checks.text import texts_of
from edition.edition import Edition
from edition.look_alikes import WORD, dressed, has_two_scripts, invisible, latin_of, named, scripts_of
from lint.rule import Problem, rule
from rendering.reading import Readings

_LATIN_WORD = re.compile(r"[A-Za-z]+")
# Where a letter itself is spoken of.
_OF_LETTERS = re.compile(r"(?i)\b(?:letters?|characters?|alphabets?|scripts?|cyrillic|greek|vowels?)\b|U\+[0-9A-F]{4}")
# What stands on both sides of the English article that was typed on another keyboard.
_ARTICLE = re.compile(r"(?<=[A-Za-z,] )[аА](?= [A-Za-z])")


@rule("T005", "reading")
@outside_code
def words_are_of_the_script_that_they_seem(readings: Readings) -> Iterator[Problem]:
    """A word is all in Cyrillic or Greek letters, but looks like a Latin word of the article.

    ОЅСЕ and OSCE look the same, but no search finds the one for the other. A single Cyrillic а between English words is one
    of these as well.

    Bad:
        the ОЅСЕ today      (all four are Cyrillic)
    Good:
        the OSCE today, СССР, and the Cyrillic letter а
    Fix: type the word again.
    """
    known = _latin_words(readings.edition)
    for page, characters in texts_of(readings):
        text = "".join(character for character, _ in characters)
        if text.isascii():
            continue
        for at, word, latin in mistaken(text, known):
            yield Problem(*page.place(characters[at][1]), f"{word} is {_script(word)}, and looks like {latin}")
    for item in readings.edition.references.items:
        for name, value in item.data.items():
            for _, word, latin in mistaken(value, known) if isinstance(value, str) else ():
                message = f"reference {item.id}: {word} is {_script(word)}, and looks like {latin}"
                yield Problem(*readings.edition.references.place(item, name), message, f"ref-{item.id}")


@rule("T006", "reading")
@outside_code
def letters_are_plain(readings: Readings) -> Iterator[Problem]:
    """A word has ligatures, letters or digits of full width, or mathematical letters.

    They come along when words are copied from a PDF, or are used as decoration. Searches don't find such a word, and screen
    readers spell it out.

    Bad:
        the oﬃce, ２０１０, 𝐎𝐒𝐂𝐄
    Good:
        the office, 2010, **OSCE**
    Fix: type the word again.
    """
    for page, characters in texts_of(readings):
        text = "".join(character for character, _ in characters)
        for at, written, plain in [] if text.isascii() else dressed(text):
            yield Problem(*page.place(characters[at][1]), f"{written} is written in special characters; expected {plain}")


@rule("A006", "reading")
def ids_are_what_they_seem(readings: Readings) -> Iterator[Problem]:
    """An id has letters of two scripts, or a character that can't be seen.

    Nobody who types the address gets there.

    Bad:
        ## Rights { #rіghts }      (the і is Cyrillic)
    Good:
        ## Rights { #rights }, ## Права { #права }
    Fix: type it again.
    """
    for page in readings.edition.pages:
        for one in readings.of(page).written:
            if sign := invisible(one.id):
                yield Problem(*page.place(one.offset), f"the id {ascii(one.id)[1:-1]} contains {named(sign)}")
            elif word := next((word for word in WORD.findall(one.id) if has_two_scripts(word)), ""):
                scripts = ", ".join(scripts_of(word)).title()
                yield Problem(*page.place(one.offset), f"the id {one.id} has letters of two scripts: {scripts}")
            elif special := dressed(one.id):
                yield Problem(*page.place(one.offset), f"the id {one.id} has special characters; expected {special[0][2]}")


def mistaken(text: str, known: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Words in a text that are taken for one of the Latin words `known`: where, the word, and the Latin one.

    Among words of its own script a word is what it seems: the Russian со is no slip for the co of co-operation.
    """
    words = list(WORD.finditer(text))
    foreign = [bool(scripts_of(word[0])) and not latin_of(word[0]) and "LATIN" not in scripts_of(word[0]) for word in words]
    if sum(foreign) * 2 > len(words):
        return
    speaks_of_letters = _OF_LETTERS.search(text)
    for number, word in enumerate(words):
        latin = "" if word[0].isascii() or any(foreign[max(number - 1, 0):number + 2]) else latin_of(word[0])
        is_article = not speaks_of_letters and _ARTICLE.match(text, word.start())
        if latin and (is_article or (len(latin) > 1 and latin in known)):
            yield word.start(), word[0], latin


def _script(word: str) -> str:
    return "wholly " + " and ".join(scripts_of(word)).title()


def _latin_words(edition: Edition) -> frozenset[str]:
    """The Latin words of two letters and more in the article."""
    return frozenset(
        word for _, block in edition.blocks for word in _LATIN_WORD.findall(block.reading_text) if len(word) > 1
    )
