"""Follows what was read of a site: whether each address leads to something that is there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from sitecheck import picture_views, textfragments
from sitecheck.batch import SEPARATOR, Batch
from sitecheck.faults import Fault
from sitecheck.folder import Listing, is_page
from sitecheck.near import Paths, nearest
from sitecheck.places import placed
from sitecheck.web import ERROR_PAGE, Goal, Web

_TOP = "top"


class SiteFault(NamedTuple):
    """What is wrong: `fault` in one file; or, if `goal` is given, at each place of `files` that leads there.

    `about` is the same where a template puts the fault into several files.
    """

    code: str
    files: list[str]
    message: str
    about: str
    goal: Goal | None = None
    fault: Fault | None = None


class Outcome(NamedTuple):
    """All that is wrong, and the addresses of other hosts with the files that have them."""

    faults: list[SiteFault]
    external: dict[str, list[str]]


class Resolution:
    """What is known of a site while its parts come in. `text` reads a file of it, for the few that are looked at again."""

    def __init__(self, web: Web, listing: Listing, text: Callable[[str], str], entrances: tuple[str, ...] = ()) -> None:
        self.web, self.sizes, self.text, self.entrances = web, listing.sizes, text, entrances
        self.folders = {path.rpartition("/")[0] for path in listing.sizes}
        self.faults: list[SiteFault] = [
            SiteFault("S021", [path], "this link on the disk leads to no file, or round in a circle", path)
            for path in listing.dangling
        ]
        self.local: dict[tuple[str, ...], SiteFault] = {}
        self.batches: list[Batch] = []
        self.marks: dict[str, str] = {}
        self.redirects: dict[str, Goal] = {}
        # The fragments that are asked of each path on the host.
        self.asked: dict[str, set[str]] = {}
        self.users: dict[Goal, list[str]] = {}
        self.external: dict[str, list[str]] = {}
        self.linked: set[str | None] = set()
        self._found: dict[str, str | None] = {}
        self._marks: dict[str, frozenset[str]] = {}

    def add(self, batch: Batch) -> None:
        """Take in what one part says."""
        self.batches.append(batch)
        self.marks.update(batch.marks)
        self.redirects.update(batch.redirects)
        for faulty, faults in batch.faults.items():
            for fault in faults:
                if fault[:3] not in self.local:
                    # Its place is looked for while other processes read on.
                    found = placed(fault, self.text(faulty))
                    self.local[fault[:3]] = SiteFault(fault.code, [], fault.message, fault.message, fault=found)
                self.local[fault[:3]].files.append(faulty)
        for goal, users in batch.special.items():
            files = [batch.paths[user] for user in users]
            if goal.path is not None:
                self.users.setdefault(goal, []).extend(files)
            elif goal.url:
                self.external.setdefault(goal.url, []).extend(files)
        for place in set(batch.places).difference(self._found):
            self.file_at(place)
        self.linked.update(self._found[batch.places[number]] for number in batch.linked)
        for number, fragments in batch.asked.items():
            self.asked.setdefault(batch.places[number], set()).update(fragments.split(SEPARATOR))
        batch.asked = {}

    def file_at(self, path: str) -> str | None:
        """The file that a static host serves at a path; None if there is none, or it is outside the site."""
        if path in self._found:
            return self._found[path]
        found = None
        if path.startswith(self.web.base):
            below = path[len(self.web.base):]
            for candidate in (below, posixpath.join(below, "index.html")) if below else ("index.html",):
                if candidate in self.sizes:
                    found = candidate
                    break
        self._found[path] = found
        return found

    def outcome(self) -> Outcome:
        """What is wrong, when every part is in."""
        missing = {place for place, file in self._found.items() if file is None}
        asked = {place: lost for place in self.asked.keys() - missing if (lost := self._lost(place))}
        for batch in self.batches:
            for goal, files in batch.users(missing, asked).items():
                self.users.setdefault(goal, []).extend(files)
        for goal in self.users:
            file = self.file_at(goal.path or "")
            if file is None:
                self.faults.append(SiteFault("S001", self.users[goal], self._missing(goal.path or ""), goal.path or "", goal))
            # What a fragment names is the media type's affair (RFC 3986, 3.5); of these we know.
            elif is_page(file) or _is_svg(file):
                self._follow(goal, file)
        self._redirects()
        self._unlinked()
        return Outcome([*self.local.values(), *self.faults], self.external)

    def _lost(self, place: str) -> set[str]:
        """Those of the fragments asked of a place that name nothing there."""
        marks = self.marks.get(self.file_at(place) or "", "").split(SEPARATOR)
        lost = self.asked[place].difference(marks, ("",))
        known = frozenset(marks) if lost else frozenset()
        return {fragment for fragment in lost if not is_there(fragment, known)}

    def _marks_of(self, file: str) -> frozenset[str]:
        if file not in self._marks:
            self._marks[file] = frozenset(self.marks.get(file, "").split(SEPARATOR))
        return self._marks[file]

    def _follow(self, goal: Goal, file: str) -> None:
        files, marks = self.users[goal], self._marks_of(file)
        if not is_there(goal.fragment, marks) and not (_is_svg(file) and picture_views.shows(goal.fragment, marks)):
            name = unquote(goal.fragment)
            near = nearest(name, marks)
            message = f"leads to #{name}, which {file} does not have" + (f"; did you mean #{near}?" if near else "")
            self.faults.append(SiteFault("S002", files, message, f"{file}#{name}", goal))
        elif goal.directive and (wrong := textfragments.fault(goal.directive, textfragments.blocks(self.text(file)))):
            self.faults.append(SiteFault("S015", files, f"leads to {file}, where {wrong}", f"{file}#{goal.directive}", goal))

    def _missing(self, path: str) -> str:
        if not path.startswith(self.web.base):
            return f"leads to {path}, outside the site's base path {self.web.base}"
        below = path[len(self.web.base):].rstrip("/")
        if below in self.folders:
            return f"leads to {path}, a folder without index.html"
        if f"{below}.html" in self.sizes:
            return f"leads to {path}, which is not there; did you mean {self.web.base}{below}.html?"
        near = self._paths.nearest(below)
        near += "/" if near and near in self.folders and near not in self.sizes else ""
        return f"leads to {path}, which is not there" + (f"; did you mean {self.web.base}{near}?" if near else "")

    @cached_property
    def _paths(self) -> Paths:
        return Paths({name.removesuffix("/index.html") for name in self.sizes})

    def _redirects(self) -> None:
        for path, goal in sorted(self.redirects.items()):
            seen, at = [path], self._target(goal)
            while at in self.redirects and at not in seen:
                seen.append(at)
                at = self._target(self.redirects[at])
            if at == path:
                circle = " → ".join([*seen, path])
                self.faults.append(SiteFault("S016", [path], f"the redirect leads round in a circle: {circle}", path, goal))
            elif len(seen) > 1 and at not in seen:
                end = at or self.redirects[seen[-1]].url or self.redirects[seen[-1]].path
                message = f"the redirect leads to another, {seen[1]}; lead to {end} at once"
                self.faults.append(SiteFault("S016", [path], message, path, goal))

    def _target(self, goal: Goal) -> str:
        return (self.file_at(goal.path) or "") if goal.path is not None else ""

    def _is_entrance(self, path: str) -> bool:
        return any(fnmatchcase(path, pattern) for pattern in self.entrances)

    def _unlinked(self) -> None:
        if "index.html" not in self.sizes:
            return
        apart = tuple(folder for folder in self.web.apart if folder)
        for path in self.sizes:
            is_entrance = path in ("index.html", ERROR_PAGE) or path in self.redirects or self._is_entrance(path)
            if is_page(path) and path not in self.linked and not is_entrance and not (apart and path.startswith(apart)):
                self.faults.append(SiteFault("S020", [path], "no page leads to this one", path))


def _is_svg(path: str) -> bool:
    return path.lower().endswith(".svg")


def is_there(fragment: str, marks: Iterable[str]) -> bool:
    """Whether a fragment names something on a page with these ids (https://html.spec.whatwg.org/#the-indicated-part-of-the-document)."""
    return not fragment or fragment in marks or (name := unquote(fragment)) in marks or name.lower() == _TOP
