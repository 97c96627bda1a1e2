"""Renaming a page or an anchor: the sources follow, and the old addresses are recorded as leading to the new ones."""

from __future__ import annotations

import re
from pathlib import Path

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE
from edition.citing import CITE_PAGE
from edition.edition import CONFIGURATION, Edition
from edition.errors import EditionError
from edition.whole import WHOLE_PAGE
from registry.registry import Registry, append
from registry.words import addresses

# The code names these pages.
FIXED_PAGES = ("index.md", REFERENCES_PAGE, APPARATUS_PAGE, WHOLE_PAGE, CITE_PAGE)
WAIVERS = "scripts/waivers.toml"
_PAGE = re.compile(r"[a-z0-9][a-z0-9-]*\.md")


def rename(root: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Rename `old` to `new`, both as the registry writes addresses: two pages of docs/, or two anchors `page.md#id`.

    A page's file, its place in nav and the links to it are changed; so are a heading's id and the links to it. For any
    other anchor the text has been changed already, and this says where the old anchor leads. Returns the moves that
    were recorded. Raises EditionError, with all files as they were, if that is not possible.
    """
    registry = Registry.load(root)
    if old not in registry.published:
        raise EditionError(f"{old} was never published, so nothing needs to be recorded; change it in the sources")
    if ("#" in old) < ("#" in new):
        raise EditionError(f"{old} is a page, so it can only be renamed to a page, not to {new}")
    rewritten = _rewritten(root, registry, old, new)
    kept = {path: path.read_text(encoding="utf-8") for path in rewritten}
    is_page = "#" not in old
    try:
        for path, text in rewritten.items():
            path.write_text(text, encoding="utf-8")
        if is_page:
            (root / "docs" / old).rename(root / "docs" / new)
        edition = Edition.load(root)
        moves = _moves(registry, set(addresses(edition)), old, new)
    except (EditionError, OSError):
        if is_page and (root / "docs" / new).exists():
            (root / "docs" / new).rename(root / "docs" / old)
        for path, text in kept.items():
            path.write_text(text, encoding="utf-8")
        raise
    append(root, [(edition.version.number, "moved", address, target) for address, target in moves])
    return moves


def _rewritten(root: Path, registry: Registry, old: str, new: str) -> dict[Path, str]:
    """The files that a renaming changes, with their new content."""
    page, _, identifier = old.partition("#")
    sources = sorted((root / "docs").rglob("*.md"))
    if not identifier:
        _check_page(root, registry, old, new)
        changes = [(re.compile(rf"\]\({re.escape(old)}(?=[#)])"), f"]({new}")]
        configuration = (re.compile(rf"(?m)(?<=[\s:]){re.escape(old)}[ ]*$"), new)
        waivers = (re.compile(rf'(?<="docs/){re.escape(old)}(?=")'), new)
        found = {path: _changed(path, changes) for path in sources}
        found[root / CONFIGURATION] = _changed(root / CONFIGURATION, [configuration])
        if (root / WAIVERS).exists():
            found[root / WAIVERS] = _changed(root / WAIVERS, [waivers])
        return found
    new_page, _, new_id = new.partition("#")
    home = root / "docs" / page
    heading = re.compile(rf"(?m)^(#+ .*\{{[^}}\n]*#){re.escape(identifier)}(?=[ }}])")
    if page != new_page or not home.exists() or not heading.search(home.read_text(encoding="utf-8")):
        return {}
    found = {}
    for path in sources:
        prefix = "" if path == home else re.escape(page)
        changes = [(re.compile(rf"(\]\({prefix}#){re.escape(identifier)}(?=\))"), rf"\g<1>{new_id}")]
        found[path] = _changed(path, [*changes, *([(heading, rf"\g<1>{new_id}")] if path == home else [])])
    return found


def _check_page(root: Path, registry: Registry, old: str, new: str) -> None:
    if old in FIXED_PAGES:
        raise EditionError(f"{old} is one of the pages that the code names ({', '.join(FIXED_PAGES)}), and stays")
    if not _PAGE.fullmatch(new):
        raise EditionError(f"{new} is no name for a page; expected small letters, digits and hyphens, such as programme.md")
    if not (root / "docs" / old).exists():
        raise EditionError(f"docs/{old}: not found, so it can't be renamed")
    if (root / "docs" / new).exists():
        raise EditionError(f"docs/{new} is there already; choose another name")
    if new in registry.published:
        raise EditionError(f"{new} was published before as another page; choose another name")


def _changed(path: Path, changes: list[tuple[re.Pattern[str], str]]) -> str:
    text = path.read_text(encoding="utf-8")
    for pattern, replacement in changes:
        text = pattern.sub(replacement, text)
    return text


def _moves(registry: Registry, present: set[str], old: str, new: str) -> list[tuple[str, str]]:
    if new not in present:
        raise EditionError(f"{new} is nowhere in the edition, so {old} can't lead there")
    if old in present:
        raise EditionError(f"{old} is in the edition still; take it out first, then say where it leads")
    moves = {old: new}
    old_page, _, old_id = old.partition("#")
    new_page, _, new_id = new.partition("#")
    for address in registry.published:
        page, _, identifier = address.partition("#")
        if address in present or registry.published[address].moved:
            continue
        if not old_id and page == old_page and identifier:
            moves[address] = _first(present, f"{new_page}#{identifier}", new_page)
        elif not old_id and address == f"{APPARATUS_PAGE}#{_in_apparatus(old_page)}":
            moves[address] = f"{APPARATUS_PAGE}#{_in_apparatus(new_page)}"
        elif old_id and page in (old_page, WHOLE_PAGE) and (
            identifier == old_id or re.fullmatch(rf"at-{re.escape(old_id)}(?:-\d+)?", identifier)
        ):
            here = new_page if page == old_page else WHOLE_PAGE
            back = identifier.replace(old_id, new_id, 1)
            moves[address] = _first(present, f"{here}#{back}", f"{here}#at-{new_id}", f"{here}#{new_id}", new)
    moves[old] = new
    # What led to the old addresses leads to the new ones at once, so that there is never a second step.
    for known in registry.published.values():
        if known.moved and known.moved.values[0] in moves:
            moves[known.address] = moves[known.moved.values[0]]
    return list(moves.items())


def _in_apparatus(page: str) -> str:
    """The id of the heading over a page's corrections."""
    return f"in-{page.removesuffix('.md')}"


def _first(present: set[str], *candidates: str) -> str:
    return next((candidate for candidate in candidates if candidate in present), candidates[-1])
