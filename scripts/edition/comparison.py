"""Where two texts differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from os.path import commonprefix

# Below this, two stretches of text have no more in common than any two have.
_RELATED = 0.5


def changed_stretches(found: str, expected: str) -> list[tuple[int, int, int, int]]:
    """The stretches in which two texts differ: from and to in the one, from and to in the other.

    Those of one word are one. Texts that have little in common differ in one stretch.
    """
    before = len(commonprefix([found, expected]))
    after = len(commonprefix([found[before:][::-1], expected[before:][::-1]]))
    middles = found[before:len(found) - after], expected[before:len(expected) - after]
    matcher = SequenceMatcher(None, *middles, autojunk=False)
    stretches: list[tuple[int, int, int, int]] = []
    for kind, *ends in matcher.get_opcodes():
        if kind == "equal":
            continue
        a, b, c, d = (end + before for end in ends)
        if stretches and not re.search(r"\s", found[stretches[-1][1]:a]):
            stretches[-1] = (stretches[-1][0], b, stretches[-1][2], d)
        else:
            stretches.append((a, b, c, d))
    if len(stretches) > 1 and matcher.ratio() < _RELATED:
        return [(stretches[0][0], stretches[-1][1], stretches[0][2], stretches[-1][3])]
    return stretches
