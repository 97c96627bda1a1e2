"""Corrections, citation markers and the marks of notes, as they stand in a line.

Corrected words keep both forms in the page: `<del hidden>` what was printed, `<ins>` what is read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from edition import notation
from edition.addresses import (
    APPARATUS_PAGE,
    REFERENCES_PAGE,
    note_reference_id,
)
from rendering.page_extension import PageExtension


def two_forms(parent: etree.Element, printed: str, reading: str) -> None:
    """Put the printed form, hidden, and the reading into an element."""
    removed = etree.SubElement(parent, "del", {"hidden": "hidden"})
    removed.text = AtomicString(printed)
    inserted = etree.SubElement(parent, "ins")
    inserted.text = AtomicString(reading)


class _Inline(InlineProcessor):
    pattern = ""

    def __init__(self, md: Markdown, extension: PageExtension) -> None:
        super().__init__(self.pattern, md)
        self.compiled_re = re.compile(self.pattern, re.S)
        self.extension = extension

    # Markdown's name, and its own way to override Pattern's.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str,
    ) -> tuple[etree.Element | None, int | None, int | None]:
        element = self.rendered(m)
        return (None, None, None) if element is None else (element, m.start(0), m.end(0))

    def rendered(self, match: re.Match[str]) -> etree.Element | None:
        """The element for what matched; None leaves it as it is."""
        raise NotImplementedError


class Correction(_Inline):
    pattern = f"(?:{notation.CORRECTION})(?:{notation.COMMENT})?"

    def rendered(self, match: re.Match[str]) -> etree.Element | None:
        (span,) = notation.parse(match[0])
        if span.reason is None:
            return None
        element = etree.Element("a", {
            "class": "correction",
            "id": f"at-{span.reason.id}",
            "href": self.extension.link(APPARATUS_PAGE, span.reason.id),
        })
        two_forms(element, span.printed_text, span.reading_text)
        return element


class Marker(_Inline):
    # Brackets before `(…)` or `[…]` are a link's; before `[^…]`, a note's mark, they are not.
    pattern = rf"(?<![\\\w]){notation.BRACKET}(?!\(|\[(?!\^))(?:{notation.COMMENT})?"

    def rendered(self, match: re.Match[str]) -> etree.Element | None:
        spans = notation.parse(match[0])
        marker = spans[0].marker
        if marker is None or len(spans) > 1 or marker.reference not in self.extension.edition.references.by_id:
            return None
        element = etree.Element("a", {
            "class": "citation",
            "href": self.extension.link(REFERENCES_PAGE, f"ref-{marker.reference}"),
        })
        if spans[0].reason:
            element.set("id", f"at-{spans[0].reason.id}")
            two_forms(element, spans[0].printed_text, spans[0].reading_text)
        else:
            element.text = AtomicString(marker.form)
        return element


class NoteReference(_Inline):
    pattern = notation.NOTE_REFERENCE

    def rendered(self, match: re.Match[str]) -> etree.Element | None:
        label = match["note"]
        for pattern in self.md.inlinePatterns:
            if isinstance(pattern, FootnoteInlineProcessor) and label in pattern.footnotes.footnotes:
                return None
        use = self.extension.note_uses[label] = self.extension.note_uses.get(label, 0) + 1
        element = etree.Element("sup", {"class": "note-reference"})
        # For the same reason as behind a number; a no-break one, so that the mark stays with its word.
        element.text = AtomicString("\N{NO-BREAK SPACE}")
        anchor = etree.SubElement(element, "a", {
            "id": note_reference_id(label, use),
            "href": f"#note-{label}",
            "aria-label": f"Editor’s note {label}",
        })
        anchor.text = AtomicString(label)
        return element
