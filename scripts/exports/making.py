"""Makes the files of the other formats, and reads back what they tell.

Each format has a module here with a function of its name; a module is loaded when its format is asked for, because most
commands ask for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from edition.cited import State
from edition.edition import Edition
from edition.releases import Kept
from exports.catalogue import EPUB, OFFLINE, PDF, PLAIN_TEXT, TEI, Format
from exports.differences import Told

_MODULES = {EPUB: "epub", PDF: "pdf", PLAIN_TEXT: "plain_text", TEI: "tei"}


def write_formats(
    edition: Edition, site_url: str, site: Path, formats: Iterable[Format], kept: Kept | None = None,
    state: State | None = None,
) -> None:
    """Write each of `formats` below `site`; the folder to take along last, for it has the whole site in it.

    `kept` is what the newest release has of the edition, `state` the text that citations name.
    """
    for form in formats:
        if form is not OFFLINE:
            rendered = (edition, site_url, kept, state) if form is EPUB else (edition, site_url)
            made = getattr(_module(form), _MODULES[form])(*rendered)
            _write(site / form.path, made if isinstance(made, bytes) else made.encode())
    if OFFLINE in formats:
        from exports.offline import offline

        _write(site / OFFLINE.path, offline(site, edition, site_url))


def told_by(form: Format, content: bytes) -> dict[str, Told]:
    """What a finished file of a format tells of each block. Raises ValueError, KeyError or SyntaxError if it can't be read.

    A PDF is read back by the tests alone, for no program that reads one is needed to build it.
    """
    read: Callable[..., dict[str, Told]] = _module(form).told
    return read(content if form is EPUB else content.decode("utf-8"))


def _module(form: Format) -> ModuleType:
    return import_module(f"exports.{_MODULES[form]}")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
