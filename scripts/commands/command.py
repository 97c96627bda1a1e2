"""The command line: runs a command, and gives its exit status (0 good, 1 findings, 2 misuse and errors)."""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from building.checking import FaultyFilesError
from building.leftovers import SITE, attic
from building.lock import locked
from commands.parser import parsed
from commands.printing import refuse, say
from commands.streams import sound_streams
from edition.errors import EditionError
from repository.carrying_out import JOURNAL
from terminal import complain, describe_unforeseen

ROOT = Path(__file__).resolve().parents[2]
# The module and the function of each; a module is loaded when its command is asked for, for a release needs much more than
# a check.
COMMANDS = {
    "build": ("making", "run_build"),
    "check": ("checking", "run_check"),
    "links": ("linking", "run_links"),
    "serve": ("making", "run_serve"),
    "explain": ("checking", "run_explain"),
    "format": ("making", "run_format"),
    "fonts": ("making", "run_fonts"),
    "publish-anchors": ("anchors", "run_publish_anchors"),
    "rename": ("anchors", "run_rename"),
    "withdraw": ("anchors", "run_withdraw"),
    "version": ("versions", "run_number_version"),
    "release": ("versions", "run_release"),
    "publish": ("versions", "run_publish"),
    "show-version": ("versions", "run_show_version"),
}


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the command with `arguments` on the edition below `root`, and return its exit status."""
    with sound_streams():
        return _run(parsed(arguments), root)


def _run(options: argparse.Namespace, root: Path) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if (root / JOURNAL).exists() or attic(root, root / SITE).exists():
            with locked(root, say):
                pass
        module, function = COMMANDS[options.command]
        run: Callable[[argparse.Namespace, Path], int] = getattr(import_module(f"commands.{module}"), function)
        return run(options, root)
    except FaultyFilesError as faulty:
        return refuse(options, faulty.findings, "nothing is changed")
    except EditionError as error:
        complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{error.filename or 'the system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        print(f"\ninterrupted; {SITE}/ is unchanged", file=sys.stderr)
        return 130
    except Exception as error:
        if options.traceback:
            traceback.print_exc()
        complain(describe_unforeseen(error))
    return 2


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
