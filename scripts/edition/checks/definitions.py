"""Addresses and link definitions in the pages, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upa_url import URL

from edition.checks.links import links
from edition.edition import Edition
from edition.page import Page, without_code
from lint.rule import Problem, rule

# CommonMark, link reference definitions; labels are compared without case and with single blanks.
_DEFINITION = re.compile(r"(?m)^[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:[ ]*\S+")
_LABEL = re.compile(r"\[(?P<label>[^\[\]^][^\[\]]*)\](?!:|\()")


@rule("L008", "edition")
def addresses_can_be_read(edition: Edition) -> Iterator[Problem]:
    """A link's address is none by the URL Standard, so that no browser can go there.

    Bad:
        [the archive](https://[address]/x)
    Good:
        [the archive](https://example.org/x)
    Fix: write the address as the other site gives it.
    """
    for page in edition.pages:
        for link in links(page):
            if URL.parse(link.target, "https://example.org/") is None:
                yield Problem(*page.place(link.offset), f"{link.target} is no address that a browser can read")


@rule("L009", "edition")
def definitions_are_given_once(edition: Edition) -> Iterator[Problem]:
    """Two link definitions of a page have one label, and the second is never used.

    Bad:
        [osce]: https://www.osce.org/ and, below, [OSCE]: https://example.org/
    Good:
        [osce]: https://www.osce.org/
    Fix: take one of them out, or give it a label of its own.
    """
    for page in edition.pages:
        known: set[str] = set()
        for label, offset in _definitions(page):
            if label in known:
                yield Problem(*page.place(offset), f"[{label}] is defined twice; the first counts")
            known.add(label)


@rule("L010", "edition")
def definitions_are_used(edition: Edition) -> Iterator[Problem]:
    """No link uses a definition: its address is on no page.

    Bad:
        [osce]: https://www.osce.org/, and no [the OSCE][osce]
    Good:
        [the OSCE][osce] and its definition
    Fix: use it, or take it out.
    """
    for page in edition.pages:
        text = without_code(page.text)
        used = {_normal(match["label"]) for match in _LABEL.finditer(text)}
        for label, offset in _definitions(page):
            if label not in used:
                yield Problem(*page.place(offset), f"[{label}] is used by no link of the page")


def _definitions(page: Page) -> list[tuple[str, int]]:
    return [(_normal(match["label"]), match.start()) for match in _DEFINITION.finditer(without_code(page.text))]


def _normal(label: str) -> str:
    return " ".join(label.casefold().split())
