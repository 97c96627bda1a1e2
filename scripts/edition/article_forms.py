"""The article's citation in each style, as templates: what the processor gives, with fields for what differs.

A template has {address}, the address of the edition or of its version, {version} in a version that is kept,
{accessed:D MMMM YYYY} for the date on which a reader saw it, in one of `citation_styles.ACCESS_FORMS`, and {place} for the
paragraph or whatever else is cited.
"""

from __future__ import annotations

import re

from edition.citation_styles import STYLES, Style
from edition.pandoc import formatted

# They stand for what differs while the processor runs, and are then replaced by the templates' fields.
_ADDRESS, _VERSION, _LOCATOR, _LOCATORS = "https://address.invalid/", "5.5.5", "777", "777-778"
_ACCESSED = {"date-parts": [[2011, 11, 22]]}
_ACCESSED_AS = {
    "November 22, 2011": "MMMM D, YYYY", "22 November 2011": "D MMMM YYYY", "22 Nov. 2011": "D Mon. YYYY",
    "Nov. 22, 2011": "Mon. D, YYYY", "22.11.2011": "DD.MM.YYYY",
}
_LABELLED = re.compile(r"(?P<label>[Pp]ara?s?\.? ?)777(?:[-–]778)?")


def article_forms(article: dict) -> dict[str, dict]:
    """Of each style the templates of a version that is kept and of what isn't one, and its labels for paragraphs.

    Raises RuntimeError if the processor gives a form that lacks what a template needs.
    """
    return {style.name: _of_style(article, style) for style in STYLES}


def _of_style(article: dict, style: Style) -> dict:
    living, kept = _record(article, style, ""), _record(article, style, _VERSION)
    _, one = formatted(living, style.csl, style.language, f"para. {_LOCATOR}")
    _, several = formatted(living, style.csl, style.language, f"para. {_LOCATORS}")
    return {
        "in-note": style.in_note,
        "labels": [_labelled(one)["label"], _labelled(several)["label"]],
        "living": _templates(style, style.csl, living, living),
        # The processor puts an edition into the citation in the text as well, which is no part of the title.
        "kept": _templates(style, style.kept_csl or style.csl, kept, kept if style.in_note else living),
    }


def _templates(style: Style, csl: str, record: dict, cited: dict) -> dict[str, str]:
    is_kept = "version" in record or "edition" in record
    entry, _ = formatted(record, csl, style.language)
    _, whole = formatted(cited, csl, style.language)
    _, part = formatted(cited, csl, style.language, f"para. {_LOCATOR}")
    forms = {"entry": entry, "whole": whole, "part": part.replace(_labelled(part)[0], "{place}")}
    if _ADDRESS not in entry or (is_kept and _VERSION not in entry):
        raise RuntimeError(f"{style.name}: the processor gave {entry!r}, without the address or the version")
    return {name: _put_right(style, _with_fields(form), is_kept) for name, form in forms.items()}


def _record(article: dict, style: Style, version: str) -> dict:
    """The item that the processor gets for a style: the record of the edition, as `citation_files` exports it."""
    record = {**article, "type": "webpage", "URL": _ADDRESS, "accessed": _ACCESSED, "version": version or None}
    record["title"] = record["title"].replace(*style.title_change) if style.title_change[0] else record["title"]
    for name, value in style.changed.items():
        wants_version = value is not None and "{version}" in value
        record[name] = value.format(version=version) if value and version else None if wants_version else value
    return {name: value for name, value in record.items() if value is not None}


def _labelled(form: str) -> re.Match[str]:
    found = _LABELLED.search(form)
    if found is None:
        raise RuntimeError(f"the processor gave {form!r}, without a labelled locator")
    return found


def _with_fields(form: str) -> str:
    form = form.replace(_ADDRESS, "{address}").replace(_VERSION, "{version}")
    for date, name in _ACCESSED_AS.items():
        form = form.replace(date, f"{{accessed:{name}}}")
    return form


def _put_right(style: Style, form: str, is_kept: bool) -> str:
    for old, new in style.put_right + (() if is_kept else style.put_right_living):
        form = form.replace(old, new)
    return form
