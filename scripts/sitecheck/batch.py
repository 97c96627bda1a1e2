"""Reads a part of a site's files, and packs what they say so that it is small: this is what a process of its own does."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from sitecheck import others
from sitecheck.faults import Fault
from sitecheck.folder import content_of, decoded
from sitecheck.page import PageReader
from sitecheck.web import Web

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

    `marks` has the ids and names of each file that has some. `goals` are the places that addresses lead to, each once;
    `files[starts[n]:starts[n + 1]]` are the files, by their number in `paths`, that lead to goal n.
    """

    paths: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    goals: list[tuple[str | None, str, str, str]] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I", [0]))
    files: array[int] = field(default_factory=lambda: array("I"))
    redirects: dict[str, tuple[str | None, str, str, str]] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    # Of the contents of all files of the part.
    digest: str = ""

    def files_of(self, goal: int) -> list[str]:
        return [self.paths[number] for number in self.files[self.starts[goal]:self.starts[goal + 1]]]


def read_batch(settings: Settings, paths: Iterable[str]) -> Batch:
    """Read the files at `paths`; what can't be read is a fault of its file."""
    reader = PageReader(Web(settings.url, settings.apart))
    json_paths = dict(settings.json_paths)
    batch, digest = Batch(), sha256()
    users: list[list[int]] = []
    for number, path in enumerate(paths):
        batch.paths.append(path)
        content = content_of(settings.folder, path)
        if isinstance(content, bytes):
            digest.update(content)
            digest.update(b"%d" % len(content))
            content = decoded(content, path)
        text, faults = content
        if text:
            record = others.read(reader, path, text, json_paths)
            faults += record.faults
            if record.marks:
                batch.marks[path] = SEPARATOR.join(record.marks)
            if record.redirect is not None:
                batch.redirects[path] = record.redirect[:4]
            users += [[] for _ in range(len(reader.goals) - len(users))]
            for used in record.goals:
                users[used].append(number)
        if faults:
            batch.faults[path] = faults
    batch.digest = digest.hexdigest()
    for reached, numbers in zip(reader.goals, users, strict=False):
        if numbers and (reached.path is not None or reached.url):
            batch.goals.append(reached[:4])
            batch.files.extend(numbers)
            batch.starts.append(len(batch.files))
    return batch


def digest_of(settings: Settings, paths: Iterable[str]) -> str:
    """The digest that `read_batch` takes of these files, without reading what they say."""
    digest = sha256()
    for path in paths:
        content = content_of(settings.folder, path)
        if isinstance(content, bytes):
            digest.update(content)
            digest.update(b"%d" % len(content))
    return digest.hexdigest()
