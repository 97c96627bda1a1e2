"""The scripts that letters belong to, of those in which letters look alike."""

from __future__ import annotations

import unicodedata

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


def script_of(letter: str) -> str:
    """The script of a letter, as the Unicode names have it, `CYRILLIC`; empty if it is another one, or no letter."""
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")
