"""Records: the article's own says no more than is known, and what is formatted from any is up to date."""

from __future__ import annotations

from collections.abc import Iterator

from edition.csl import is_date
from edition.edition import Edition
from edition.formatting import ARTICLE, FORMATTED, FORMATTED_ARTICLE, digest
from edition.references import REFERENCES
from lint.place import line_and_column
from lint.rule import Problem, rule


@rule("R008", "edition", waivable=False)
def formatted_entries_are_up_to_date(edition: Edition) -> Iterator[Problem]:
    """The formatted entries or citations are out of date with the record or the styles.

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
    """The article's own record says more than is known about it.

    The source gives a title, a year and a city, and nothing else was found; every citation is made from this record.

    Bad:
        "author": [{ "literal": "Anonymous" }], or "container-title": "Central Asia's Affairs"
    Good:
        "title": "Activity of Kazakhstan within OSCE", "issued": { "date-parts": [[2014]] }, "publisher-place": "Almaty"
    Fix: remove the field; if it has become known, say how in docs/about.md, and then change this rule.
    """
    known = {"title": "title", "publisher-place": "record-city", "issued": "record-year"}
    text = (edition.root / ARTICLE).read_text(encoding="utf-8")
    sources = edition.source.by_id

    def place(name: str) -> tuple[str, int, int]:
        offset = max(text.find(f'"{name}"'), 0)
        return ARTICLE, *line_and_column(text, offset)

    for name in edition.article:
        if name not in {"id", "type", "language", *known}:
            yield Problem(*place(name), f"the record has a field {name}, for which the source gives nothing")
    for name, block in known.items():
        value = edition.article[name]
        said = str(value["date-parts"][0][0]) if name == "issued" and is_date(value) else str(value)
        if said not in sources[block].text:
            yield Problem(*place(name), f"the record has {said!r}, but the source “{sources[block].text}”")
