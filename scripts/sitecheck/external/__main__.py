"""Check the links to other hosts in a folder of HTML.

PYTHONPATH=scripts python -m sitecheck.external FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from lint.report import FORMATS
from sitecheck.external.cache import Cache
from sitecheck.external.codes import CODES, code_named, explained
from sitecheck.external.copies import FaultyCopies, read_copies
from sitecheck.external.harvest import links_below
from sitecheck.external.limits import Limits
from sitecheck.external.reporting import Place, told
from sitecheck.external.run import Offline, Run
from sitecheck.external.standing import FaultyStanding, read_standing


def main(arguments: list[str]) -> int:
    """Run the command; returned is its exit status: 0 good, 1 findings, 2 misuse and errors."""
    options = _parser().parse_args(arguments)
    if options.list:
        print("\n".join(f"{code.code} {code.summary}" for code in CODES))
        return 0
    if options.explain:
        return _explain(options.explain)
    if options.folder is None or not options.folder.is_dir():
        return _fail(f"{options.folder or 'FOLDER'} is not a folder; name one with HTML in it")
    try:
        copies = read_copies(_text(options.copies) or "[]")
        standing = read_standing(_text(options.standing))
    except (FaultyCopies, OSError, UnicodeDecodeError) as error:
        return _fail(f"{options.copies}: {error}")
    except FaultyStanding as error:
        return _fail(f"{options.standing}: {error}")
    links = links_below(options.folder, options.own)
    places: dict[str, list[Place]] = {}
    for link in links:
        places.setdefault(link.address, []).append((link.file, link.line, 1))
    cache = Cache(options.cache)
    is_watched = sys.stderr.isatty() and not os.environ.get("CI")
    run = Run(limits=Limits(run=options.seconds), tell=_progress if is_watched else lambda done, total: None)
    try:
        result = told(run.outcomes(places, cache), places, copies, standing)
    except Offline as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return 130
    finally:
        cache.write(set(places))
    if output := FORMATS[options.format](result.findings):
        print(output)
    for line in result.unknown:
        print(f"not known: {line}", file=sys.stderr)
    return 1 if result.findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sitecheck.external", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    parser.add_argument("--own", default="", metavar="ADDRESS", help="the address of this site, which is not asked")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="what earlier runs found, and this one will have found")
    parser.add_argument("--copies", type=Path, metavar="FILE", help="archived copies: JSON, a list of original, copy, datetime")
    parser.add_argument("--standing", type=Path, metavar="FILE", help="findings that stand: TOML, see standing.py")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed")
    parser.add_argument("--seconds", type=float, default=Limits.run, help="the time for all of it (%(default)s)")
    parser.add_argument("--list", action="store_true", help="list the codes")
    parser.add_argument("--explain", metavar="CODE", help="explain a code")
    return parser


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8") if path else ""


def _explain(text: str) -> int:
    code = code_named(text)
    if code is None:
        return _fail(f"{text} is not a code; --list lists them")
    print(explained(code))
    return 0


def _progress(done: int, total: int) -> None:
    end = "\r\033[K" if done == total else ""
    print(f"\r\033[Klinks to other hosts: {done} of {total} …{end}", end="", file=sys.stderr, flush=True)


def _fail(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
