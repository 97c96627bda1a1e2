"""The editor's facts: each is whole, has its sources, and says what the article has only where the article has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.dates import parse_period
from edition.edition import Edition
from edition.fact_fields import FIELDS, TEXT, TEXTS
from edition.facts import CONFIRMED, FACTS, PROBABLE, Event, Fact
from facts.standing import forms_pattern, has_words
from lint.rule import Problem, rule

_ID = re.compile(r"[a-z][a-z0-9-]*")
_CHOICES = {
    ("term", "group"): ("body", "office", "document", "idea"),
    ("place", "label"): ("left", "right", "above", "below"),
}
# What has room beside its line in the picture of the timeline.
LONGEST_SHORT = 20


@rule("G001", "edition", waivable=False)
def facts_are_whole(edition: Edition) -> Iterator[Problem]:
    """A table in the editor's facts lacks a field, or has one that is not used.

    Bad:
        [[place]]
        id = "vienna"
        title = "Vienna"
    Good:
        [[place]]
        id = "vienna"
        name = "Vienna"
        latitude = 48.21
        longitude = 16.37
        what = "Seat of the OSCE Representative on Freedom of the Media."
        sources = ["foreign-gov-sk"]
    Fix: write the fields that the finding names; an id has small letters, digits and hyphens, and is used once.
    """
    for name, line in edition.facts.strange:
        yield Problem(FACTS, line, 1, f"{name!r} is not a kind of fact", fix=f"write {', '.join(FIELDS)}, each in [[…]]")
    given: set[tuple[str, str]] = set()
    for fact in edition.facts.tables:
        yield from _faults_of_fields(fact)
        if fact.id and not _ID.fullmatch(fact.id):
            yield Problem(*fact.place("id"), f"the id {fact.id!r} has signs other than small letters, digits and hyphens")
        elif (fact.kind, fact.id) in given:
            yield Problem(*fact.place("id"), f"the id {fact.id!r} is given to two of kind {fact.kind}")
        given.add((fact.kind, fact.id))


def _faults_of_fields(fact: Fact) -> Iterator[Problem]:
    fields = {name.removesuffix("!"): form for name, form in FIELDS[fact.kind].items()}
    for name in FIELDS[fact.kind]:
        if name.endswith("!") and fact.data.get(name[:-1]) in (None, "", []):
            yield Problem(*fact.place(), f"this {fact.kind} has no {name[:-1]}")
    for name, value in fact.data.items():
        form = fields.get(name)
        if form is None:
            fix = f"a {fact.kind} may have {', '.join(fields)}"
            yield Problem(*fact.place(name), f"a {fact.kind} has no field {name!r}", fix=fix)
        elif not _has_form(value, form):
            yield Problem(*fact.place(name), f"{name} is not {form}", fix=f"write {form}")
        elif (choices := _CHOICES.get((fact.kind, name))) and value not in choices:
            yield Problem(*fact.place(name), f"{name} is {value!r}", fix=f"write {', '.join(choices[:-1])} or {choices[-1]}")
        elif name == "short" and len(fact.text(name)) > LONGEST_SHORT:
            message = f"{value!r} has {len(fact.text(name))} characters, too many for the picture"
            yield Problem(*fact.place(name), message, fix=f"write {LONGEST_SHORT} characters at most")


def _has_form(value: object, form: str) -> bool:
    if form == TEXTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str) if form == TEXT else isinstance(value, int | float) and not isinstance(value, bool)


@rule("G002", "edition", waivable=False)
def facts_have_sources(edition: Edition) -> Iterator[Problem]:
    """A fact has no source, or does not say how sure it is.

    What the article itself says needs no other source: a date that is all its own, an expansion that it gives. A source
    has an address and the day or month when it was seen. What is not confirmed is probable, and says on what evidence.

    Bad:
        [[term]]
        id = "hcnm"
        expansion = "High Commissioner on National Minorities"
    Good:
        [[term]]
        id = "hcnm"
        expansion = "High Commissioner on National Minorities"
        sources = ["foreign-gov-sk"]
    Fix: name its sources by the ids of [[source]] tables; leave out what is only remembered.
    """
    for fact in edition.facts.tables:
        if fact.kind == "source":
            yield from _faults_of_source(fact)
            continue
        for name in fact.texts("sources"):
            if name not in edition.facts.sources:
                yield Problem(*fact.place("sources"), f"there is no source {name!r}", fix="write its id, or add a [[source]]")
        if not fact.texts("sources") and not _is_the_articles(edition, fact):
            yield Problem(*fact.place(), f"the {fact.kind} {fact.id!r} has no source")
        if fact.data.get("status", CONFIRMED) not in (CONFIRMED, PROBABLE):
            message = f"the status {fact.text('status')!r} is neither confirmed nor probable"
            yield Problem(*fact.place("status"), message, fix="write probable, with its evidence, or take it out")
        elif fact.is_probable and not fact.text("evidence"):
            message = f"the {fact.kind} {fact.id!r} is probable without evidence"
            yield Problem(*fact.place("status"), message, fix="add evidence")


def _faults_of_source(source: Fact) -> Iterator[Problem]:
    address, seen = source.text("address"), source.text("seen")
    if address and not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+\S*", address):
        yield Problem(*source.place("address"), f"{address!r} is not an address", fix="write the whole address, with https://")
    if seen:
        try:
            parse_period(seen)
        except ValueError as error:
            yield Problem(*source.place("seen"), f"seen: {error}", fix="write the month or day when it was seen, as in 2026-11")


def _is_the_articles(edition: Edition, fact: Fact) -> bool:
    if isinstance(fact, Event):
        return fact.is_articles
    expansion = fact.text("expansion")
    return bool(expansion) and any(has_words(block, expansion) for _, block in edition.blocks)


@rule("G003", "edition", waivable=False)
def facts_are_in_the_paragraphs_that_they_name(edition: Edition) -> Iterator[Problem]:
    """A fact names a paragraph that does not exist, or words that the article does not have there.

    Bad:
        words = "In June 1999"
        paragraphs = ["p2"]
    Good:
        words = "In January 1999"
        paragraphs = ["p2"]
    Fix: name the paragraph by its anchor, and quote its words exactly, as corrected or as printed.
    """
    blocks = {block.id: block for _, block in edition.blocks}
    known = edition.source.by_id
    for fact in edition.facts.tables:
        named = {"paragraphs": fact.texts("paragraphs"), "paragraph": [fact.text("paragraph")]}
        named["institutions"] = [fact.text("institutions")]
        for field, ids in named.items():
            for identifier in filter(None, ids):
                if identifier not in known:
                    yield Problem(*fact.place(field), f"there is no paragraph #{identifier} in the article")
        there = [blocks[name] for name in [*named["paragraphs"], *named["paragraph"]] if name in blocks]
        # A block that is missing has a finding of its own.
        for words in [fact.text("words"), *fact.texts("items")] if there else []:
            if words and not any(has_words(block, words) for block in there):
                places = ", ".join(f"#{block.id}" for block in there)
                field = "words" if fact.kind == "event" else "items"
                yield Problem(*fact.place(field), f"“{words}” is not in {places}")
        if fact.kind == "event" and bool(fact.texts("paragraphs")) != bool(fact.text("words")):
            message = f"the event {fact.id!r} has paragraphs without words, or words without paragraphs"
            yield Problem(*fact.place(), message, fix="write both, or neither where the article does not speak of it")
        for form in fact.forms:
            if not any(forms_pattern([form]).search(block.reading_text) for block in blocks.values()):
                yield Problem(*fact.place("forms"), f"“{form}” is nowhere in the article")
