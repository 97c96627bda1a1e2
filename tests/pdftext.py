"""The words of the article in what pdftotext makes of the PDF, and the printed text by the PDF's own apparatus."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from edition.apparatus import lemma_of
from exports.differences import Told, restored
from exports.plain_text import block_id

# What of a page is neither its head nor its foot, in points: left, top, width, height.
_BODY = ("-x", "0", "-y", "84", "-W", "596", "-H", "680")
_NOTE = re.compile(r" *\([a-z]{1,2}\) .*")
_HEADING = re.compile(r"\[[^\[\]]{4,}\]")
_NUMBERED = re.compile(r" {0,3}(?P<number>\d+(?:-\d+)?) {2,}(?P<words>\S.*)")
_RECORD = re.compile(r"(?P<name>Year|City): .*")
_NOTE_MARK = re.compile(r"\[[a-z]{1,2}\]")
_ENTRY = re.compile(
    r"(?P<id>E\d+), (?P<label>[^:,]+)(?:, place (?P<occurrence>\d+))?: (?P<read>.*?) \] (?P<printed>.*?) Why: "
)


def text_of(pdf: Path) -> str:
    """The text of a PDF as pdftotext lays it out, without the heads and feet of its pages."""
    command = ["pdftotext", "-layout", *_BODY, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def told(text: str) -> dict[str, Told]:
    """What the text of the PDF tells of each block."""
    lines = [line.rstrip() for page in text.split("\f") for line in _without_notes(page.split("\n")) if line.strip()]
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
        if heading == "[The references, as the editors give them]":
            break
    apparatus = " ".join(line.strip() for line in lines[lines.index(_line(lines, "[Apparatus]")):]) + " "
    return restored(
        {name: _NOTE_MARK.sub("", " ".join(words)) for name, words in blocks.items()},
        (lemma_of(entry, block_id(entry["label"])) for entry in _ENTRY.finditer(apparatus)),
    )


def _without_notes(lines: list[str]) -> list[str]:
    """The lines of a page down to its first note; each note begins with its letter in round brackets."""
    return lines[:next((at for at, line in enumerate(lines) if _NOTE.fullmatch(line)), len(lines))]


def _line(lines: list[str], heading: str) -> str:
    return next(line for line in lines if line.strip() == heading)
