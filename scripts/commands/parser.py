"""The command line's parser: what commands there are, and their options."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from commands.selection import codes, path
from edition.version import is_number
from lint.report import FORMATS
from terminal import complain

PREVIEW_HOST, PREVIEW_PORT = "127.0.0.1", 8000
_DESCRIPTION = (
    "Check, build, preview and release the edition. Exit status: 0 good, 1 findings, 2 misuse and errors."
)


class _Parser(argparse.ArgumentParser):
    """Tells of misuse in one line."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}; see: {self.prog} --help")
        raise SystemExit(2)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command that the arguments name, and its options. Options alone are those of `build`.

    Raises SystemExit: with status 2 after one line about a misuse, with 0 after the help.
    """
    first = next(iter(arguments), "--")
    is_without_command = first.startswith("-") and first not in ("-h", "--help", "--version")
    return _parser().parse_args([*(["build"] if is_without_command else []), *arguments])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py", formatter_class=argparse.RawDescriptionHelpFormatter, description=_DESCRIPTION,
        epilog="Options without a command are those of build: build.py --no-downloads",
    )
    parser.add_argument(
        "--version", dest="command", action="store_const", const="show-version", help="print the edition's version"
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    parser.set_defaults(format=_default_format(), traceback=False)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.add_argument("--traceback", action="store_true", help="show where an unexpected error comes from")
        return command

    _add_build_options(add("build", "check, render, check again, and swap the result into site/ (the default)"))
    _add_check_options(add("check", "check the edition without rendering it"))
    command = add("serve", "preview the site, and rebuild it when a file changes")
    command.add_argument("--port", type=_port, default=PREVIEW_PORT, help="the port on this machine (%(default)s)")
    command.add_argument("--host", default=PREVIEW_HOST, help="the address to listen on (%(default)s)")
    command.add_argument("--open", action="store_true", help="open the preview in the browser")
    command = add("explain", "explain a rule by its code or its name, or list them all")
    command.add_argument("code", nargs="?", help="C003, or words-are-the-articles")
    add("publish-anchors", "promise the anchors added since the last release now, before the next one")
    command = add("rename", "rename a page or an anchor, and let the old address lead to the new one")
    command.add_argument("old", help="as the registry has it: chairmanship.md, or index.md#note-b")
    command.add_argument("new")
    command = add("withdraw", "withdraw a released note or correction: its anchor stays, and says when and why it went")
    command.add_argument("address", help="as the registry has it: index.md#note-d, or apparatus.md#E91")
    command.add_argument("why", help="the reason, in one sentence for readers")
    command = add("version", "give the version in preparation its number")
    command.add_argument("number", type=_version)
    add("release", "release the version in preparation: a commit, its tag, and its site, kept for ever")
    add("publish", "build what is committed, with all releases as they are kept below v/, into site/")
    command = add("links", "ask the hosts that the built site links to whether what is linked is still there")
    command.add_argument("--format", choices=FORMATS, default=_default_format(), help="how findings are printed")
    command.add_argument("--quiet", action="store_true", help="print nothing but findings and errors")
    command.add_argument("--anew", action="store_true", help="ask all of them, including those asked recently")
    command.add_argument("--report", type=Path, metavar="FILE", help="also write a report in Markdown")
    add("format", "format the references and citations again after a change to their records")
    add("fonts", "cut the font files again after a change to scripts/typeface/")
    return parser


def _add_build_options(command: argparse.ArgumentParser) -> None:
    _add_report_options(command)
    command.add_argument(
        "--preview", action=argparse.BooleanOptionalAction, default=None,
        help="preview the site afterwards; with neither, you are asked in a terminal",
    )
    command.add_argument(
        "--downloads", action=argparse.BooleanOptionalAction, default=True,
        help="make the EPUB, the PDF and the site as a folder too, which takes longer",
    )


def _add_check_options(command: argparse.ArgumentParser) -> None:
    _add_report_options(command)
    command.add_argument("files", nargs="*", type=path, metavar="FILE", help="show only findings in these")
    for option, help in (("--select", "show only findings of these rules"), ("--ignore", "hide findings of these rules")):
        command.add_argument(
            option, action="append", type=codes, default=[], metavar="CODE[,CODE]",
            help=f"{help}; a rule's name will do too, and the beginning of a code names all that begin with it",
        )


def _add_report_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default=_default_format(), help="how findings are printed")
    command.add_argument("--quiet", action="store_true", help="print nothing but findings and errors")


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; expected a number from 1 to 65535")
    return int(text)


def _version(text: str) -> str:
    if not is_number(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a version; expected three numbers, such as 1.1.0")
    return text
