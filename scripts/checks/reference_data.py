"""The data of the references: each has an id of its own, the fields that its kind needs, and CSL-JSON's forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition.csl import TYPES, is_date, names
from edition.edition import Edition
from edition.references import Reference, page_range
from lint.rule import Problem, rule

REQUIRED = ("title", "issued")
REQUIRED_BY_TYPE = {"article-journal": ("author", "container-title", "page")}


@rule("R001", "edition")
def required_fields(edition: Edition) -> Iterator[Problem]:
    """A reference lacks a field that its kind needs.

    Every item has an id and a type; an identified work also has a title and a date, and an article
    in a journal its author, journal and pages.

    Bad:
        { "id": "1", "type": "article-journal", "title": "Kazakhstan and preparation …" }
    Good:
        { "id": "1", "type": "article-journal", "title": "…", "author": […], "container-title": "…", "page": "3-6" }
    Fix: add the field from the list as printed; if it is not known, say so in docs/references.md.
    """
    for item in edition.references.items:
        required: list[str] = ["id", "type"]
        if item.is_described:
            required += [*REQUIRED, *REQUIRED_BY_TYPE.get(str(item.data.get("type")), ())]
        for name in required:
            if not item.data.get(name):
                message = f"reference {item.id or '(no id)'} has no {name}"
                yield Problem(*edition.references.place(item), message, f"ref-{item.id}")


@rule("R002", "edition")
def ids_are_unique(edition: Edition) -> Iterator[Problem]:
    """Two references have the same id.

    Bad:
        two items with "id": "2"
    Good:
        "id": "2" and "id": "3"
    Fix: give each one the number by which the article cites it.
    """
    counts: Counter[str] = Counter()
    for item in edition.references.items:
        counts[item.id] += 1
        if counts[item.id] > 1:
            yield Problem(*edition.references.place(item, "id"), f"the id {item.id} is given twice")


@rule("R003", "edition")
def forms_are_csl(edition: Edition) -> Iterator[Problem]:
    """A date, page range, type or address is not in the form that CSL-JSON requires.

    Bad:
        "issued": "2009", "page": "6-3"
    Good:
        "issued": { "date-parts": [[2009]] }, "page": "3-6"
    Fix: write dates as `{ "date-parts": [[year, month, day]] }`, pages as first-last, addresses with https.
    """
    for item in edition.references.items:
        for name, message in _malformed(item):
            yield Problem(*edition.references.place(item, name), f"reference {item.id}: {message}", f"ref-{item.id}")


def _malformed(item: Reference) -> Iterator[tuple[str, str]]:
    if item.data.get("type") and str(item.data["type"]) not in TYPES:
        yield "type", f"{item.data['type']!r} is not a type of CSL"
    if "issued" in item.data and not is_date(item.data["issued"]):
        yield "issued", f"{item.data['issued']!r} is not a date; expected {{\"date-parts\": [[year, month, day]]}}"
    if "author" in item.data and item.data["author"] != names(item.data["author"]):
        yield "author", f"{item.data['author']!r} is not a list of names; expected [{{\"family\": \"…\"}}]"
    if "page" in item.data:
        pages = page_range(str(item.data["page"]))
        if pages is None or pages[1] < pages[0]:
            yield "page", f"{item.data['page']!r} is not a range of pages; expected first-last"
    if "URL" in item.data and not str(item.data["URL"]).startswith("https://"):
        yield "URL", f"{item.data['URL']!r} does not begin with https://"
    if "id" in item.data and not (isinstance(item.data["id"], str) and re.fullmatch("[0-9]+", item.data["id"])):
        yield "id", f"the id {item.data['id']!r} is not the number, as a string, by which the article cites it"
