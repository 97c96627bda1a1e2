"""The data of the references: identifiers that can be looked up, words that can be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checks.outside_code import outside_code
from edition.edition import Edition
from edition.identifiers import fault_of_doi, fault_of_isbn, fault_of_issn
from edition.look_alikes import WORD, has_two_scripts, scripts_of
from lint.rule import Problem, rule
from rendering.reading import Readings

_FAULTS: dict[str, Callable[[str], str]] = {"DOI": fault_of_doi, "ISBN": fault_of_isbn, "ISSN": fault_of_issn}
# As it is written in a sentence: the name, then what looks like the number.
_NAMED = re.compile(
    r"\b(?:(?P<DOI>DOI|doi):? ?(?P<doi>1[01]\.[0-9]+/[^\s<>\]]+)"
    r"|(?P<ISBN>ISBN)(?:-1[03])?:? ?(?P<isbn>[0-9][0-9Xx -]{7,15}[0-9Xx])"
    r"|(?P<ISSN>ISSN)(?:-L)?:? ?(?P<issn>[0-9]{4}-[0-9]{3}[0-9Xx]))(?![\w-])"
)


@rule("R010", "edition")
def identifiers_are_whole(edition: Edition) -> Iterator[Problem]:
    """The DOI, ISBN or ISSN of a reference is not in the required form, or its check digit is wrong.

    A single wrong digit leads the reader to another work, or to none. A dash or letter that only looks like the right one
    does the same.

    Bad:
        "ISBN": "978-0-306-40615-8", or "DOI": "https://doi.org/10.1000/182"
    Good:
        "ISBN": "978-0-306-40615-7", or "DOI": "10.1000/182"
    Fix: copy it from the work itself; write a DOI without the resolver's address.
    """
    for item in edition.references.items:
        for name, fault_of in _FAULTS.items():
            value = item.data.get(name)
            if name in item.data and (fault := fault_of(str(value))):
                message = f"reference {item.id}: {value!r} is not a valid {name}; {fault}"
                yield Problem(*edition.references.place(item, name), message, f"ref-{item.id}")


@rule("R011", "edition")
def data_keep_to_one_script(edition: Edition) -> Iterator[Problem]:
    """A word in the data of a reference has letters of two scripts, which look alike.

    No search finds the word, and reference managers copy it.

    Bad:
        "title": "Kazakhstan аnd preparation"      (the first а is Cyrillic)
    Good:
        "title": "Kazakhstan and preparation"
    Fix: type the word again.
    """
    for item in edition.references.items:
        for name, value in item.data.items():
            # Identifiers and addresses have rules of their own.
            for word in WORD.findall(str(value)) if name not in ("custom", "URL", *_FAULTS) else ():
                if has_two_scripts(word):
                    message = f"reference {item.id}: {word} has letters of two scripts: {', '.join(scripts_of(word)).title()}"
                    yield Problem(*edition.references.place(item, name), message, f"ref-{item.id}")


@rule("R012", "reading")
@outside_code
def identifiers_in_prose_are_whole(readings: Readings) -> Iterator[Problem]:
    """A DOI, ISBN or ISSN that the editor's words give is not in the required form, or its check digit is wrong.

    Bad:
        The book, ISBN 978-0-306-40615-8, was not seen.
    Good:
        The book, ISBN 978-0-306-40615-7, was not seen.
    Fix: copy it from the work itself.
    """
    for page in readings.edition.pages:
        for start, prose in page.prose:
            for match in _NAMED.finditer(prose):
                name, value = _name_and_value(match)
                offset = start + match.start(name.lower())
                if fault := _FAULTS[name](value):
                    yield Problem(*page.place(offset), f"{value} is not a valid {name}; {fault}")


def _name_and_value(match: re.Match[str]) -> tuple[str, str]:
    """The kind of an identifier in a sentence, and the identifier without the sentence's own signs."""
    name = next(name for name in _FAULTS if match[name])
    value = match[name.lower()].rstrip(".,;:’”»*_ -")
    while value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(".,;:’”»*_ -")
    return name, value
