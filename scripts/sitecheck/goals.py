"""The places that the addresses of some pages lead to, each once, by number: a link takes no more room than its number."""

from __future__ import annotations

from sitecheck.web import Goal

# The place of goals that are not on the site; nothing is known of what is there.
ELSEWHERE = 0
# The goal of an address that needs no check, such as one of an id of its own page.
NOTHING = 0


class Goals:
    """Every goal that was met so far.

    `places` are the paths on the site's host, each once. By a goal's number, `place_of` has the number of its place, and
    `fragments` its fragment. `special` are those that need more: on other hosts, faulty, or with a text directive.
    """

    def __init__(self) -> None:
        self.places: list[str] = [""]
        self.place_of: list[int] = []
        self.fragments: list[str] = []
        self.special: dict[int, Goal] = {}
        self.faulty: set[int] = set()
        # For each place, its goals by their fragments.
        self.at: list[dict[str, int]] = [{}]
        self._place_numbers: dict[str, int] = {}
        self._special_numbers: dict[Goal, int] = {Goal(): NOTHING}
        self._new(ELSEWHERE, "")

    def number(self, goal: Goal) -> int:
        """The number of a goal; a new one if it was not met before."""
        is_plain = goal.path is not None and not goal.directive and not goal.code
        place = ELSEWHERE if goal.path is None else self.place(goal.path)
        if is_plain:
            return self.number_at(place, goal.fragment)
        known = self._special_numbers.get(goal)
        if known is None:
            known = self._special_numbers[goal] = self._new(place, goal.fragment)
            self.special[known] = goal
            if goal.code:
                self.faulty.add(known)
        return known

    def place(self, path: str) -> int:
        """The number of the place at a path on the site's host."""
        known = self._place_numbers.get(path)
        if known is None:
            known = self._place_numbers[path] = len(self.places)
            self.places.append(path)
            self.at.append({})
        return known

    def number_at(self, place: int, fragment: str) -> int:
        """The number of the goal with a fragment at the place with this number."""
        known = self.at[place].get(fragment)
        if known is None:
            known = self.at[place][fragment] = self._new(place, fragment)
        return known

    def goal(self, number: int) -> Goal:
        if number in self.special:
            return self.special[number]
        place = self.place_of[number]
        return Goal() if place == ELSEWHERE else Goal(self.places[place], self.fragments[number])

    def place_numbers(self, paths: list[str]) -> set[int]:
        """The numbers of those of the paths that are among the places."""
        return {self._place_numbers[path] for path in paths if path in self._place_numbers}

    def _new(self, place: int, fragment: str) -> int:
        self.place_of.append(place)
        self.fragments.append(fragment)
        return len(self.place_of) - 1
