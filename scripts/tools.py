"""Finds the programs that the tests need besides Python: a Chromium, a Java runtime, readers of PDF; on Debian, installs
them.

Readable by any Python 3, with the standard library alone, as environment.py is.
"""

import functools
import os
import shutil
import subprocess

import installing
from terminal import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What reads a PDF back: the program, its package in Debian, and in Homebrew.
READERS = (("qpdf", "qpdf", "qpdf"), ("pdftotext", "poppler-utils", "poppler"))
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = ("/Applications", os.path.expanduser("~/Applications"))
BUNDLES = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")


def chromium() -> "str | None":
    """The path of a Chromium or Chrome: $CHROMIUM, where that is set; None if there is none."""
    if os.environ.get("CHROMIUM"):
        return shutil.which(os.environ["CHROMIUM"])
    bundles = [os.path.join(folder, bundle) for folder in APPLICATIONS for bundle in BUNDLES]
    return _first(CHROMIUMS + tuple(bundles))


def java() -> "str | None":
    """The path of a Java that runs; None if there is none. A Mac without one has a `java` that only says so."""
    home = os.environ.get("JAVA_HOME")
    path = _first((os.path.join(home, "bin", "java"), "java") if home else ("java",))
    if path and subprocess.call([path, "-version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return path
    return None


def provide(quick: bool = False) -> None:
    """Make sure that all are there, or if `quick` those alone that tests without a browser need.

    Exits with status 2 and one line that says how to get what is missing.
    """
    if not quick:
        _provide(chromium, "chromium", "Chromium", "brew install --cask google-chrome, or CHROMIUM=/path/to/one")
        _provide(java, "default-jre-headless", "A Java runtime", "brew install temurin")
    for program, package, brew in READERS:
        _provide(functools.partial(shutil.which, program), package, program, "brew install " + brew)


def _provide(find: "Callable[[], str | None]", package: str, what: str, otherwise: str) -> None:
    if find():
        return
    if shutil.which("apt-get"):
        installing.install_from_debian(package, what)
    if not find():
        fail("%s is missing; get it (%s), then run this again" % (what, otherwise))


def _first(names: "Iterable[str]") -> "str | None":
    found = (shutil.which(name) for name in names)
    return next((path for path in found if path), None)
