"""The command line: its options, what it prints, and its exit status (0 good, 1 findings, 2 misuse)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from building.build import build
from building.checking import FaultyFilesError, check_edition, load
from building.leftovers import SITE, attic
from building.progress import Progress
from edition.checks import RULES
from edition.errors import EditionError
from edition.version import is_number
from lint.finding import Finding
from lint.report import FORMATS, notice
from building.lock import locked
from registry.publishing import promise
from registry.registry import REGISTRY
from registry.renaming import rename
from registry.withdrawing import withdraw
from repository.plan import JOURNAL
from releasing.numbering import set_version
from releasing.publish import Publication, publish

ROOT = Path(__file__).resolve().parents[2]
PREVIEW_PORT = 8000


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the command with `arguments` on the edition below `root`, and return its exit status."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if (root / JOURNAL).exists() or attic(root, root / SITE).exists():
            with locked(root, _say):
                pass
        return _COMMANDS[options.command](options, root)
    except FaultyFilesError as faulty:
        return _refuse(options, faulty.findings, "nothing is changed")
    except EditionError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"\ninterrupted; {SITE}/ is as it was", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    parser.set_defaults(command="build", format=_default_format(), preview=None, downloads=True)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=help)

    for name, help in (
        ("build", "check, render, check again, and swap the result into site/ (the default)"),
        ("check", "check the edition without rendering it"),
    ):
        command = add(name, help)
        command.add_argument("--format", choices=FORMATS, default=_default_format(), help="how findings are printed")
        if name == "build":
            command.add_argument(
                "--preview", action=argparse.BooleanOptionalAction, default=None,
                help="preview the site afterwards; without either, a terminal is asked",
            )
            command.add_argument(
                "--downloads", action=argparse.BooleanOptionalAction, default=True,
                help="make the EPUB, the PDF and the site as a folder too, which takes longer",
            )
    command = add("serve", "preview the site, and build it anew when a file changes")
    command.add_argument("--port", type=_port, default=PREVIEW_PORT, help="the port on this machine (%(default)s)")
    command = add("explain", "explain a rule by its code, or list them all")
    command.add_argument("code", nargs="?", type=str.upper)
    add("publish-anchors", "promise anchors that are new since the last release already now, before the next one")
    command = add("rename", "rename a page or an anchor, and let the old address lead to the new one")
    command.add_argument("old", help="as the registry has it: chairmanship.md, or index.md#note-b")
    command.add_argument("new")
    command = add("withdraw", "withdraw a released note or correction: its anchor stays, and says when and why it went")
    command.add_argument("address", help="as the registry has it: index.md#note-d, or apparatus.md#E91")
    command.add_argument("why", help="one sentence for readers")
    command = add("version", "give the version in preparation its number")
    command.add_argument("number", type=_version)
    add("release", "release the version in preparation: a commit, its tag, and its site, kept for ever")
    add("publish", "build what is committed, with all releases as they are kept below v/, into site/")
    add("format", "format the references and citations anew after a change of their records")
    add("fonts", "cut the files of the text face anew after a change of scripts/typeface/")
    return parser


def _build(options: argparse.Namespace, root: Path) -> int:
    with Progress() as report:
        outcome = build(root, report, downloads=options.downloads)
    if outcome.findings:
        return _refuse(options, outcome.findings, f"{SITE}/ is as it was")
    if options.format == "json":
        _print_findings([], "json")
    _say(f"{SITE}/ is built: {outcome.pages} pages, {len(RULES)} rules, no findings")
    if _wants_preview(options.preview):
        from building.preview import serve

        return serve(root, PREVIEW_PORT)
    _say("Preview it: python3 scripts/build.py serve")
    return 0


def _check(options: argparse.Namespace, root: Path) -> int:
    findings = check_edition(load(root))
    _print_findings(findings, options.format)
    _say(_count(findings) if findings else "no findings")
    return 1 if findings else 0


def _serve(options: argparse.Namespace, root: Path) -> int:
    from building.preview import serve

    return serve(root, options.port)


def _explain(options: argparse.Namespace, root: Path) -> int:
    if options.code is None:
        for code, rule in sorted(RULES.items()):
            print(f"{code} {rule.summary}")
        return 0
    rule = RULES.get(options.code)
    if rule is None:
        print(f"error: {options.code} is no rule; `build.py explain` lists them", file=sys.stderr)
        return 2
    print(f"{rule.code} {rule.summary}\n")
    if rule.reason:
        print(f"{rule.reason}\n")
    for name, text in (("Bad", rule.bad), ("Good", rule.good)):
        indented = "\n".join(f"    {line}" for line in text.splitlines())
        print(f"{name}:\n{indented}")
    print(f"\nMend: {rule.mend}")
    return 0


def _publish_anchors(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        edition = load(root)
        if findings := check_edition(edition):
            return _refuse(options, findings, "the registry is as it was")
        new = promise(edition)
    _say(f"{REGISTRY}: {new} new" if edition.releases else f"{REGISTRY}: nothing is released yet; the first release fills it")
    return 0


def _rename(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        moves = rename(root, options.old, options.new)
    _say(f"{options.old} is now {options.new}")
    for old, new in moves:
        _say(f"{old} leads to {new}")
    return 0


def _withdraw(options: argparse.Namespace, root: Path) -> int:
    with locked(root):
        withdraw(root, options.address, options.why)
    _say(f"{options.address} is withdrawn, and says why")
    return 0


def _number_version(options: argparse.Namespace, root: Path) -> int:
    set_version(root, options.number, date.today())
    _say(f"version {options.number} is in preparation")
    return 0


def _release(options: argparse.Namespace, root: Path) -> int:
    from releasing.release import release

    with Progress() as report:
        made, findings = release(root, report, date.today())
    if findings:
        return _refuse(options, findings, "nothing is released")
    _say(f"version {made.version} is released; publish it: git push --atomic origin HEAD {made.tag} {made.site_tag}")
    return 0


def _publish(options: argparse.Namespace, root: Path) -> int:
    with Progress() as report:
        made = publish(root, report)
    if made.outcome.findings:
        return _refuse(options, made.outcome.findings, f"{SITE}/ is as it was")
    for line in _told_of(made):
        _say(line)
        if options.format == "github":
            print(notice("Publishing", line))
    return 0


def _told_of(made: Publication) -> list[str]:
    kept = ", ".join(release.version for release in made.releases)
    lines = [
        f"{SITE}/ is built for {made.address}: the edition as it is committed, " + (f"and below v/: {kept}" if kept else "a draft")
    ]
    lines += [
        f"version {release.version} is not below v/, for git does not have it here; it is linked at {release.address}"
        for release in made.elsewhere
    ]
    if made.uncommitted:
        lines.append("what is not committed is not in it")
    return lines


def _format(options: argparse.Namespace, root: Path) -> int:
    from edition.formatting import write_formatted

    _say(f"{' and '.join(write_formatted(root))} are up to date")
    return 0


def _fonts(options: argparse.Namespace, root: Path) -> int:
    from typeface.cutting import write_fonts

    _say(f"{write_fonts(root)} are up to date")
    return 0


_COMMANDS = {
    "build": _build, "check": _check, "serve": _serve, "explain": _explain, "format": _format, "fonts": _fonts,
    "publish-anchors": _publish_anchors, "rename": _rename, "withdraw": _withdraw, "version": _number_version, "release": _release,
    "publish": _publish,
}


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _refuse(options: argparse.Namespace, findings: list[Finding], unchanged: str) -> int:
    _print_findings(findings, options.format)
    _say(f"{_count(findings)}; {unchanged}")
    return 1


def _print_findings(findings: list[Finding], form: str) -> None:
    if form == "github":
        # The log is read by people too, who do not see the annotations' lines.
        print(FORMATS["text"](findings))
    if output := FORMATS[form](findings):
        print(output)


def _count(findings: list[Finding]) -> str:
    return "1 finding" if len(findings) == 1 else f"{len(findings)} findings"


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _wants_preview(chosen: bool | None) -> bool:
    if chosen is not None:
        return chosen
    if os.environ.get("CI") or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("Preview it in the browser now? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; expected a number from 1 to 65535")
    return int(text)


def _version(text: str) -> str:
    if not is_number(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no version; expected three numbers, such as 1.1.0")
    return text


def _interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt
