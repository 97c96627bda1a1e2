"""Checks what the pages of a folder link to on other hosts, for the command line of sitecheck."""

from __future__ import annotations

import sys
from pathlib import Path

from lint.finding import Finding
from sitecheck.external.configured import configured_cache, configured_run
from sitecheck.external.copies import Copies, FaultyCopies, read_copies
from sitecheck.external.harvest import links_below
from sitecheck.external.reporting import Place, told
from sitecheck.external.run import Offline
from sitecheck.external_settings import External
from sitecheck.setting_names import SettingsError
from terminal import watched


def external_findings(folder: Path, own: str, settings: External, kept: Path | None) -> list[Finding]:
    """What is wrong with the links to other hosts than `own`; what could not be established goes to standard error.

    `kept` is the file that remembers what earlier runs found. Raises SettingsError if no host can be reached, or a file that is
    needed can't be read or written.
    """
    places: dict[str, list[Place]] = {}
    for link in links_below(folder, own):
        places.setdefault(link.address, []).append((link.file, link.line, 1))
    copies = _copies(settings.copies)
    run = configured_run(settings)
    if watched():
        run.tell = _progress
    try:
        result = told(run.outcomes(places, configured_cache(settings, kept)), places, copies)
    except Offline as error:
        raise SettingsError(str(error)) from None
    except OSError as error:
        raise SettingsError(f"{error.filename or kept}: {error.strerror or error}") from None
    for line in result.unknown:
        print(f"not known: {line}", file=sys.stderr)
    return result.findings


def _copies(path: Path | None) -> Copies:
    try:
        return read_copies(path.read_text(encoding="utf-8")) if path else {}
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from None
    except (FaultyCopies, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None


def _progress(done: int, total: int) -> None:
    end = "\r\033[K" if done == total else ""
    print(f"\r\033[Klinks to other hosts: {done} of {total} …{end}", end="", file=sys.stderr, flush=True)
