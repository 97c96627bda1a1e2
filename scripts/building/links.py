"""Asks the hosts that the finished site links to, and relates what they say to the sources."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from building.leftovers import SITE, WORKSHOP
from building.tracing import Sources
from edition.archived import ARCHIVED, load_copies
from edition.errors import EditionError, UnreadableError
from edition.files import Files
from lint.place import line_and_column
from sitecheck.external.configured import configured_cache, configured_run
from sitecheck.external.harvest import links_below
from sitecheck.external.reporting import Place, Told, told
from sitecheck.external.run import Offline, Run
from sitecheck.external.standing import FaultyStanding, Standing, read_standing
from sitecheck.external_settings import External
from sitecheck.setting_names import SettingsError
from sitecheck.settings import load

CACHE = f"{WORKSHOP}/links.json"
STANDING = "scripts/links.toml"
SETTINGS = "pyproject.toml"
_AFTER_ADDRESS = frozenset("\"'<>()[]{}|*`,;")


def check_links(root: Path, report: Callable[[str], None], *, anew: bool = False, run: Run | None = None) -> Told:
    """What came of the links to other hosts in the site below `root`.

    `report` is told how far it is. With `anew` every address is asked, whatever earlier runs found.
    Raises EditionError if there is no site, a file of the edition is faulty, or no host can be reached.
    """
    front = root / SITE / "index.html"
    if not front.is_file():
        raise EditionError(f"there is no {SITE}/; build it first: python3 scripts/build.py")
    copies, standing, settings = load_copies(root), _standing(root), _settings(root)
    written: dict[str, list[Place]] = {}
    for link in links_below(root / SITE, _address(front)):
        written.setdefault(link.address, []).append((f"{SITE}/{link.file}", link.line, 1))
    sources, pages = _sources(root), Sources.load(root, _address(front))
    places = {address: _in_sources(sources, pages, address) or finished for address, finished in written.items()}
    run = run or configured_run(settings)
    run.tell = lambda done, of: report(f"asking other hosts: {done} of {of} links")
    try:
        outcomes = run.outcomes(places, configured_cache(settings, root / CACHE, is_fresh=not anew))
    except Offline as error:
        raise EditionError(str(error)) from None
    return told(outcomes, places, copies, standing)


def _standing(root: Path) -> tuple[Standing, ...]:
    try:
        return read_standing((root / STANDING).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (FaultyStanding, UnicodeDecodeError) as error:
        raise UnreadableError(STANDING, str(error), "write each as [[link]] with address, code and reason") from None


def _settings(root: Path) -> External:
    try:
        return load(root / SETTINGS).external
    except SettingsError as error:
        raise EditionError(str(error).removeprefix(f"{root}{os.sep}")) from None


def _address(front: Path) -> str:
    """The address that the site was built for: the canonical one of its front page; empty if it has none."""
    node = LexborHTMLParser(front.read_bytes()).css_first('link[rel="canonical"]')
    return (node.attributes.get("href") or "") if node else ""


def _sources(root: Path) -> dict[str, str]:
    """The files that people edit, with their text: pages first, for there a link is put right."""
    texts = {name: data for name, data in Files(root).texts.items() if not name.endswith((".formatted.json", ARCHIVED))}
    order = sorted(texts, key=lambda name: (not name.startswith("docs/"), not name.endswith(".md"), name))
    return {name: texts[name].decode("utf-8", "replace") for name in order}


def _in_sources(sources: dict[str, str], pages: Sources | None, address: str) -> list[Place]:
    """Every place in the sources where an address is written: on the pages, as they are read, and by its letters elsewhere."""
    read = pages.files if pages else frozenset()
    return [*(pages.places_of_address(address) if pages else ()), *(
        (name, *line_and_column(text, at))
        for name, text in sources.items() if name not in read for at in _offsets(text, address)
    )]


def _offsets(text: str, address: str) -> list[int]:
    """Where an address stands as a whole, not as the beginning of a longer one."""
    offsets, at = [], text.find(address)
    while at >= 0:
        following = text[at + len(address):at + len(address) + 1]
        if not following or following.isspace() or following in _AFTER_ADDRESS:
            offsets.append(at)
        at = text.find(address, at + 1)
    return offsets
