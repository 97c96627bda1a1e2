"""The words of the article in what pdftotext makes of the PDF, and the printed text by the PDF's own apparatus."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from edition.apparatus import lemma_of
from exports.differences import Told, restored
from exports.plain_text import block_id

_FOOTER = re.compile(r"(?m)^.* · (?:draft of )?version [\d.]+(?: with later changes)? · \d+$")
_HEADING = re.compile(r"\[[^\[\]]{4,}\]")
_NUMBERED = re.compile(r" {0,3}(?P<number>\d+(?:-\d+)?) {2,}(?P<words>\S.*)")
_RECORD = re.compile(r"(?P<name>Year|City): .*")
_NOTE_MARK = re.compile(r"\[[a-z]{1,2}\]")
_ENTRY = re.compile(
    r"(?P<id>E\d+), (?P<label>[^:,]+)(?:, place (?P<occurrence>\d+))?: (?P<read>.*?) \] (?P<printed>.*?) Why: "
)


def text_of(pdf: Path) -> str:
    """The text of a PDF as pdftotext lays it out."""
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def told(text: str) -> dict[str, Told]:
    """What the text of the PDF tells of each block."""
    lines = [line.rstrip() for line in _FOOTER.sub("", text).replace("\f", "").split("\n") if line.strip()]
    blocks: dict[str, list[str]] = {"title": []}
    current, heading = "title", ""
    for line in lines:
        words = line.strip()
        if heading == "" and words.startswith("Published: "):
            current = ""
        elif _HEADING.fullmatch(words):
            current, heading = "", words
        elif match := _NUMBERED.fullmatch(line):
            current = f"p{match['number']}"
            blocks[current] = [match["words"]]
        elif heading == "[References]" and not current:
            current = "printed-1"
            blocks[current] = [words]
        elif match := _RECORD.fullmatch(words):
            blocks[f"record-{match['name'].lower()}"] = [words]
        elif current:
            blocks[current].append(words)
        if heading == "[Editor’s notes]":
            break
    apparatus = " ".join(line.strip() for line in lines[lines.index(_line(lines, "[Apparatus]")):]) + " "
    return restored(
        {name: _NOTE_MARK.sub("", " ".join(words)) for name, words in blocks.items()},
        (lemma_of(entry, block_id(entry["label"])) for entry in _ENTRY.finditer(apparatus)),
    )


def _line(lines: list[str], heading: str) -> str:
    return next(line for line in lines if line.strip() == heading)
