"""The list of references: its form, and its agreement with the article's own list and markers."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

from edition.edition import Edition
from edition.formatting import ARTICLE, FORMATTED, FORMATTED_ARTICLE, digest
from edition.references import REFERENCES, Reference, page_range
from lint.place import line_and_column
from lint.rule import Problem, rule

REQUIRED = ("title", "issued")
REQUIRED_BY_TYPE = {"article-journal": ("author", "container-title", "page")}
# CSL 1.0.2, appendix III, as far as a list of references like this one needs it.
TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "chapter", "document",
    "interview", "legislation", "manuscript", "pamphlet", "paper-conference", "periodical", "post", "regulation",
    "report", "review", "speech", "standard", "thesis", "treaty", "webpage",
})


@rule("R001", "edition")
def required_fields(edition: Edition) -> Iterator[Problem]:
    """A reference lacks a field that its kind needs.

    Every item has an id and a type; what is known of it has a title and a date, and an article
    in a journal its author, journal and pages.

    Bad:
        { "id": "1", "type": "article-journal", "title": "Kazakhstan and preparation …" }
    Good:
        { "id": "1", "type": "article-journal", "title": "…", "author": […], "container-title": "…", "page": "3-6" }
    Fix: add the field from the list as printed; if it is not known, say in docs/references.md what is not.
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
    """Two references have one id.

    Bad:
        two items with "id": "2"
    Good:
        "id": "2" and "id": "3"
    Fix: give each the number by which the article cites it.
    """
    counts: Counter[str] = Counter()
    for item in edition.references.items:
        counts[item.id] += 1
        if counts[item.id] > 1:
            yield Problem(*edition.references.place(item, "id"), f"the id {item.id} is given twice")


@rule("R003", "edition")
def forms_are_csl(edition: Edition) -> Iterator[Problem]:
    """A date, a range of pages, a type or an address is not in the form that CSL-JSON gives it.

    Bad:
        "issued": "2009", "page": "6-3"
    Good:
        "issued": { "date-parts": [[2009]] }, "page": "3-6"
    Fix: write dates as `{ "date-parts": [[year, month, day]] }`, pages as first-last, addresses with https.
    """
    for item in edition.references.items:
        for name, message in _malformed(item):
            yield Problem(*edition.references.place(item, name), f"reference {item.id}: {message}", f"ref-{item.id}")


@rule("R004", "edition", waivable=False)
def missing_ones_are_declared(edition: Edition) -> Iterator[Problem]:
    """The data and the article's own list disagree about which references the list has.

    The article cites more than it lists. Which ones are missing is declared in the data (`"in-source": false`),
    so that another missing one, or one that turns up, is noticed.

    Bad:
        { "id": "2", …, "custom": { "in-source": true } }, and no entry 2 in the article's list
    Good:
        { "id": "2", …, "custom": { "in-source": false } }
    Fix: set custom.in-source to what the article's own list shows.
    """
    listed = {s.id.removeprefix("printed-") for s in edition.source.blocks if s.id.startswith("printed-")}
    for item in edition.references.items:
        if not isinstance(item.custom.get("in-source"), bool):
            message = f"reference {item.id} does not say whether it is in-source"
            yield Problem(*edition.references.place(item), message, f"ref-{item.id}")
        elif item.in_source != (item.id in listed):
            fact = "has" if item.id in listed else "lacks"
            yield Problem(
                *edition.references.place(item, "in-source"),
                f"reference {item.id} is declared in-source: {str(item.in_source).lower()}, but the article's list {fact} it",
                f"ref-{item.id}",
            )
    for number in sorted(listed - set(edition.references.by_id)):
        message = f"the article's list has an entry {number}, and the data has none"
        yield Problem(REFERENCES, 1, 1, message, f"ref-{number}")


@rule("R005", "edition")
def every_reference_has_its_entry(edition: Edition) -> Iterator[Problem]:
    """The References page and the data disagree.

    Each item has its own target on the page, `/// reference | 2`, which says what is known of it.

    Bad:
        an item "2", and no `/// reference | 2` on the page
    Good:
        an item "2", and one `/// reference | 2`
    Fix: add the entry to docs/references.md, or the item to docs/references.json.
    """
    entries: Counter[str] = Counter()
    for page in edition.pages:
        for entry in page.directives:
            if entry.name == "reference":
                entries[entry.argument] += 1
                if entry.argument not in edition.references.by_id:
                    message = f"the entry {entry.argument} has no item in {REFERENCES}"
                    yield Problem(*page.place(entry.offset), message, f"ref-{entry.argument}")
                elif entries[entry.argument] > 1:
                    yield Problem(*page.place(entry.offset), f"the entry {entry.argument} is given twice")
    for item in edition.references.items:
        if item.id and item.id not in entries:
            message = f"reference {item.id} has no entry on the References page"
            yield Problem(*edition.references.place(item, "id"), message, f"ref-{item.id}")


@rule("R006", "edition", waivable=False)
def nothing_is_invented(edition: Edition) -> Iterator[Problem]:
    """A reference that the source lacks is described without saying how it was identified.

    Bad:
        { "id": "4", "type": "document", "title": "A report on the Summit", "custom": { "in-source": false } }
    Good:
        { "id": "4", "type": "document", "custom": { "in-source": false } }
    Fix: take the description out, or say in custom.identified how the work was identified.
    """
    for item in edition.references.items:
        described = sorted(set(item.data) - {"id", "type", "custom"})
        if described and not item.in_source and not item.custom.get("identified"):
            yield Problem(
                *edition.references.place(item, described[0]),
                f"reference {item.id} is not in the source, and has {', '.join(described)} without custom.identified",
                f"ref-{item.id}",
            )


