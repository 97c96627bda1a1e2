#!/usr/bin/env python3
"""Run the tests: `python3 scripts/test.py`; with `--quick` those that need no browser, with `--thorough` all.

Other arguments are pytest's own: `python3 scripts/test.py --quick -k collation`.
"""

import os
import sys

# Python leaves this folder out with -P, -I and PYTHONSAFEPATH.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import environment
from terminal import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from collections.abc import Mapping

QUICK, THOROUGH = "--quick", "--thorough"
# Arguments of pytest with which the tests run one after the other: those that say how they are spread, those that show
# what a test prints or ask for a person, and those that run none.
ALONE = (
    "-n", "--numprocesses", "--dist", "--tx", "no:xdist", "-s", "--capture", "--pdb", "--trace", "-h", "--help",
    "-V", "--version", "--co", "--collect-only", "--markers", "--fixtures", "--setup-plan", "--setup-only",
)


def pytest_arguments(arguments: "list[str]", surroundings: "Mapping[str, str]") -> "list[str]":
    """What pytest is run with, given this command's `arguments` and the PYTEST_ADDOPTS in the `surroundings`."""
    own = [argument for argument in arguments if argument not in (QUICK, THOROUGH)]
    chosen = own + surroundings.get("PYTEST_ADDOPTS", "").split()
    spread = [] if any(_is_alone(argument) for argument in chosen) else ["-n", "auto", "--dist", "loadgroup"]
    if QUICK in arguments:
        marks = ["-m", "not browser and not slow and not thorough"]
    else:
        marks = [] if THOROUGH in arguments else ["-m", "not thorough"]
    return spread + marks + own


def _is_alone(argument: str) -> bool:
    short = argument[:2] in ("-n", "-s", "-h", "-V") and not argument.startswith("--")
    return short or argument.partition("=")[0] in ALONE or argument.endswith("no:xdist")


if __name__ == "__main__":
    if {QUICK, THOROUGH} <= set(sys.argv):
        fail("--quick and --thorough exclude each other; give one of them")
    environment.enter(environment.TEST)
    import tools

    try:
        tools.provide(quick=QUICK in sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    os.chdir(environment.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest"] + pytest_arguments(sys.argv[1:], os.environ))
