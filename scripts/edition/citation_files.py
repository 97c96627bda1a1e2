"""Files that reference managers take: one entry, the same in the file of every paragraph, and the place beside it.

The entry is the edition's record: the article with its year and city, at the address of the edition or of its version.
It is a web page, for it is read at an address and no journal or publisher is known.
"""

from __future__ import annotations

import json
from typing import Any

from edition.cited import Cited, State

# Characters that TeX acts on. An address is left as it is, for the field url is read as it stands.
_TEX = str.maketrans({
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})


def edition_record(article: dict[str, Any], state: State) -> dict[str, Any]:
    """The item of CSL-JSON 1.0.2 that every file is made from."""
    version = {"version": state.version} if state.version else {}
    return {**article, "type": "webpage", **version, "URL": state.address}


def bibtex(record: dict[str, Any], cited: Cited) -> str:
    """An entry that BibTeX and biblatex read, below a comment that shows how to cite the place.

    Its type is @manual: of those that need no author the only one of which BibTeX's own styles print the city, and biblatex
    too. The title's braces keep its capitals; `key` is what an entry without an author is sorted by.
    """
    fields = {
        "key": record["title"].partition(" ")[0].translate(_TEX),
        "title": f"{{{record['title'].translate(_TEX)}}}",
        "year": str(year_of(record)),
        "address": record["publisher-place"].translate(_TEX),
        "langid": _LANGIDS.get(record["language"], ""),
        "version": record.get("version", ""),
        "url": record["URL"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    locator = cited.locator.replace("para. ", "para.~").translate(_TEX).replace(r"\textasciitilde{}", "~")
    # A bracket would end the argument.
    locator = f"{{{locator}}}" if "[" in locator else locator
    comment = f"% {cited.locator}: {cited.address}\n% Cite it as \\cite[{locator}]{{{record['id']}}}\n" if locator else ""
    return comment + "\n".join([f"@manual{{{record['id']},", *lines, "}", ""])


def ris(record: dict[str, Any], cited: Cited) -> str:
    """A RIS record of type ELEC; its lines end with CR LF, as the format has it. N1, a note, has the place."""
    fields = [
        ("TY", "ELEC"), ("TI", record["title"]), ("PY", str(year_of(record))), ("CY", record["publisher-place"]),
        ("LA", record["language"]), ("ET", record.get("version", "")), ("UR", record["URL"]), ("ID", record["id"]),
        ("N1", f"{cited.locator}: {cited.address}" if cited.locator else ""), ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value or tag == "ER")


def csl_json(record: dict[str, Any], cited: Cited) -> str:
    """A list of one item in CSL-JSON 1.0.2. An item has no field for a locator; `custom`, which no style prints, keeps it."""
    place = {"custom": {"locator": cited.locator, "address": cited.address}} if cited.locator else {}
    return json.dumps([{**record, **place}], ensure_ascii=False, indent=2) + "\n"


_LANGIDS = {"en": "english"}
EXPORTS = {"bib": ("BibTeX", bibtex), "ris": ("RIS", ris), "json": ("CSL-JSON", csl_json)}


def export_name(cited: Cited, ending: str) -> str:
    """The file, below the site's root, that a reference manager takes."""
    return f"cite/{cited.id}.{ending}"


def year_of(record: dict[str, Any]) -> int:
    """The year in which the article was published, from its record."""
    return int(record["issued"]["date-parts"][0][0])
