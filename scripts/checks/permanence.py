"""Permanence: an address once released leads for ever to the words that it was cited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from edition.edition import Edition
from edition.errors import EditionError
from edition.page import Page
from edition.permanent import Words, digest, permanent
from edition.releases import RELEASES, Release, parse_releases
from edition.version import CITATION, PROJECT, order
from lint.rule import Problem, rule
from permanence.changelog import CHANGELOG, UNRELEASED, Changelog
from permanence.registry import REGISTRY, Published, Registry
from permanence.registry import UNRELEASED as NOT_YET
from repository.git import Git


@dataclass(frozen=True)
class History:
    """An edition with its registry and its changelog."""

    edition: Edition

    @cached_property
    def registry(self) -> Registry:
        return Registry.load(self.edition.root)

    @cached_property
    def changelog(self) -> Changelog:
        return Changelog.load(self.edition.root)

    @cached_property
    def addresses(self) -> dict[str, Words]:
        return permanent(self.edition)

    @property
    def standing(self) -> Iterator[tuple[Published, Words]]:
        """Every released address that is not gone and is there, with its words now."""
        for known in self.registry.published.values():
            if not known.gone and known.address in self.addresses:
                yield known, self.addresses[known.address]

    def is_there(self, address: str) -> bool:
        """Whether a page or an id written in one is in the edition, permanent or not."""
        name, _, identifier = address.partition("#")
        page = self.edition.pages_by_name.get(name)
        return address in self.addresses or bool(page and identifier in {"", *(written.id for written in page.ids)})

    def place_of(self, address: str) -> tuple[str, int, int]:
        """Where the words of an address stand in the sources: on its page, else where its id is found; else the page."""
        name, _, identifier = address.partition("#")
        page = self.edition.pages_by_name[name]
        for source in (page, *self.edition.pages):
            if identifier in (offsets := _offsets(source)):
                return source.place(offsets[identifier])
        return page.place(0)


def _offsets(page: Page) -> dict[str, int]:
    """Where each id of a page has its words; the id of a correction is that of its entry in the apparatus."""
    return {
        **{span.reason.id: span.start for block in page.blocks for span in block.corrections if span.reason},
        **{f"note-{note.argument}": note.offset for note in page.notes},
        **{f"ref-{entry.argument}": entry.offset for entry in page.directives if entry.name == "reference"},
        **{heading.id: heading.offset for heading in page.headings if heading.id},
        **{block.id: block.start for block in page.blocks},
    }


@rule("P001", "history", waivable=False)
def registry_can_be_read(history: History) -> Iterator[Problem]:
    """A line of the registry means nothing.

    `docs/anchors.tsv` is written by `build.py` alone, one event a line.

    Bad:
        1.0.0 published p7
    Good:
        1.0.0	published	astana-summit.md#p7	0a1b2c3d4e5f6071	8091a2b3c4d5e6f7
    Fix: restore the file: `git checkout -- docs/anchors.tsv`
    """
    for line, fault in history.registry.faults:
        yield Problem(REGISTRY, line, 1, fault)


@rule("P002", "history", waivable=False)
def released_addresses_exist(history: History) -> Iterator[Problem]:
    """An address that was released leads nowhere.

    Somebody has cited it, so it has to exist for ever, to lead to where its words are now, or to say why they went.

    Bad:
        note b taken out, and nothing said of #note-b
    Good:
        python3 scripts/build.py withdraw index.md#note-b "The copy that it describes was an error of ours."
    Fix: put it back; or say where it leads now: `python3 scripts/build.py rename OLD NEW`;
        or, of a note or a correction, why it went: `python3 scripts/build.py withdraw OLD "why"`
    """
    for known in history.registry.published.values():
        if not known.gone and known.address not in history.addresses:
            how = "promised for the next release" if known.since == NOT_YET else f"released in {known.since}"
            yield Problem(REGISTRY, known.line, 1, f"{known.address}, {how}, is nowhere in the edition")


@rule("P003", "history", waivable=False)
def what_is_gone_leads_there_in_one_step(history: History) -> Iterator[Problem]:
    """An address that moved does not lead in one step to an address that exists, or one that is gone exists still.

    A chain of redirects breaks at its weakest link, and a cycle leads nowhere.
    An address that is gone is never given to something else.

    Bad:
        note-c moved to note-b, and note-b to note-a
    Good:
        note-c and note-b both moved to note-a
    Fix: say where it leads now: `python3 scripts/build.py rename OLD NEW`, which corrects every step behind it;
        what has come back is taken out again, or, while its last line is `unreleased`, that line is
    """
    pages = history.edition.pages_by_name
    for known in history.registry.published.values():
        if not known.gone:
            continue
        target = known.moved_to
        onward = history.registry.published.get(target)
        if known.address in history.addresses or known.address in pages:
            message = f"{known.address} was {known.gone.kind}, and is in the edition again"
        elif not target:
            continue
        elif onward and onward.moved_to:
            message = f"{known.address} leads to {target}, which moved to {onward.moved_to} itself"
        elif not history.is_there(target) and not onward:
            message = f"{known.address} leads to {target}, which is nowhere in the edition"
        else:
            continue
        yield Problem(REGISTRY, known.gone.line, 1, message)


@rule("P004", "history", waivable=False)
def printed_words_are_unchanged(history: History) -> Iterator[Problem]:
    """An address that was released leads to other printed words.

    Who cited it cited those words of 2014; they can't change.

    Bad:
        { #p7 } under what was paragraph 8
    Good:
        { #p7 } under paragraph 7, with its printed words as they were
    Fix: restore the words, or the id; a reading may change, what was printed may not.
    """
    for known, words in history.standing:
        if digest(words.printed) != known.printed:
            yield Problem(
                *history.place_of(known.address),
                f"the printed words of {known.address} have the digest {digest(words.printed)}, "
                f"and were released with {known.printed} in {known.since}",
            )


@rule("P005", "history", waivable=False)
def changed_readings_are_in_the_changelog(history: History) -> Iterator[Problem]:
    """A reading that was released has changed, and the changelog does not name its anchor.

    A reader who cited it is told what changed, and finds why.

    Bad:
        a new correction in paragraph 7, and nothing in CHANGELOG.md
    Good:
        - `#p7`: “Declaration” instead of “declaration”.
    Fix: name the anchor in an entry of CHANGELOG.md, under Unreleased: `- #p7: what changed, and why`
    """
    current = history.edition.version.number
    for known, words in history.standing:
        identifier = known.address.partition("#")[2]
        if digest(words.read) != known.read and not history.changelog.names(current, identifier, in_preparation=True):
            yield Problem(
                *history.place_of(known.address),
                f"{known.address} reads otherwise than in version {known.history[-1][0]}, "
                f"and {CHANGELOG} does not name #{identifier}",
            )
    for event in history.registry.events:
        identifier = event.address.partition("#")[2]
        preparing = event.version == current
        if event.kind == "reworded" and not history.changelog.names(event.version, identifier, in_preparation=preparing):
            yield Problem(
                REGISTRY, event.line, 1,
                f"{event.address} was reworded in {event.version}, and {CHANGELOG} does not name #{identifier} there",
            )


@rule("P006", "history", waivable=False)
def history_is_kept(history: History) -> Iterator[Problem]:
    """The registry, or the list of releases, is not what the last release had and more.

    Both only ever grow. Git keeps what was released; in a folder without git there is nothing to compare with.

    Bad:
        a line of docs/anchors.tsv deleted, so that nobody misses its anchor
    Good:
        the lines of the last release, and new ones behind them
    Fix: restore the lines: `git checkout v1.0.0 -- docs/anchors.tsv docs/releases.json`, with the last release's tag
    """
    git = Git(history.edition.root)
    if not git.is_there:
        return
    for tag, kept, released in _kept_by_git(git, history.edition.releases):
        if not history.registry.text.startswith(kept):
            lines, now = kept.split("\n"), history.registry.text.split("\n")
            at = next((i for i, (a, b) in enumerate(zip(lines, now, strict=False)) if a != b), len(now) - 1)
            yield Problem(REGISTRY, at + 1, 1, f"{tag} has here “{lines[at]}”, found “{now[at]}”")
        listed = history.edition.releases[:len(released)]
        if listed != released:
            lost = next(r for r, now in zip(released, [*listed, *[None] * len(released)], strict=False) if r != now)
            yield Problem(RELEASES, 1, 1, f"version {lost.version} is not listed as in {tag}")


def _kept_by_git(git: Git, listed: list[Release]) -> Iterator[tuple[str, str, list[Release]]]:
    """The newest release that git has here: its tag, its registry and its list of releases.

    It is one that the edition lists, or that lies in the history of what is checked out. A checkout may well lack the
    tags, as a shallow one does; then there is nothing to compare with.
    """
    try:
        versions = {*git.releases(merged_into="HEAD"), *({release.version for release in listed} & set(git.releases()))}
    except EditionError:
        return
    for version in sorted(versions, key=order)[-1:]:
        tag = f"v{version}"
        registry, releases = git.file(tag, REGISTRY), git.file(tag, RELEASES)
        yield tag, (registry or b"").decode("utf-8"), parse_releases(releases or b"[]")


@rule("P007", "history", waivable=False)
def version_is_told_alike(history: History) -> Iterator[Problem]:
    """The version is told in different ways, or the changelog has no place for it.

    pyproject.toml has the version in preparation, CITATION.cff repeats it, and the changelog has its entries,
    under Unreleased until it is released.

    Bad:
        version = "1.1.0" in pyproject.toml and version: 1.0.0 in CITATION.cff
    Good:
        1.1.0 in both
    Fix: `python3 scripts/build.py version 1.1.0` writes it everywhere
    """
    root, number = history.edition.root, history.edition.version.number
    text = (root / CITATION).read_text(encoding="utf-8")
    for position, line in enumerate(text.split("\n"), 1):
        if line.startswith("version:") and line.removeprefix("version:").strip() != number:
            yield Problem(CITATION, position, 1, f"found {line!r}, and {PROJECT} has {number}")
    if history.changelog.section(UNRELEASED) is None and history.changelog.section(number) is None:
        yield Problem(CHANGELOG, 1, 1, f"has neither “## {UNRELEASED}” nor “## {number}”")