@rule("R007", "edition")
def data_agree_with_the_printed_entry(edition: Edition) -> Iterator[Problem]:
    """A reference's data have words or numbers that its printed entry has not.

    The formatted entry is made from the data, so these may not say more than the article's list.

    Bad:
        "issued": { "date-parts": [[2008]] }, where the list has 2009
    Good:
        "issued": { "date-parts": [[2009]] }
    Fix: copy the value from the printed entry in docs/references.md.
    """
    printed = {block.id: block.reading_text for _, block in edition.blocks if block.id.startswith("printed-")}
    for item in edition.references.items:
        entry = printed.get(f"printed-{item.id}")
        if entry is None:
            continue
        for name, value in _stated(item):
            if _words(value) not in _words(entry):
                message = f"reference {item.id}: {value!r} is not in “{entry}”"
                yield Problem(*edition.references.place(item, name), message, f"ref-{item.id}")


@rule("R008", "edition", waivable=False)
def formatted_entries_are_up_to_date(edition: Edition) -> Iterator[Problem]:
    """The formatted entries or citations were made from another record, or with another style.

    Bad:
        a title corrected in docs/references.json, and docs/references.formatted.json as it was
    Good:
        both committed together
    Fix: `python3 scripts/build.py format`
    """
    for made, record in ((FORMATTED, REFERENCES), (FORMATTED_ARTICLE, ARTICLE)):
        if edition.formatted_from[made] != digest((edition.root / record).read_text(encoding="utf-8")):
            yield Problem(made, 1, 1, f"not made from {record} and the styles as they are now", record)


@rule("R009", "edition", waivable=False)
def the_article_is_given_no_author(edition: Edition) -> Iterator[Problem]:
    """The article's own record says more than is known.

    The source has a title, a year and a city, and nothing else was found; every citation is made from this record.

    Bad:
        "author": [{ "literal": "Anonymous" }], or "container-title": "Central Asia's Affairs"
    Good:
        "title": "Activity of Kazakhstan within OSCE", "issued": { "date-parts": [[2014]] }, "publisher-place": "Almaty"
    Fix: take the field out; if it has become known, say in docs/about.md how, and then change this rule.
    """
    known = {"title": "title", "publisher-place": "record-city", "issued": "record-year"}
    text = (edition.root / ARTICLE).read_text(encoding="utf-8")
    sources = edition.source.by_id

    def place(name: str) -> tuple[str, int, int]:
        offset = max(text.find(f'"{name}"'), 0)
        return ARTICLE, *line_and_column(text, offset)

    for name in edition.article:
        if name not in {"id", "type", "language", *known}:
            yield Problem(*place(name), f"the record has a field {name}, of which the source knows nothing")
    for name, block in known.items():
        value = edition.article[name]
        said = str(value["date-parts"][0][0]) if name == "issued" and _is_date(value) else str(value)
        if said not in sources[block].text:
            yield Problem(*place(name), f"the record has {said!r}, but the source “{sources[block].text}”")


def _malformed(item: Reference) -> Iterator[tuple[str, str]]:
    if item.data.get("type") and str(item.data["type"]) not in TYPES:
        yield "type", f"{item.data['type']!r} is no type of CSL"
    if "issued" in item.data and not _is_date(item.data["issued"]):
        yield "issued", f"{item.data['issued']!r} is no date; expected {{\"date-parts\": [[year, month, day]]}}"
    if "author" in item.data and item.data["author"] != _authors(item):
        yield "author", f"{item.data['author']!r} is no list of names; expected [{{\"family\": \"…\"}}]"
    if "page" in item.data:
        pages = page_range(str(item.data["page"]))
        if pages is None or pages[1] < pages[0]:
            yield "page", f"{item.data['page']!r} is no range of pages; expected first-last"
    if "URL" in item.data and not str(item.data["URL"]).startswith("https://"):
        yield "URL", f"{item.data['URL']!r} does not begin with https://"
    if "id" in item.data and not (isinstance(item.data["id"], str) and item.data["id"].isdecimal()):
        yield "id", f"the id {item.data['id']!r} is not the number, as a string, by which the article cites it"


def _is_date(issued: object) -> bool:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not (isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list) and 1 <= len(parts[0]) <= 3):
        return False
    if not all(type(part) is int for part in parts[0]):
        return False
    try:
        datetime.date(*(parts[0] + [1, 1])[:3])
    except ValueError:
        return False
    return True


def _stated(item: Reference) -> Iterator[tuple[str, str]]:
    for name in ("title", "container-title", "issue", "volume", "page"):
        if name in item.data:
            yield name, str(item.data[name])
    for author in _authors(item):
        for part in author.values():
            yield "author", str(part)
    if _is_date(item.data.get("issued")):
        yield "issued", str(item.data["issued"]["date-parts"][0][0])


def _authors(item: Reference) -> list[dict]:
    """The names of an item; an empty list if they are not in CSL-JSON's form."""
    authors = item.data.get("author")
    return authors if isinstance(authors, list) and all(isinstance(author, dict) for author in authors) else []


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).join("  ")
