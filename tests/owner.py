"""Plays the owner of an edition: legitimate edits one after the other, as somebody makes them who took it over."""

from __future__ import annotations

from collections.abc import Callable

from edition.formatting import write_formatted
from history import History

Edit = Callable[[History], object]
PAGE = (
    "---\ntitle: {title}\ndescription: {title}, and what is on it.\n---\n\n"
    "# {title} {{ #{id} .editorial }}\n\nWords of the owner.\n"
)
NOTE = "/// note | {label}\nSee [paragraph {number}](#p{number}).\n///\n\n"


def _add_page(history: History, name: str, title: str) -> None:
    path = history.root / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=title, id=title.lower().replace(" ", "-")), encoding="utf-8")


def _add_notes(history: History, *labels: str) -> None:
    marks = "".join(f"[^{label}]" for label in labels)
    history.edit("docs/astana-summit.md", "OSCE summit in Astana", f"OSCE summit{marks} in Astana")
    notes = "".join(NOTE.format(label=label, number=9) for label in labels)
    history.edit("docs/astana-summit.md", r"(?=/// note \| r\n)", notes)


def _page_added(history: History) -> None:
    _add_page(history, "thanks.md", "Thanks")
    history.edit("mkdocs.yml", r"(?=      - About this edition: about\.md)", "      - Thanks: thanks.md\n")


def _page_in_a_folder(history: History) -> None:
    _add_page(history, "more/sources.md", "More sources")
    history.edit("mkdocs.yml", r"(?=      - About this edition: about\.md)", "      - More: more/sources.md\n")


def _note_moved(history: History) -> None:
    note = history.cut("docs/three-dimensions.md", r"/// note \| s\n.*?\n///\n\n")
    history.edit("docs/three-dimensions.md", r"(?=/// note \| t\n)", note)
    history.edit("docs/three-dimensions.md", r"\[\^s\]", "")
    history.edit("docs/three-dimensions.md", "Continuing work", "Continuing work[^s]")


def _waiver(history: History) -> None:
    history.edit("docs/about.md", r"(?=## Rights)", "See [an old page](http://old.example.net/).\n\n")
    path = history.root / "scripts/waivers.toml"
    path.write_text(path.read_text(encoding="utf-8") + (
        '\n[[waiver]]\ncode = "L005"\nfile = "docs/about.md"\ncontains = "http://old.example.net/"\nreason = "Only on http."\n'
    ), encoding="utf-8")


def _data_of_a_reference(history: History) -> None:
    history.edit("docs/references.json", '"title": "Astana Comm', '"language": "en", "title": "Astana Comm')
    write_formatted(history.root)


def _page_renamed_by_hand(history: History) -> None:
    (history.root / "docs/three-dimensions.md").rename(history.root / "docs/dimensions.md")
    history.done("rename", "three-dimensions.md", "dimensions.md")


def _released(history: History) -> None:
    history.commit("Work of the owner")
    history.done("release")


def _corrected_after_the_release(history: History) -> None:
    history.edit(
        "docs/dimensions.md",
        "in the field of environmental",
        "in the field of {++the ++}{>>E92 conjecture: why<<}environmental",
    )
    history.log("`#p12` has a word more.")


def _withdrawn_after_the_release(history: History) -> None:
    history.withdraw_note("docs/index.md", "b")
    history.done("withdraw", "index.md#note-b", "It said nothing.")


EDITS: dict[str, Edit] = {
    "an address": lambda h: h.edit("mkdocs.yml", r"site_url: [^\n]*", "site_url: https://my.example.net/kz/"),
    "a name of the site": lambda h: h.edit(
        "mkdocs.yml", r"site_name: [^\n]*", 'site_name: "Kazakhstan & the OSCE: an edition"'
    ),
    "a description": lambda h: h.edit("docs/about.md", r"(?<=\n)description: [^\n]*", "description: How it was made."),
    "a colour": lambda h: h.edit("docs/assets/edition.css", r"\Z", "\n.footer {\n  border-color: #333;\n}\n"),
    "a reading corrected": lambda h: h.edit(
        "docs/three-dimensions.md", "in problem in the", "in problem {~~in~>of~~}{>>E91 conjecture: why<<} the"
    ),
    "a correction withdrawn": lambda h: h.edit("docs/three-dimensions.md", r"\{~~in~>of~~\}\{>>E91 conjecture: why<<\}", "in"),
    "a note added": lambda h: _add_notes(h, "w"),
    "a note moved": _note_moved,
    "a note withdrawn": lambda h: h.withdraw_note("docs/astana-summit.md", "w"),
    "notes as far as aa": lambda h: _add_notes(h, "w", "x", "y", "z", "aa"),
    "data of a reference": _data_of_a_reference,
    "a page": _page_added,
    "a page in a folder": _page_in_a_folder,
    "sections in nav": lambda h: h.edit(
        "mkdocs.yml",
        r"      - Cite: cite\.md\n      - Apparatus: apparatus\.md\n",
        "      - Tools:\n          - Cite: cite.md\n          - Apparatus: apparatus.md\n",
    ),
    "a link to another site in nav": lambda h: h.edit(
        "mkdocs.yml", r"(?=      - About this edition: about\.md)", "      - The OSCE: https://www.osce.org/\n"
    ),
    "a heading renamed": lambda h: h.done("rename", "chairmanship.md#four-ts", "chairmanship.md#watchwords"),
    "a page renamed by the command": lambda h: h.done("rename", "chairmanship.md", "year-2010.md"),
    "a page renamed by hand": _page_renamed_by_hand,
    "a waiver": _waiver,
    "a version": lambda h: h.done("version", "1.0.1"),
    "a release": _released,
    "a reading corrected after it": _corrected_after_the_release,
    "a note withdrawn after it": _withdrawn_after_the_release,
    "another version": lambda h: h.done("version", "1.1.0"),
    "a second release": lambda h: (h.log("`#note-b` is withdrawn."), _released(h)),
    "both published": lambda h: h.done("publish"),
}
