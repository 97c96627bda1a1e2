"""Reads some of a site's files, and packs what they say into little memory: the work of one process."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate, chain
from typing import NamedTuple

from sitecheck import others
from sitecheck.faults import Fault
from sitecheck.folder import content_of, decoded, is_page
from sitecheck.goals import ELSEWHERE, Goals
from sitecheck.page import PageReader, PageRecord, empty_record
from sitecheck.web import Goal, Web

# Stands between ids and between fragments; HTML has no such character in an attribute.
SEPARATOR = "\0"


class Settings(NamedTuple):
    """What every process has to know."""

    folder: str
    url: str
    apart: tuple[str, ...] = ()
    json_paths: tuple[tuple[str, str], ...] = ()


@dataclass
class Batch:
    """What the files of one part say.

    `marks` has the ids and names of each file that has some, joined. `places` are the paths on the host that addresses lead to,
    each once; of these, `linked` are linked to from another page, and `asked` has fragments, joined, that may be missing.
    A goal is a number. Those of place n are `goals[starts[n]:starts[n + 1]]`, with `fragments`, joined, in the same order.
    `uses` has the goals of each file. `special` are those that need more than that, with the numbers of their files.
    """

    paths: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)
    asked: dict[int, str] = field(default_factory=dict)
    goals: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I", [0]))
    fragments: str = ""
    uses: list[array[int]] = field(default_factory=list)
    special: dict[Goal, list[int]] = field(default_factory=dict)
    redirects: dict[str, Goal] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    # Of the contents of all files of the part.
    digest: str = ""

    def users(self, missing: Set[str], asked: Mapping[str, Set[str]]) -> dict[Goal, list[str]]:
        """The goals at places that are missing, or with fragments that are asked for, each with the files that lead there."""
        doubtful = missing | asked.keys()
        goals: dict[int, Goal] = {}
        fragments = self.fragments.split(SEPARATOR)
        for number in [number for number, place in enumerate(self.places) if place in doubtful]:
            place = self.places[number]
            for at in range(self.starts[number], self.starts[number + 1]):
                if place in missing or fragments[at] in asked[place]:
                    goals[self.goals[at]] = Goal(place, fragments[at])
        found: dict[Goal, list[str]] = {}
        numbers = frozenset(goals)
        for path, used in zip(self.paths, self.uses, strict=True):
            for used_number in numbers.intersection(used):
                found.setdefault(goals[used_number], []).append(path)
        return found


def read_batch(settings: Settings, paths: Iterable[str]) -> Batch:
    """Read the files at `paths`; what can't be read is a fault of its file."""
    reader = PageReader(Web(settings.url, settings.apart))
    json_paths = dict(settings.json_paths)
    batch, digest, used = Batch(), sha256(), set[int]()
    for path in paths:
        content = content_of(settings.folder, path)
        if isinstance(content, bytes):
            digest.update(content)
            digest.update(b"%d" % len(content))
            content = decoded(content, path)
        text, faults = content
        record = others.read(reader, path, text, json_paths) if text else empty_record(path)
        _take_in(batch, record, reader.goals, reader.web.paths(path), used)
        if faults := faults + record.faults:
            batch.faults[path] = faults
    batch.digest = digest.hexdigest()
    batch.linked = set(map(reader.goals.place_of.__getitem__, used)) - {ELSEWHERE}
    _pack(batch, reader)
    return batch


def _take_in(batch: Batch, record: PageRecord, goals: Goals, own: list[str], used: set[int]) -> None:
    """Add a file's record, and to `used` the goals to which it leads as a page; `own` are the paths at which it is served."""
    batch.paths.append(record.path)
    batch.uses.append(array("I", record.goals))
    if record.marks:
        batch.marks[record.path] = SEPARATOR.join(record.marks)
    if record.redirect is not None:
        batch.redirects[record.path] = record.redirect
    if is_page(record.path):
        of_itself = (goals.at[place].values() for place in goals.place_numbers(own))
        used.update(record.goals.difference(*of_itself))
    for number in record.goals & goals.special.keys():
        batch.special.setdefault(goals.special[number], []).append(len(batch.paths) - 1)


def _pack(batch: Batch, reader: PageReader) -> None:
    """Add the goals that were met, and apart from them the fragments that this batch alone can't prove to exist."""
    goals = reader.goals
    batch.places = goals.places
    batch.fragments = SEPARATOR.join(chain.from_iterable(goals.at))
    batch.goals.extend(chain.from_iterable(fragments.values() for fragments in goals.at))
    batch.starts.extend(accumulate(map(len, goals.at)))
    marks = {
        place: marks.split(SEPARATOR)
        for path, marks in batch.marks.items() for place in goals.place_numbers(reader.web.paths(path))
    }
    for place, fragments in enumerate(goals.at):
        # Without a fragment, an address leads to the top, which every page has.
        asked = set(fragments).difference(marks[place], ("",)) if place in marks else fragments.keys()
        if asked and asked != {""}:
            batch.asked[place] = SEPARATOR.join(asked)


def digest_of(settings: Settings, paths: Iterable[str]) -> str:
    """The digest that `read_batch` takes of these files, without reading what they say."""
    digest = sha256()
    for path in paths:
        content = content_of(settings.folder, path)
        if isinstance(content, bytes):
            digest.update(content)
            digest.update(b"%d" % len(content))
    return digest.hexdigest()
