"""Words outside the pages, in the references, the facts and mkdocs.yml: they are written as those of the pages are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from checks.pairing import unpaired
from edition.configuration import CONFIGURATION
from edition.edition import Edition
from edition.look_alikes import WORD, dressed, has_two_scripts, invisible, named, scripts_of
from lint.rule import Problem, rule

# What is no prose: numbers and addresses, which other rules judge.
_NO_WORDS = frozenset({"id", "type", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "page", "address", "custom"})
_ENTITY = re.compile(r"&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.I)
_SETTINGS = frozenset({"site_name", "site_description", "copyright", "nav"})


class Words(NamedTuple):
    """A text of some data, its place, what a finding about it is about, and whether another rule checks its scripts."""

    text: str
    place: tuple[str, int, int]
    about: str = ""
    is_reference: bool = False


@rule("T007", "edition")
def data_are_written_plainly(edition: Edition) -> Iterator[Problem]:
    """A text of the references, the facts or mkdocs.yml has a character that can't be seen, or one that looks like another.

    Readers see these texts, and searches and reference managers use them.

    Bad:
        "title": "Astana<U+200B> Commemorative Declaration", site_name: Aсtivity … (the с is Cyrillic)
    Good:
        "title": "Astana Commemorative Declaration", site_name: Activity …
    Fix: write it with plain letters and single spaces.
    """
    for words in _all_words(edition):
        if fault := _fault(words):
            yield Problem(*words.place, fault, words.about)


@rule("M012", "edition")
def quotation_marks_in_data_pair(edition: Edition) -> Iterator[Problem]:
    """A quotation mark in the references, the facts, mkdocs.yml, a page's description or a correction's reason has no partner.

    Bad:
        remark = "He calls it “a path to Europe."
    Good:
        remark = "He calls it “a path to Europe”."
    Fix: add the mark that is missing.
    """
    for words in (*_all_words(edition), *_front_matter(edition), *_reasons(edition)):
        for _, message in unpaired([(0, words.text)]):
            yield Problem(*words.place, message.replace(" in its paragraph", ""), words.about)


def _fault(words: Words) -> str:
    text = words.text
    if sign := invisible(text):
        return f"“{_around(text, sign)}” contains {named(sign)}, which can't be seen"
    if not unicodedata.is_normalized("NFC", text):
        return f"“{text[:40]}” is not in NFC"
    if special := dressed(text):
        return f"{special[0][1]} is written in special characters; expected {special[0][2]}"
    if words.is_reference and (entity := _ENTITY.search(text)):
        return f"“{text[:40]}” has the entity {entity[0]}, which no reference manager resolves"
    if not words.is_reference and (word := next((word for word in WORD.findall(text) if has_two_scripts(word)), "")):
        return f"{word} has letters of two scripts: {', '.join(scripts_of(word)).title()}"
    if "  " in text.strip() or text != text.strip():
        return f"“{text[:40]}” has a space too many"
    return ""


def _around(text: str, sign: str) -> str:
    at = text.index(sign)
    return "".join(one if one.isprintable() else "·" for one in text[max(at - 12, 0):at + 13]).strip()


def _all_words(edition: Edition) -> Iterator[Words]:
    for item in edition.references.items:
        for name, value in item.data.items():
            for text in _texts(value) if name not in _NO_WORDS else ():
                yield Words(text, edition.references.place(item, name), f"ref-{item.id}", is_reference=True)
    for fact in edition.facts.tables:
        for name, value in fact.data.items():
            for text in _texts(value) if name not in _NO_WORDS else ():
                # A text over several lines is one.
                yield Words(re.sub(r"\s*\n\s*", " ", text.strip("\n")), fact.place(name))
    for key, node in edition.configuration.node.value:
        if key.value in _SETTINGS:
            yield from _scalars(node)


def _texts(value: object) -> Iterator[str]:
    """The texts of a field of CSL-JSON: its own, or those of its names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(list(one.values()) if isinstance(one, dict) else one)


def _scalars(node: yaml.Node) -> Iterator[Words]:
    if isinstance(node, yaml.ScalarNode):
        if "://" not in node.value and not node.value.endswith(".md"):
            yield Words(node.value.strip(), (CONFIGURATION, node.start_mark.line + 1, node.start_mark.column + 1))
    elif isinstance(node, yaml.CollectionNode):
        for child in node.value:
            for one in child if isinstance(child, tuple) else (child,):
                yield from _scalars(one)


def _front_matter(edition: Edition) -> Iterator[Words]:
    for page in edition.pages:
        for name in ("title", "description"):
            if match := re.search(rf"(?m)^{name}:[ \t]*", page.front_matter):
                yield Words(str(page.meta.get(name, "")), page.place(match.end()))


def _reasons(edition: Edition) -> Iterator[Words]:
    for page, block in edition.blocks:
        for span in block.corrections:
            if span.comment:
                yield Words(span.comment, page.place(span.start + span.raw.rfind(span.comment)))
