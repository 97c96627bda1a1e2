"""The article's citation in each style, as templates: what the processor gives, with fields for what differs.

A template has {address}, the address of the edition or of its version, {version} in a version that is kept,
{accessed:D MMMM YYYY} for the date on which a reader saw it, in one of `citation_styles.ACCESS_FORMS`, and {place} for the
paragraph or whatever else is cited.
"""

from __future__ import annotations

import re
from typing import Any

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


def article_forms(article: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Of each style the templates of a version that is kept and of what isn't one, and its labels for paragraphs.

    Raises RuntimeError if the processor gives a form that lacks what a template needs.
    """
    return {style.name: _of_style(article, style) for style in STYLES}


def _of_style(article: dict[str, Any], style: Style) -> dict[str, Any]:
    living, kept = _record(article, style, ""), _record(article, style, _VERSION)
    entry, whole = formatted(living, style.csl, style.language)
    _, part = formatted(living, style.csl, style.language, f"para. {_LOCATOR}")
    _, several = formatted(living, style.csl, style.language, f"para. {_LOCATORS}")
    kept_csl = style.kept_csl or style.csl
    kept_entry, kept_whole = formatted(kept, kept_csl, style.language)
    if style.in_note:
        _, kept_part = formatted(kept, kept_csl, style.language, f"para. {_LOCATOR}")
    else:
        # No version stands in the text, though the processor puts what it takes for an edition there.
        kept_whole, kept_part = whole, part
    return {
        "in-note": style.in_note,
        "labels": [_labelled(part)["label"], _labelled(several)["label"]],
        "living": _templates(style, entry, whole, part, style.put_right + style.put_right_living),
        "kept": _templates(style, kept_entry, kept_whole, kept_part, style.put_right, (_ADDRESS, _VERSION)),
    }


def _templates(
    style: Style, entry: str, whole: str, part: str, put_right: tuple[tuple[str, str], ...],
    wanted: tuple[str, ...] = (_ADDRESS,),
) -> dict[str, str]:
    if not all(one in entry for one in wanted):
        raise RuntimeError(f"{style.name}: the processor gave {entry!r}, without the address or the version")
    forms = {"entry": entry, "whole": whole, "part": part.replace(_labelled(part)[0], "{place}")}
    return {name: _put_right(_with_fields(form), put_right) for name, form in forms.items()}


def _record(article: dict[str, Any], style: Style, version: str) -> dict[str, Any]:
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


def _put_right(form: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        form = form.replace(old, new)
    return form
