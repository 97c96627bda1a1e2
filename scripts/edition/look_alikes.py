"""Letters that look like others: those of two scripts in one word, words of the wrong script, and letters in fancy dress."""

from __future__ import annotations

import re
import unicodedata

from edition.letters import script_of

WORD = re.compile(r"[^\W\d_]+")
# Letters that are drawn like Latin ones in most typefaces, after Unicode's confusables.txt (UTS #39).
_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТХҮаеіјорсухѕһԁԛԝӏүΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο",
    "ABESIJKMHOPCTXYaeijopcyxshdqwlyABEZHIKMNOPTYXvo",
)
# Ligatures, and Latin letters and digits of full width.
_DRESSED = re.compile("[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+|[\U0001d400-\U0001d7ff]{2,}")


def scripts_of(word: str) -> list[str]:
    """The scripts whose letters a word has, in the order of their names."""
    return sorted({script for letter in word if (script := script_of(letter))})


def has_two_scripts(word: str) -> bool:
    return not word.isascii() and len(scripts_of(word)) > 1


def latin_of(word: str) -> str:
    """The Latin word that a wholly Cyrillic or Greek one looks like; empty if it looks like none."""
    latin = word.translate(_LATIN)
    return latin if latin.isascii() and not word.isascii() and "LATIN" not in scripts_of(word) else ""


def dressed(text: str) -> list[tuple[int, str, str]]:
    """Letters and digits in another form than a search has: where they begin, as written, and in their plain form.

    A single mathematical letter is a symbol, and left out.
    """
    return [(match.start(), match[0], unicodedata.normalize("NFKC", match[0])) for match in _DRESSED.finditer(text)]


def invisible(text: str) -> str:
    """The first character of a text that a reader can't see, or that is a space of another kind; empty if there is none."""
    kinds = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
    return next(
        (sign for sign in text if sign not in " \n"
         and (unicodedata.category(sign) in (*kinds, "Zs") or sign == "\u034f")), "",
    )


def named(sign: str) -> str:
    """A character as findings name it: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}"
