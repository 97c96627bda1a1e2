"""The edition as portable Markdown: CommonMark that any program shows, with the site's anchors and an apparatus."""

from __future__ import annotations

import re

from edition.addresses import place_name
from edition.apparatus import Lemma, lemma_of, lemmata, visible
from edition.edition import Edition
from edition.page import NUMBERED_ID, Block
from formats.collation import Told, restored
from formats.parts import facts, notes, references

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#&!|~])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#&!|~])")
_NOTE_MARK = re.compile(r"<sup>\[(?P<label>[a-z]+)\]\(#note-(?P=label)\)</sup>")
_LINK = re.compile(r"(?<!\\)\[(?P<words>(?:\\.|[^\[\]\\])*)\]\(#ref-\d+\)")
_BLOCK = re.compile(r'^(?:# )?<a id="(?P<id>title|p\d[\d-]*|printed-\d+|record-\w+)"></a>(?:\*\*[\d-]+\*\* )?(?P<words>.*)$', re.M)
_ENTRY = re.compile(
    r'^- <a id="(?P<id>E\d+)"></a>\*\*E\d+\*\*, \[[^\]]*\]\(#(?P<block>[^)]*)\): '
    r"read `(?P<read>[^`]*)`(?: \(place (?P<occurrence>\d+)\))?, printed `(?P<printed>[^`]*)`",
    re.M,
)


def markdown(edition: Edition, site_url: str) -> str:
    """The whole edition as Markdown. `site_url` is the address that it names."""
    (_, title), *blocks = edition.blocks
    parts = [
        f'# <a id="title"></a>{_words(title)}',
        "\n".join(f"- **{name}:** {_escaped(value)}" for name, value in facts(edition, site_url)),
        *map(_block, (block for _, block in blocks)),
        "## Editor’s notes",
        *(
            f'<a id="note-{letter}"></a>**{letter}** ({", ".join(map(_link, blocks))}) {_escaped(words)}'
            for letter, words, blocks in notes(edition)
        ),
        "## References",
        *(f'<a id="ref-{number}"></a>**\\[{number}\\]** {_escaped(words)}' for number, words in references(edition)),
        "## Apparatus",
        "What is read, and what was printed in 2014; ␣ is a space, ⍽ a no-break space.",
        "\n".join(map(_entry, lemmata(edition))),
    ]
    return "\n\n".join(parts) + "\n"


def told(content: str) -> dict[str, Told]:
    """What finished Markdown tells of each block, the corrections of its own apparatus undone for the printed form."""
    return restored(
        {match["id"]: _unescaped(match["words"]) for match in _BLOCK.finditer(content)},
        (lemma_of(entry, entry["block"]) for entry in _ENTRY.finditer(content)),
    )


def _block(block: Block) -> str:
    number = f"**{block.id.removeprefix('p')}** " if NUMBERED_ID.fullmatch(block.id) else ""
    return f'<a id="{block.id}"></a>{number}{_words(block)}'


def _words(block: Block) -> str:
    parts = []
    for span in block.spans:
        if span.kind == "note":
            parts.append(f"<sup>[{span.note}](#note-{span.note})</sup>")
        elif span.kind == "marker":
            parts.append(f"[{_escaped(span.reading_text)}](#ref-{span.marker.reference})")
        else:
            parts.append(_escaped(span.reading_text))
    return "".join(parts)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _unescaped(markdown: str) -> str:
    return _ESCAPED.sub(r"\1", _LINK.sub(lambda match: match["words"], _NOTE_MARK.sub("", markdown)))


def _link(block_id: str) -> str:
    return f"[{place_name(block_id)}](#{block_id})"


def _entry(lemma: Lemma) -> str:
    place = f" (place {lemma.occurrence})" if lemma.occurrence > 1 else ""
    return (
        f'- <a id="{lemma.id}"></a>**{lemma.id}**, {_link(lemma.block_id)}: read `{visible(lemma.read)}`{place}, '
        f"printed `{visible(lemma.printed)}`. {_escaped(lemma.reason)}"
    )
