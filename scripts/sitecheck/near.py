"""What was probably meant: the name nearest to one that is not there."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

# Comparing more than these would take longer than a hint is worth.
_MANY = 400


def nearest(asked: str, known: Iterable[str]) -> str:
    """The one of `known` that `asked` most resembles; empty if none does. The same but for case or form comes first."""
    names = list(known)
    folded = _folded(asked)
    if same := sorted(name for name in names if _folded(name) == folded):
        return same[0]
    close = names
    if len(names) > _MANY:
        alike = (asked[:3], asked[-1:])
        close = [name for name in names if abs(len(name) - len(asked)) <= 2 and (name[:3], name[-1:]) == alike]
    found = difflib.get_close_matches(asked, sorted(close)[:_MANY], n=1, cutoff=0.75)
    return found[0] if found else ""


class Paths:
    """The paths of a site, made ready to look for the one that was probably meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._folded: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_folder: dict[str, list[str]] = {}
        for path in sorted(known, reverse=True):
            folder, _, name = path.rpartition("/")
            self._folded[_folded(path)] = path
            self._by_name.setdefault(name, []).append(path)
            self._by_folder.setdefault(folder, []).append(path)

    def nearest(self, asked: str) -> str:
        """The path but for case or form, or of the same name in another folder, or the most alike in the same folder."""
        same = self._folded.get(_folded(asked))
        if same is not None:
            return same
        folder, _, name = asked.rpartition("/")
        elsewhere = self._by_name.get(name, [])
        if name and len(elsewhere) == 1:
            return elsewhere[0]
        # The folder that they share would make any two of its files seem alike.
        beside = {path.rpartition("/")[2]: path for path in self._by_folder.get(folder, [])}
        return beside.get(nearest(name, beside), "")


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
