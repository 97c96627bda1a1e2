"""What a citation processor makes of the edition's records, kept in the repository.

Pandoc is heavy, and the records rarely change. So its output is kept, with the digest of what it was made from:
a rule finds it when that changes, and a test finds it when the functions here make something else.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from edition.article_forms import article_forms
from edition.citation_styles import STYLES
from edition.errors import UnreadableError, not_found, not_utf8
from edition.pandoc import OWN_STYLES, formatted, text_of
from edition.references import REFERENCES

ARTICLE = "docs/article.json"
FORMATTED_ARTICLE = "docs/article.formatted.json"
FORMATTED = "docs/references.formatted.json"
_IN_EVERY_CITATION = ("id", "type", "title", "issued", "publisher-place", "language")

# Of the common author-date styles the one that keeps a title's capitals as its author has them.
STYLE = "harvard-cite-them-right"
LANGUAGE = "en-GB"


def digest(record: str) -> str:
    """The digest that ties what was formatted to what it was made from: the text of its record, and the styles."""
    own_styles = "".join(style.read_text(encoding="utf-8") for style in sorted(OWN_STYLES.glob("*.csl")))
    return hashlib.sha256(f"{STYLE}\n{LANGUAGE}\n{STYLES}\n{own_styles}\n{record}".encode()).hexdigest()


def load_article(root: Path) -> dict[str, Any]:
    """The article's own record, a CSL-JSON item.

    Raises UnreadableError if it is missing or lacks what every citation has.
    """
    try:
        record = json.loads((root / ARTICLE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise not_found(ARTICLE) from None
    except json.JSONDecodeError as error:
        raise UnreadableError(
            ARTICLE, f"not JSON: {error.msg}", "correct it here or just before", error.lineno, error.colno
        ) from None
    except UnicodeDecodeError as error:
        raise not_utf8(ARTICLE, error) from None
    lacking = [name for name in _IN_EVERY_CITATION if not isinstance(record, dict) or name not in record]
    if lacking or not isinstance(record, dict):
        raise UnreadableError(ARTICLE, f"no CSL-JSON item with {', '.join(lacking)}", "write what is missing")
    return record


def load_formatted(root: Path, name: str) -> tuple[dict[str, Any], str]:
    """The entries kept in the file `name`, and the digest they were made from; empty if there is no file."""
    try:
        data = json.loads((root / name).read_text(encoding="utf-8"))
        return dict(data["entries"]), str(data["made-from"])
    except FileNotFoundError:
        return {}, ""
    except (ValueError, KeyError, TypeError):
        raise UnreadableError(name, "not as it was made", "make it again: python3 scripts/build.py format") from None


def load_formatted_article(root: Path) -> tuple[dict[str, Any], str]:
    """The article's templates, and the digest they were made from; empty if there are none.

    Raises UnreadableError if they are none of `article_forms`, as those of an older edition are not.
    """
    entries, made_from = load_formatted(root, FORMATTED_ARTICLE)
    for forms in entries.values():
        templates = [forms.get(kind) for kind in ("living", "kept")] if isinstance(forms, dict) else [None]
        if not all(isinstance(one, dict) and {"entry", "whole", "part"} <= set(one) for one in templates) or not (
            isinstance(forms.get("labels"), list) and len(forms["labels"]) == 2 and all(forms["labels"]) and "in-note" in forms
        ):
            raise UnreadableError(FORMATTED_ARTICLE, "not as it was made", "make it again: python3 scripts/build.py format")
    return entries, made_from


def formatted_references(root: Path) -> str:
    """The content of the formatted list of references, each entry as plain text."""
    text = (root / REFERENCES).read_text(encoding="utf-8")
    entries = {}
    for item in json.loads(text):
        if item.get("title"):
            # A link to where a copy was seen is in the entry's own text; the citation processor would add it again.
            work = {name: value for name, value in item.items() if name not in ("custom", "URL")}
            entries[item["id"]] = text_of(formatted(work, STYLE, LANGUAGE)[0])
    return _kept(text, entries)


def formatted_article(root: Path) -> str:
    """The content of the article's formatted citations: the templates of `article_forms`."""
    text = (root / ARTICLE).read_text(encoding="utf-8")
    return _kept(text, article_forms(json.loads(text)))


def write_formatted(root: Path) -> list[str]:
    """Write both files anew, and return their names."""
    for name, make in ((FORMATTED, formatted_references), (FORMATTED_ARTICLE, formatted_article)):
        (root / name).write_text(make(root), encoding="utf-8")
    return [FORMATTED, FORMATTED_ARTICLE]


def _kept(record: str, entries: dict[str, Any]) -> str:
    return json.dumps({"made-from": digest(record), "entries": entries}, ensure_ascii=False, indent=2) + "\n"
