"""What the search looks in: every block, note, reference and correction, with the address where a reader lands."""

from __future__ import annotations

import json
import re

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, page_address, place_name
from edition.edition import Edition
from edition.notation import parse, text_of

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1")
_LIST_LINE = re.compile(r"^\d+\. .*\n(?:[ ]+.*\n)*", re.M)


def search_index(edition: Edition) -> str:
    """The index as JSON: a list of entries with name, address (below the site's root), text, and printed if it differs."""
    entries = [*_blocks(edition), *_notes(edition), *_references(edition), *_corrections(edition)]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def plain_prose(markdown: str) -> str:
    """The words of the editor's Markdown, in one line."""
    words = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", markdown))
    return " ".join(text_of([c for span in parse(words) for c in span.reading]).split())


def _blocks(edition: Edition):
    for page, block in edition.blocks:
        name = place_name(block.id)
        yield _entry(name[0].upper() + name[1:], page.name, block.id, block.reading_text, block.printed_text)


def _notes(edition: Edition):
    for page, note in edition.notes:
        text = plain_prose(page.text[note.start:note.end])
        yield _entry(f"Editor’s note {note.argument}", page.name, f"note-{note.argument}", text)


def _references(edition: Edition):
    for page in edition.pages:
        for entry in page.directives:
            if entry.name == "reference":
                told = _LIST_LINE.sub("", page.text[entry.start:entry.end])
                text = f"{edition.formatted.get(entry.argument, '')} {plain_prose(told)}".strip()
                yield _entry(f"Reference [{entry.argument}]", REFERENCES_PAGE, f"ref-{entry.argument}", text)


def _corrections(edition: Edition):
    for place in edition.corrections:
        if reason := place.span.reason:
            text = f"{place.span.reading_text.strip()}: {reason.text}"
            yield _entry(f"Correction {reason.id}", APPARATUS_PAGE, reason.id, text, place.span.printed_text.strip())


def _entry(name: str, page: str, fragment: str, text: str, printed: str = "") -> dict[str, str]:
    entry = {"name": name, "address": f"{page_address(page)}#{fragment}", "text": text}
    return {**entry, "printed": printed} if printed and printed != text else entry
