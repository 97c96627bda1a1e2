"""The edition as plain text: one block a line with its number, and an apparatus from which the print can be restored."""

from __future__ import annotations

import re

from edition.apparatus import Lemma, lemma_of, lemmata, visible
from edition.edition import Edition
from exports.differences import Told, restored
from exports.parts import facts, label, notes, references, short_address
from exports.prose import Paragraph, plain

_ARTICLE, _NOTES, _REFERENCES, _APPARATUS = "THE ARTICLE", "EDITOR’S NOTES", "REFERENCES", "APPARATUS"
_EXPLANATION = (
    "Each line has one block of the reading text, after its number in square brackets. "
    "The headings in capitals are the editors’. The apparatus gives, for each correction, the reading and what was "
    "printed in 2014; ␣ is a space, ⍽ a no-break space, and a number after an equals sign says which of "
    "several identical places is meant. In the editors’ own words, an address in angle brackets belongs to the words before "
    "it, and underscores enclose what is in italics."
)
_BLOCK = re.compile(r"^\[(?P<label>[^\]]+)\] (?P<words>.*)$", re.M)
_ENTRY = re.compile(
    r"^(?P<id>E\d+), (?P<label>[^\n=]+?)(?: = (?P<occurrence>\d+))?\n  read: {4}(?P<read>.*)\n  printed: (?P<printed>.*)$", re.M
)


def plain_text(edition: Edition, site_url: str) -> str:
    """The whole edition as text. `site_url` is the address that it names."""
    parts = [
        edition.article["title"],
        "\n".join(f"{name}: {value}" for name, value in facts(edition, site_url)),
        f"{_EXPLANATION} The address of a paragraph is {short_address(site_url, 'p')} and its number.",
        _ARTICLE,
        *(f"[{label(block.id)}] {block.reading_text}" for _, block in edition.blocks),
        _NOTES,
        *(
            f"({note.letter}) {', '.join(map(label, note.blocks))}: {_said(note.paragraphs)}"
            for note in notes(edition, site_url)
        ),
        _REFERENCES,
        *(f"({entry.number}) {_said(entry.paragraphs)}" for entry in references(edition, site_url)),
        _APPARATUS,
        *map(_entry, lemmata(edition)),
    ]
    return "\n\n".join(parts) + "\n"


def told(content: str) -> dict[str, Told]:
    """What a finished text tells of each block, the corrections of its own apparatus undone for the printed form."""
    article, _, rest = content.partition(f"\n{_ARTICLE}\n")[2].partition(f"\n{_NOTES}\n")
    apparatus = _ENTRY.finditer(rest.partition(f"\n{_APPARATUS}\n")[2])
    return restored(
        {block_id(match["label"]): match["words"] for match in _BLOCK.finditer(article)},
        (lemma_of(entry, block_id(entry["label"])) for entry in apparatus),
    )


def block_id(label: str) -> str:
    """The id of a block that is marked so: `p7` for `¶ 7`."""
    return label.replace("¶ ", "p").replace("list ", "printed-").replace("record ", "record-")


def _said(paragraphs: list[Paragraph]) -> str:
    return " ".join(plain(paragraph, "_") for paragraph in paragraphs)


def _entry(lemma: Lemma) -> str:
    place = f" = {lemma.occurrence}" if lemma.occurrence > 1 else ""
    return (
        f"{lemma.id}, {label(lemma.block_id)}{place}\n"
        f"  read:    {visible(lemma.read)}\n  printed: {visible(lemma.printed)}\n  {lemma.reason}"
    )
