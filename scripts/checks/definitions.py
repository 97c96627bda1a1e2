"""Addresses and definitions of links in the pages, as they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from upa_url import URL

from checks.doubled import doubled
from lint.rule import Problem, rule
from rendering.reading import Readings


@rule("L008", "reading")
def addresses_can_be_read(readings: Readings) -> Iterator[Problem]:
    """A link's address is invalid by the URL Standard, so no browser can open it.

    Bad:
        [the archive](https://[address]/x)
    Good:
        [the archive](https://example.org/x)
    Fix: write the address as the other site gives it.
    """
    for page in readings.edition.pages:
        for link in readings.of(page).links:
            if URL.parse(link.target, "https://example.org/") is None:
                yield Problem(*page.place(link.offset), f"{link.target} is not an address that a browser can read")


@rule("L009", "reading")
def definitions_are_given_once(readings: Readings) -> Iterator[Problem]:
    """Two link definitions on a page have the same label, and only the last is used.

    Bad:
        [osce]: https://www.osce.org/ and, below, [OSCE]: https://example.org/
    Good:
        [osce]: https://www.osce.org/
    Fix: remove one of them, or give it its own label.
    """
    for page in readings.edition.pages:
        for definition, first in doubled(readings.of(page).definitions):
            line = page.place(first.offset)[1]
            message = f"[{definition.label}] is also defined in line {line}; the last counts"
            yield Problem(*page.place(definition.offset), message)


@rule("L010", "reading")
def definitions_are_used(readings: Readings) -> Iterator[Problem]:
    """A link definition is not used by any link.

    Bad:
        [osce]: https://www.osce.org/, and no [the OSCE][osce]
    Good:
        [the OSCE][osce] and its definition
    Fix: use it, or remove it.
    """
    for page in readings.edition.pages:
        definitions = readings.of(page).definitions
        times = Counter(definition.label for definition in definitions)
        for definition in definitions:
            if not definition.is_used and times[definition.label] == 1:
                yield Problem(*page.place(definition.offset), f"[{definition.label}] is not used by any link on the page")
