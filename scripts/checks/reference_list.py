"""The list of references: it agrees with the article's own list, and invents nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition.csl import is_date, names
from edition.edition import Edition
from edition.references import REFERENCES, Reference
from lint.rule import Problem, rule


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

    Each item has its own entry on the page, `/// reference | 2`, which says what is known about it.

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
    Fix: remove the description, or say in custom.identified how the work was identified.
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
    """A reference's data contain words or numbers that are not in its printed entry.

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


def _stated(item: Reference) -> Iterator[tuple[str, str]]:
    for name in ("title", "container-title", "issue", "volume", "page"):
        if name in item.data:
            yield name, str(item.data[name])
    for author in names(item.data.get("author")):
        for part in author.values():
            yield "author", str(part)
    if is_date(item.data.get("issued")):
        yield "issued", str(item.data["issued"]["date-parts"][0][0])


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).join("  ")
