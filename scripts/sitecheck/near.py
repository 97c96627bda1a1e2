"""What was probably meant: the name nearest to one that is not there."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

# With more than these, comparing each takes longer than it helps.
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


def nearest_path(asked: str, known: Iterable[str]) -> str:
    """The path that was probably meant: the same name in another folder, or one like it in the same folder."""
    names = list(known)
    folder, _, name = asked.rpartition("/")
    elsewhere = [path for path in names if path.rpartition("/")[2] == name]
    if name and len(elsewhere) == 1:
        return elsewhere[0]
    return nearest(asked, names) or nearest(asked, [path for path in names if path.rpartition("/")[0] == folder][:_MANY])


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
