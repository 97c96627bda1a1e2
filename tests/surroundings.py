"""Makes the surroundings of the tests the same everywhere: the environment, git's settings, locale, time zone, umask."""

from __future__ import annotations

import locale
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Taken out: what a continuous integration, a terminal, a git hook or a Python says to the programs that it starts.
NAMES = {
    "SITE_URL",
    "EDIT_URI",
    "CI",
    "GITHUB_ACTIONS",
    "SOURCE_DATE_EPOCH",
    "NO_MKDOCS_2_WARNING",
    "NODE_OPTIONS",
    "LANG",
    "LANGUAGE",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
}
PREFIXES = ("GIT_", "PYTHON", "LC_")
# Kept: where git finds its certificates, and where compiled modules may be written.
KEPT = {"GIT_SSL_CAINFO", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
# Even without its settings git reads these two, which lie beside them.
GIT_SETTINGS = "[core]\n\texcludesFile = /dev/null\n\tattributesFile = /dev/null\n"
OWN = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1", "TERM": "dumb", "TZ": "UTC"}
LOCALES = ("C.UTF-8", "en_US.UTF-8")
NO_PROXY = "localhost,127.0.0.1"


@contextmanager
def neutral(folder: Path) -> Iterator[None]:
    """Within it, surroundings that are the same everywhere; what they need is written into `folder`.

    HOME stays, for there pip and npm are told where they get packages from.
    """
    settings = folder / "gitconfig"
    settings.write_text(GIT_SETTINGS, encoding="utf-8")
    umask, handler, language = os.umask(0o022), signal.getsignal(signal.SIGINT), locale.setlocale(locale.LC_ALL)
    in_main_thread = threading.current_thread() is threading.main_thread()
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name in list(os.environ):
                if name in NAMES or (name.startswith(PREFIXES) and name not in KEPT):
                    patch.delenv(name)
            for name, value in {
                **OWN, "GIT_CONFIG_GLOBAL": str(settings), "LC_ALL": _utf_8(), "no_proxy": NO_PROXY, "NO_PROXY": NO_PROXY,
            }.items():
                patch.setenv(name, value)
            time.tzset()
            if in_main_thread:
                # A program started with the signal ignored, as by a shell in the background, would ignore it too.
                signal.signal(signal.SIGINT, signal.default_int_handler)
            yield
    finally:
        os.umask(umask)
        locale.setlocale(locale.LC_ALL, language)
        time.tzset()
        if in_main_thread:
            signal.signal(signal.SIGINT, handler)


def _utf_8() -> str:
    """The name of a locale in UTF-8 that this machine has, which is set."""
    for name in LOCALES:
        try:
            return locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            pass
    raise RuntimeError(f"none of the locales {', '.join(LOCALES)} is there")
