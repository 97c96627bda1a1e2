"""Where plain links lead from the pages of one folder: most are the same in all of them, so each is resolved once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upa_url import URL

from sitecheck.goals import ELSEWHERE, Goals
from sitecheck.web import DIRECTIVE, Goal, Web, decoded

NOWHERE = Goal(code="S012", message="an empty address leads to the page that it stands in")
# A relative address whose signs mean nothing but themselves, behind steps upwards.
_SIMPLE = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)", re.A)
# Signs that stand in a fragment as they are (URL Standard, fragment percent-encode set).
_PLAIN = re.compile(r"[!#-;=?-_a-~]*")
# The URL Standard takes these off both ends of an address.
_ALL_BLANKS = "".join(map(chr, range(0x21)))


class FolderLinks:
    """The links of pages that lie in one folder, where `base` is the address of one of them or what a `<base>` says.

    `numbers` are the goals, by number, of the addresses that were resolved so far and do not depend on the page itself.
    """

    def __init__(self, web: Web, goals: Goals, base: URL) -> None:
        self.web, self.goals = web, goals
        self.numbers: dict[str, int] = {}
        # The places of addresses without their fragments.
        self._places: dict[str, int] = {}
        # The folder, its folder and so on, which `../` leads to; none if that is not for the site to say.
        self._above: list[str] = []
        if web.goal(".", base).path is not None:
            steps = decoded(base.pathname).split("/")[:-1]
            self._above = ["/".join([*steps[:count], ""]) for count in range(len(steps), 0, -1)]

    def resolve(self, values: Iterable[str], base: URL) -> dict[str, int]:
        """Add to `numbers` where addresses lead that are not in it; what depends on the page itself is returned instead."""
        own: dict[str, int] = {}
        goals, numbers, places = self.goals, self.numbers, self._places
        for value in values:
            address, _, fragment = value.partition("#")
            place = places.get(address)
            if place is None:
                place = places[address] = self._place(address, base)
            known = goals.at[place].get(fragment)
            if known is not None:
                numbers[value] = known
                continue
            if place != ELSEWHERE and _PLAIN.fullmatch(fragment) and DIRECTIVE not in fragment:
                numbers[value] = goals.number_at(place, fragment)
                continue
            number = goals.number(self.web.goal(value, base) if value.strip() else NOWHERE)
            if is_of_the_page(value):
                own[value] = number
            else:
                numbers[value] = number
        return own

    def _place(self, address: str, base: URL) -> int:
        """The place on the site that an address without a fragment leads to, if a fragment may simply be added to it."""
        simple = _SIMPLE.fullmatch(address) if self._above else None
        if simple and address:
            # What the URL Standard says of it, in less time.
            above = self._above[min(len(simple[1]) // 3, len(self._above) - 1)]
            return self.goals.place(above + simple[2])
        # Blanks at its end would be taken for those at the end of the whole.
        if is_of_the_page(address) or address[-1] <= " ":
            return ELSEWHERE
        return self.goals.place_of[self.goals.number(self.web.goal(address, base))]


def is_of_the_page(value: str) -> bool:
    """Whether what an address leads to depends on the page that it stands in, and not on the folder alone."""
    first = value[:1]
    if first <= " ":
        first = value.lstrip(_ALL_BLANKS)[:1]
    return first in ("#", "?", "")
