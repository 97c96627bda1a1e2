"""The command line: runs a command, and gives its exit status (0 good, 1 findings, 2 misuse and errors)."""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from building.checking import FaultyFilesError
from building.leftovers import SITE, attic
from building.lock import locked
from commands.anchors import run_publish_anchors, run_rename, run_withdraw
from commands.checking import run_check, run_explain
from commands.linking import run_links
from commands.making import run_build, run_fonts, run_format, run_serve
from commands.parser import parsed
from commands.printing import refuse, say
from commands.streams import sound_streams
from commands.versions import run_number_version, run_publish, run_release, run_show_version
from edition.errors import EditionError
from repository.carrying_out import JOURNAL
from terminal import complain, describe_unforeseen

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "build": run_build,
    "check": run_check,
    "links": run_links,
    "serve": run_serve,
    "explain": run_explain,
    "format": run_format,
    "fonts": run_fonts,
    "publish-anchors": run_publish_anchors,
    "rename": run_rename,
    "withdraw": run_withdraw,
    "version": run_number_version,
    "release": run_release,
    "publish": run_publish,
    "show-version": run_show_version,
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
        return COMMANDS[options.command](options, root)
    except FaultyFilesError as faulty:
        return refuse(options, faulty.findings, "nothing is changed")
    except EditionError as error:
        complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{error.filename or 'the system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        print(f"\ninterrupted; {SITE}/ is as it was", file=sys.stderr)
        return 130
    except Exception as error:
        if options.traceback:
            traceback.print_exc()
        complain(describe_unforeseen(error))
    return 2


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
