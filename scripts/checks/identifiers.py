"""The data of the references: identifiers that can be looked up, words that can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.edition import Edition
from edition.letters import script_of
from lint.rule import Problem, rule

# The DOI Handbook, 2.2: a prefix that begins with 10 and a registrant, a slash, and any suffix.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]*[^\s\"<>.,;:]")
_WORD = re.compile(r"[^\W\d_]+")


@rule("R010", "edition")
def identifiers_are_whole(edition: Edition) -> Iterator[Problem]:
    """The DOI, ISBN or ISSN of a reference is not in the required form, or its check digit is wrong.

    A single wrong digit leads the reader to another work, or to none.

    Bad:
        "ISBN": "978-0-306-40615-8", or "DOI": "https://doi.org/10.1000/182"
    Good:
        "ISBN": "978-0-306-40615-7", or "DOI": "10.1000/182"
    Fix: copy it from the work itself; write a DOI without the resolver's address.
    """
    for item in edition.references.items:
        for name, is_whole, expected in (
            ("DOI", _is_doi, "10., a number, / and a suffix"),
            ("ISBN", _is_isbn, "10 or 13 digits, the last of which agrees with the others"),
            ("ISSN", _is_issn, "8 digits, the last of which agrees with the others"),
        ):
            value = item.data.get(name)
            if value is not None and not is_whole(str(value)):
                message = f"reference {item.id}: {value!r} is no {name}; expected {expected}"
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
            for word in _WORD.findall(str(value)) if name != "custom" else ():
                scripts = {script for letter in word if (script := script_of(letter))}
                if len(scripts) > 1:
                    message = f"reference {item.id}: {word} has letters of two scripts: {', '.join(sorted(scripts)).title()}"
                    yield Problem(*edition.references.place(item, name), message, f"ref-{item.id}")


def _is_doi(value: str) -> bool:
    return _DOI.fullmatch(value) is not None


def _is_isbn(value: str) -> bool:
    """ISO 2108: digits weighted by 10 down to 1, or by 1 and 3 in turn, sum to a multiple of 11 or of 10."""
    digits = re.sub(r"[- ]", "", value).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum(weight * _digit(sign) for weight, sign in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum((3 if place % 2 else 1) * int(sign) for place, sign in enumerate(digits)) % 10 == 0
    return False


def _is_issn(value: str) -> bool:
    """ISO 3297: four digits, a hyphen, three digits and a check digit, weighted by 8 down to 1."""
    if not re.fullmatch(r"\d{4}-\d{3}[\dXx]", value):
        return False
    digits = value.replace("-", "").upper()
    return sum(weight * _digit(sign) for weight, sign in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _digit(sign: str) -> int:
    return 10 if sign == "X" else int(sign)
