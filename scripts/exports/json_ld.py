"""The edition, its paragraphs, references and corrections in the vocabulary of https://schema.org/, as JSON-LD.

The edition has a version and editors; the work of which it is an example was published in 2014.
No author, publisher or journal of that is named, for none is known.
There is no `license`: it would be read as one of the article, which nobody here can license.
`usageInfo` leads to the page that says what holds.
"""

from __future__ import annotations

import json
from typing import Any

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, WHOLE_PAGE, page_address, site_root
from edition.citing import WHOLE, everything_cited
from edition.edition import Edition, Place
from edition.editors import editors
from edition.references import Reference
from edition.span import Reason
from exports.catalogue import Format

RIGHTS = "about/#rights"
# The block that the article itself calls its abstract.
ABSTRACT = "p1"
# What CFF 1.2.0 calls the parts of a person's name.
_PERSON = {"givenName": "given-names", "familyName": "family-names"}
_TYPES = {"article-journal": "ScholarlyArticle"}


def json_ld(edition: Edition, site_url: str, formats: tuple[Format, ...]) -> dict[str, Any]:
    """The edition with everything in it; `formats` are those whose files the site has."""
    root = site_root(site_url)
    record = edition.article
    page = root + page_address(WHOLE_PAGE)
    texts = {block.id: block.reading_text for _, block in edition.blocks}
    return {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": root,
        "name": record["title"],
        "headline": record["title"],
        "abstract": texts[ABSTRACT],
        "exampleOfWork": _work(record),
        **_editors(editors(edition.root)),
        "inLanguage": record["language"],
        "url": page,
        "mainEntityOfPage": page,
        "version": edition.version.number,
        "sdDatePublished": edition.version.date.isoformat(),
        "isAccessibleForFree": True,
        "usageInfo": root + RIGHTS,
        "hasPart": [
            {
                "@type": "CreativeWork",
                "@id": cited.address,
                "url": cited.address,
                "name": cited.name,
                "position": cited.locator.removeprefix("para. "),
                "text": texts[cited.id],
            }
            for cited in everything_cited(edition, site_url) if cited.id != WHOLE
        ],
        # Of the others it is not known what they are, so that they can't be cited.
        "citation": [_reference(item, root) for item in edition.references.items if item.is_described],
        "correction": [_correction(place, reason, root) for place in edition.corrections if (reason := place.span.reason)],
        "encoding": [
            {
                "@type": "MediaObject",
                "name": form.name,
                "contentUrl": root + form.path,
                "encodingFormat": form.media_type,
            }
            for form in formats
        ],
    }


def _work(record: dict[str, Any]) -> dict[str, Any]:
    """The article as it was published, which has no address of its own here."""
    year = _date(record)
    return {
        "@type": "ScholarlyArticle",
        "name": record["title"],
        "inLanguage": record["language"],
        "datePublished": year,
        # Not `locationCreated`: where it was written is not known.
        "publication": {
            "@type": "PublicationEvent",
            "startDate": year,
            "location": {"@type": "Place", "name": record["publisher-place"]},
        },
    }


def _editors(found: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Who answers for the edition: an editor of schema.org is a person, and so a body is a contributor."""
    people = [
        {"@type": "Person", **{name: str(one[key]) for name, key in _PERSON.items() if one.get(key)}}
        for one in found if "name" not in one
    ]
    bodies = [{"@type": "Organization", "name": str(one["name"])} for one in found if "name" in one]
    return {name: named for name, named in (("editor", people), ("contributor", bodies)) if named}


def as_text(data: dict[str, Any]) -> str:
    """JSON that can stand in a page's <script> as well: no `<`, which could end it."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _reference(item: Reference, root: str) -> dict[str, Any]:
    data = item.data
    issue = {
        "@type": "PublicationIssue",
        "issueNumber": data.get("issue"),
        "isPartOf": {"@type": "Periodical", "name": data.get("container-title")},
    }
    entry = {
        "@type": _TYPES.get(data["type"], "CreativeWork"),
        "@id": f"{root}{page_address(REFERENCES_PAGE)}#ref-{item.id}",
        "name": data.get("title"),
        "author": [_name(author) for author in data.get("author", [])],
        "datePublished": _date(data),
        "isPartOf": issue if data.get("container-title") else None,
        "pagination": data.get("page"),
        "identifier": data.get("number"),
        "url": data.get("URL"),
        "description": "" if item.in_source else f"Not in the article’s list; identified {item.custom['identified']}.",
    }
    return {name: value for name, value in entry.items() if value}


def _name(author: dict[str, Any]) -> dict[str, Any]:
    if "literal" in author:
        return {"@type": "Organization", "name": author["literal"]}
    return {"@type": "Person", "familyName": author["family"]} | (
        {"givenName": author["given"]} if "given" in author else {}
    )


def _correction(place: Place, reason: Reason, root: str) -> dict[str, Any]:
    address = f"{root}{page_address(APPARATUS_PAGE)}#{reason.id}"
    return {
        "@type": "CorrectionComment",
        "@id": address,
        "url": address,
        "name": reason.id,
        "text": reason.told,
        # As in the apparatus: what is read, a bracket, what was printed.
        "description": f"{place.span.reading_text}] {place.span.printed_text}",
        "about": {"@id": f"{root}{page_address(place.page.name)}#{place.block.id}"},
    }


def _date(record: dict[str, Any]) -> str:
    """A CSL date as ISO 8601 writes it, as exact as it is given; empty if it isn't."""
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02d}" for part in parts)
