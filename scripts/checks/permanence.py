"""Permanence: an address once released leads for ever to the words that it was cited for."""

from __future__ import annotations

from collections.abc import Iterator

from edition.permanent import digest
from lint.rule import Problem, rule
from permanence.changelog import CHANGELOG
from permanence.history import History
from permanence.registry import REGISTRY, UNRELEASED


@rule("P001", "history", waivable=False)
def registry_can_be_read(history: History) -> Iterator[Problem]:
    """A line of the registry can't be understood.

    `docs/anchors.tsv` is written only by `build.py`, with one event on each line.

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

    Somebody may have cited it, so it must exist for ever, lead to where its words are now, or say why they were removed.

    Bad:
        note b removed, and #note-b not mentioned anywhere
    Good:
        python3 scripts/build.py withdraw index.md#note-b "The copy that it describes was an error of ours."
    Fix: put it back; or say where it leads now: `python3 scripts/build.py rename OLD NEW`;
        or, for a note or a correction, say why it was withdrawn: `python3 scripts/build.py withdraw OLD "why"`
    """
    for known in history.registry.published.values():
        if not known.gone and known.address not in history.addresses:
            how = "promised for the next release" if known.since == UNRELEASED else f"released in {known.since}"
            yield Problem(REGISTRY, known.line, 1, f"{known.address}, {how}, is nowhere in the edition")


@rule("P003", "history", waivable=False)
def what_is_gone_leads_there_in_one_step(history: History) -> Iterator[Problem]:
    """An address that moved does not lead in one step to one that exists, or one that is gone still exists.

    A chain of redirects breaks at its weakest link, and a cycle leads nowhere.
    An address that is gone is never reused for something else.

    Bad:
        note-c moved to note-b, and note-b to note-a
    Good:
        note-c and note-b both moved to note-a
    Fix: say where it leads now: `python3 scripts/build.py rename OLD NEW`, which also corrects every step that led there;
        if something came back, remove it or, while its last line in the registry is `unreleased`, that line
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
    """A released address now leads to different printed words.

    Anyone who cited it cited those words of 2014, and they can't change.

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
    """A released reading has changed, but the changelog does not name its anchor.

    Readers who cited it must be able to see what changed, and why.

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
                f"{known.address} reads differently from version {known.history[-1][0]}, "
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
