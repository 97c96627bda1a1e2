"""The command line: its options, what it prints, and its exit status (0 good, 1 findings, 2 misuse and errors)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from building.build import build
from building.checking import FaultyFilesError, check_edition, load
from building.leftovers import SITE, attic
from building.lock import locked
from checks import RULES
from commands.progress import Progress
from commands.selection import Selection, codes, no_rule, path
from commands.streams import sound_streams
from edition.errors import EditionError
from edition.version import Version, is_number
from lint.finding import Finding
from lint.report import FORMATS, notice
from lint.rule import code_of
from permanence.promising import promise
from permanence.registry import REGISTRY
from permanence.renaming import rename
from permanence.withdrawing import withdraw
from releasing.numbering import set_version
from releasing.publish import Publication, publish
from repository.carrying_out import JOURNAL
from terminal import complain, describe_unforeseen, watched

ROOT = Path(__file__).resolve().parents[2]
PREVIEW_HOST, PREVIEW_PORT = "127.0.0.1", 8000


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the command with `arguments` on the edition below `root`, and return its exit status."""
    with sound_streams():
        return _run(_parser().parse_args(_with_command(arguments)), root)


def _run(options: argparse.Namespace, root: Path) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if (root / JOURNAL).exists() or attic(root, root / SITE).exists():
            with locked(root, _say):
                pass
        return _COMMANDS[options.command](options, root)
    except FaultyFilesError as faulty:
        return _refuse(options, faulty.findings, "nothing is changed")
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


class _Parser(argparse.ArgumentParser):
    """Tells of misuse in one line."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}; see: {self.prog} --help")
        raise SystemExit(2)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with the command that they are meant for: options alone are those of `build`."""
    first = next(iter(arguments), "--")
    return [*(["build"] if first.startswith("-") and first not in ("-h", "--help", "--version") else []), *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Options without a command are those of build: build.py --no-downloads",
    )
    parser.add_argument(
        "--version", dest="command", action="store_const", const="show-version", help="print the edition's version"
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    parser.set_defaults(format=_default_format(), traceback=False)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.add_argument("--traceback", action="store_true", help="show where an unforeseen error comes from")
        return command

    for name, help in (
        ("build", "check, render, check again, and swap the result into site/ (the default)"),
        ("check", "check the edition without rendering it"),
    ):
        command = add(name, help)
        command.add_argument("--format", choices=FORMATS, default=_default_format(), help="how findings are printed")
        command.add_argument("--quiet", action="store_true", help="print nothing but findings and errors")
        if name == "build":
            command.add_argument(
                "--preview", action=argparse.BooleanOptionalAction, default=None,
                help="preview the site afterwards; without either, a terminal is asked",
            )
            command.add_argument(
                "--downloads", action=argparse.BooleanOptionalAction, default=True,
                help="make the EPUB, the PDF and the site as a folder too, which takes longer",
            )
        else:
            command.add_argument("files", nargs="*", type=path, metavar="FILE", help="show findings in these alone")
            for option, help in (("--select", "show findings of these rules"), ("--ignore", "show none of these")):
                command.add_argument(
                    option, action="append", type=codes, default=[], metavar="CODE[,CODE]",
                    help=f"{help}; a rule has a name, too; the beginning of a code names all that begin so",
                )
    command = add("serve", "preview the site, and build it anew when a file changes")
    command.add_argument("--port", type=_port, default=PREVIEW_PORT, help="the port on this machine (%(default)s)")
    command.add_argument("--host", default=PREVIEW_HOST, help="the address to listen at (%(default)s)")
    command.add_argument("--open", action="store_true", help="open the preview in the browser")
    command = add("explain", "explain a rule by its code or its name, or list them all")
    command.add_argument("code", nargs="?", help="C003, or words-are-the-articles")
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
    with Progress(options.quiet) as report:
        outcome = build(root, report, downloads=options.downloads)
    if outcome.findings:
        return _refuse(options, outcome.findings, f"{SITE}/ is as it was")
    if options.format == "json":
        _print_findings([], "json")
    if not options.quiet:
        _say(f"{SITE}/ is built: {outcome.pages} pages, {len(RULES)} rules, no findings")
    if _wants_preview(False if options.quiet and options.preview is None else options.preview):
        from building.preview import serve

        return serve(root, PREVIEW_PORT)
    if not options.quiet:
        _say("Preview it: python3 scripts/build.py serve")
    return 0


def _check(options: argparse.Namespace, root: Path) -> int:
    for outside in (file for file in options.files if not file.is_relative_to(root.resolve())):
        raise EditionError(f"{outside} is not below {root}, where the edition is; name a file of the edition")
    selection = Selection(options.files, frozenset().union(*options.select), frozenset().union(*options.ignore))
    findings = selection.of(check_edition(load(root)), root)
    _print_findings(findings, options.format)
    if not options.quiet:
        _say(_count(findings) if findings else "no findings")
    return 1 if findings else 0


def _serve(options: argparse.Namespace, root: Path) -> int:
    from building.preview import serve

    return serve(root, options.port, host=options.host, open_browser=options.open)


def _show_version(options: argparse.Namespace, root: Path) -> int:
    print(Version.load(root).number)
    return 0


def _explain(options: argparse.Namespace, root: Path) -> int:
    if options.code is None:
        for code, rule in sorted(RULES.items()):
            print(f"{code} {rule.name}: {rule.summary}")
        return 0
    rule = RULES.get(code_of(options.code))
    if rule is None:
        complain(no_rule(options.code))
        return 2
    print(f"{rule.code} {rule.name}\n\n{rule.summary}\n")
    if rule.reason:
        print(f"{rule.reason}\n")
    for name, text in (("Bad", rule.bad), ("Good", rule.good)):
        indented = "\n".join(f"    {line}" for line in text.splitlines())
        print(f"{name}:\n{indented}")
    print(f"\nFix: {rule.fix}")
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
        f"{SITE}/ is built for {made.address}: the edition as it is committed, "
        + (f"and below v/: {kept}" if kept else "a draft")
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
    "build": _build,
    "check": _check,
    "serve": _serve,
    "explain": _explain,
    "format": _format,
    "fonts": _fonts,
    "publish-anchors": _publish_anchors,
    "rename": _rename,
    "withdraw": _withdraw,
    "version": _number_version,
    "release": _release,
    "publish": _publish,
    "show-version": _show_version,
}


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _refuse(options: argparse.Namespace, findings: list[Finding], unchanged: str) -> int:
    _print_findings(findings, options.format)
    if not getattr(options, "quiet", False):
        _say(f"{_count(findings)}; {unchanged}")
    return 1


def _print_findings(findings: list[Finding], form: str) -> None:
    if form == "github" and findings:
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
    if not (watched() and _can_be_asked()):
        return False
    try:
        print("Preview it in the browser now? [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        _say("")
        return False


def _can_be_asked() -> bool:
    """Whether standard input is a terminal that this process may read: in the background, reading would stop it."""
    try:
        return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


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
