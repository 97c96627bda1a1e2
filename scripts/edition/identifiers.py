"""Identifiers of works that can be looked up: their forms, and the digits that show a slip."""

from __future__ import annotations

import re
import unicodedata

# The DOI Handbook: a prefix that begins with 10 and a registrant, a slash, and a suffix. Registration agencies give out signs
# of ASCII alone; another dash or letter is one that only looks like it.
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]*[!-~]")
_NEVER_LAST = ".,;:'\""
_ISBN_GROUPS = re.compile(r"[0-9]+(?:[- ][0-9]+)*(?:[- ]?[Xx])?")
_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9Xx]")
# What a tracker or a form adds to the address of a work.
_QUERY = re.compile(r"\?[\w.-]+=")


def fault_of_doi(value: str) -> str:
    """What is wrong with a DOI, as in `10.1000/182`; empty if nothing is."""
    if strange := next((sign for sign in value if not "!" <= sign <= "~"), ""):
        return f"it contains U+{ord(strange):04X} {unicodedata.name(strange, 'without a name')}"
    if not _DOI.fullmatch(value):
        return "expected 10., a number, / and a suffix"
    if value[-1] in _NEVER_LAST:
        return f"it ends in {value[-1]}, which belongs to the sentence around it"
    if _QUERY.search(value):
        return "what follows the question mark belongs to an address"
    if any(value.count(opening) != value.count(closing) for opening, closing in ("()", "[]", "<>")):
        return "its brackets don't pair"
    return ""


def fault_of_isbn(value: str) -> str:
    """What is wrong with an ISBN; empty if nothing is.

    ISO 2108: digits weighted by 10 down to 1, or by 1 and 3 in turn, sum to a multiple of 11 or of 10.
    """
    digits = re.sub(r"[- ]", "", value).upper()
    if _ISBN_GROUPS.fullmatch(value):
        if re.fullmatch(r"[0-9]{9}[0-9X]", digits) and _weighted(digits) % 11 == 0:
            return ""
        if re.fullmatch(r"97[89][0-9]{10}", digits):
            if sum((3 if place % 2 else 1) * int(sign) for place, sign in enumerate(digits)) % 10 == 0:
                return ""
    return "expected 10 or 13 digits, the last of which agrees with the others"


def fault_of_issn(value: str) -> str:
    """What is wrong with an ISSN; empty if nothing is.

    ISO 3297: four digits, a hyphen, three digits and a check digit, weighted by 8 down to 1.
    """
    if _ISSN.fullmatch(value) and _weighted(value.replace("-", "").upper()) % 11 == 0:
        return ""
    return "expected 8 digits, the last of which agrees with the others"


def _weighted(digits: str) -> int:
    return sum((len(digits) - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(digits))
