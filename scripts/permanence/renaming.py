"""Renaming a page or an anchor: the sources follow, and a released address is recorded as leading to the new one."""

from __future__ import annotations

import re
from pathlib import Path

from edition.addresses import APPARATUS_PAGE, REFERENCES_PAGE, WHOLE_PAGE
from edition.citing import CITE_PAGE
from edition.configuration import CONFIGURATION
from edition.edition import Edition
from edition.errors import EditionError
from edition.permanent import address_of, permanent
from permanence.links import relinked, renamed_in_nav
from permanence.registry import REGISTRY, UNRELEASED, Registry, with_events, without_returned
from rendering.reading import Readings
from repository.carrying_out import carry_out
from repository.git import Git
from repository.plan import Plan, Staged, changes_of
from repository.sketch import sketch

# The code names these pages.
FIXED_PAGES = ("index.md", REFERENCES_PAGE, APPARATUS_PAGE, WHOLE_PAGE, CITE_PAGE)
WAIVERS = "scripts/waivers.toml"
# They name pages as files, in prose.
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
_PAGE = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\.md")

Files = dict[str, bytes | None]


def rename(root: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Rename `old` to `new`, both written as the registry does: two pages of docs/, or two anchors `page.md#id`.

    A page's file, its place in nav and every link to it are changed; so are a heading's id and the links to an anchor.
    What has been done by hand already, such as `git mv`, is completed. For an anchor that is no heading the text has been
    changed before, and this says where the old one leads. Returns the moves that were recorded: none, if nothing of it
    is released. The caller holds the lock. Raises EditionError, with everything as it was, if it is not possible.
    """
    if ("#" in old) != ("#" in new):
        raise EditionError(f"{old} and {new}: a page is renamed to a page, and an anchor to an anchor")
    if old == new:
        raise EditionError(f"{old} already has this name")
    registry = Registry.load(root)
    files = _with_page_renamed(root, old, new) if "#" not in old else _with_anchor_renamed(root, old, new)
    with sketch(root, files) as folder:
        edition = Edition.load(folder)
        present = set(permanent(edition)) | {page.name for page in edition.pages}
        readings = Readings(edition)
        present |= {address_of(page.name, one.id) for page in edition.pages for one in readings.of(page).written}
    moves = [move for move in _moves(registry, present, old, new, bool(edition.releases)) if move[0] not in present]
    events = [(UNRELEASED, "moved", address, target) for address, target in moves]
    # What has come back before a release knew that it was gone never went.
    text = without_returned(registry.text, present)
    if events or text != registry.text:
        files[REGISTRY] = with_events(text, events).encode()
    plan = Plan(f"the renaming of {old}", changes_of(root, files), staged=_told_to_git(root, old, new))
    carry_out(root, plan)
    return moves


def _with_page_renamed(root: Path, old: str, new: str) -> Files:
    """Every file that a page's renaming changes, with its new content."""
    before, after = root / "docs" / old, root / "docs" / new
    if old in FIXED_PAGES:
        raise EditionError(f"{old} is one of the pages that the code names ({', '.join(FIXED_PAGES)}), and stays")
    if not _PAGE.fullmatch(new):
        raise EditionError(f"{new} is not a name for a page; expected small letters, digits and hyphens, such as programme.md")
    if before.exists() and after.exists():
        raise EditionError(f"docs/{new} already exists; choose another name")
    if not before.exists() and not after.exists():
        raise EditionError(f"docs/{old}: not found, and there is no docs/{new} either, so there is nothing to rename")
    files: Files = {}
    for name, text in _pages(root).items():
        home = new if name == old else name
        # Of a page that was moved by hand, links may be written as from its old place.
        changed = relinked(root, text, name, home, {old: new}, was=old if name == new else name)
        if changed != text or home != name:
            files[f"docs/{home}"] = changed.encode()
    if before.exists():
        files[f"docs/{old}"] = None
    files[CONFIGURATION] = renamed_in_nav(_text(root / CONFIGURATION), old, new).encode()
    mention = re.compile(rf"(?<![\w./-])(docs/)?{re.escape(old)}(?![\w-])")
    for name in DOCUMENTS:
        if (root / name).exists():
            files[name] = mention.sub(rf"\g<1>{new}", _text(root / name)).encode()
    if (root / WAIVERS).exists():
        files[WAIVERS] = re.sub(rf'(?<="docs/){re.escape(old)}(?=")', new, _text(root / WAIVERS)).encode()
    return files


def _with_anchor_renamed(root: Path, old: str, new: str) -> Files:
    """Every file that an anchor's renaming changes: its heading, if it is one, and the links to it."""
    page, _, identifier = old.partition("#")
    new_page, _, new_id = new.partition("#")
    heading = re.compile(rf"(?m)^(#+ .*\{{[^}}\n]*#){re.escape(identifier)}(?=[ }}])")
    files: Files = {}
    for name, text in _pages(root).items():
        changed = text
        if name == page == new_page:
            changed = heading.sub(rf"\g<1>{new_id}", changed)
        changed = relinked(root, changed, name, name, {old: new}, was=name)
        if changed != text:
            files[f"docs/{name}"] = changed.encode()
    return files


def _moves(registry: Registry, present: set[str], old: str, new: str, released: bool) -> list[tuple[str, str]]:
    """The moves to record: of what is released of `old`, and of what led there."""
    if new not in present:
        raise EditionError(f"{new} is nowhere in the edition, so {old} can't lead there")
    if old in present:
        raise EditionError(f"{old} is still in the edition; take it out first, then say where it leads")
    moves = {old: new} if released and "#" not in old else {}
    for known in registry.published.values():
        # What led to the old address leads to the new one at once, so that there is never a second step.
        stands = "" if known.gone or known.address in present else known.address
        if target := _onward(known.moved_to or stands, present, old, new):
            moves[known.address] = target
    return list(moves.items())


def _onward(address: str, present: set[str], old: str, new: str) -> str:
    """Where an address leads once `old` is `new`; empty if it is none of `old`."""
    page, _, identifier = address.partition("#")
    if address == old:
        return new
    if "#" in old or page != old:
        return ""
    same = address_of(new, identifier)
    return same if same in present else new


def _told_to_git(root: Path, old: str, new: str) -> dict[str, tuple[Staged, Staged]]:
    """What `git mv` would do in the index: the entry of the page, under its new name."""
    git = Git(root)
    if "#" in old or not git.is_there:
        return {}
    before, after = f"docs/{old}", f"docs/{new}"
    entry, there = git.staged(before), git.staged(after)
    if entry is None:
        return {}
    return {before: (entry, None), **({after: (None, entry)} if there is None else {})}


def _pages(root: Path) -> dict[str, str]:
    """Every Markdown file below docs/, by its path there."""
    docs = root / "docs"
    return {path.relative_to(docs).as_posix(): _text(path) for path in sorted(docs.rglob("*.md"))}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise EditionError(f"{path.name}: not found; restore it: git checkout -- {path.name}") from None
    except UnicodeDecodeError as error:
        raise EditionError(f"{path.name}: not UTF-8 ({error}); save it as UTF-8") from None
