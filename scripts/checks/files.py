"""Files: each can be read as what it is. These rules run before anything is made of the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.errors import UnreadableError
from edition.files import Files
from lint.place import line_and_column
from lint.rule import Problem, rule

_CONFLICT = re.compile(rb"(?m)^(?P<mark><{7}|\|{7}|>{7}) ")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@rule("X001", "files", waivable=False)
def files_have_no_conflict_marks(files: Files) -> Iterator[Problem]:
    """A file contains the conflict marks of an unfinished merge.

    Both versions of the lines between them are in the file, and neither was chosen.

    Bad:
        <<<<<<< HEAD
    Good:
        the lines that you want, without the marks
    Fix: keep the lines that you want, remove the rest and the marks, and save the file.
    """
    for name, content in files.texts.items():
        is_open = False
        for match in _CONFLICT.finditer(content):
            mark = match["mark"][:1]
            if mark == b"<" or not is_open:
                line = content.count(b"\n", 0, match.start()) + 1
                message = f"a line begins with {match['mark'].decode()}, the mark of an unfinished merge"
                yield Problem(name, line, 1, message)
            is_open = mark != b">"


@rule("X002", "files", waivable=False)
def files_are_utf8(files: Files) -> Iterator[Problem]:
    """A text file is not encoded in UTF-8.

    Its characters would be misread, or not read at all.

    Bad:
        café, its é the one byte E9
    Good:
        café, its é the two bytes C3 A9
    Fix: open the file in the encoding in which it was saved, and save it as UTF-8.
    """
    for name, content in files.texts.items():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            before = content[:error.start].decode("utf-8")
            place = line_and_column(before, len(before))
            yield Problem(name, *place, f"the byte {content[error.start]:02X} is not UTF-8")


@rule("X003", "files", waivable=False)
def files_have_no_byte_order_mark(files: Files) -> Iterator[Problem]:
    """A file begins with a byte order mark.

    It can't be seen, and is taken as part of what follows: a page's front matter, or the data.

    Bad:
        U+FEFF before the first character
    Good:
        a file that begins with its first character
    Fix: save the file as “UTF-8 without BOM”, which is what most editors mean by UTF-8.
    """
    for name, content in files.texts.items():
        if content.startswith(_BYTE_ORDER_MARK):
            yield Problem(name, 1, 1, "the file begins with a byte order mark, U+FEFF")


@rule("X004", "files", waivable=False)
def files_have_line_feeds_alone(files: Files) -> Iterator[Problem]:
    """A file contains carriage returns.

    The article is proved byte for byte, and files have digests, so lines must end with a line feed alone.

    Bad:
        lines that end as in Windows, with CR and LF
    Good:
        lines that end with LF
    Fix: save the file with LF (“Unix”) line endings; if git made the others, `git config core.autocrlf false`,
        and check the file out again.
    """
    for name, content in files.texts.items():
        at = content.find(b"\r")
        if at >= 0:
            before = content[:at].decode("utf-8", "replace")
            times = content.count(b"\r")
            lines = "a carriage return" if times == 1 else f"{times} carriage returns, the first here"
            yield Problem(
                name, *line_and_column(before, len(before)), lines,
                fix="save the file with LF (“Unix”) line endings; if git made the others, and you have not changed the file: "
                f"git config core.autocrlf false && rm {name} && git checkout -- {name}",
            )


@rule("X005", "unreadable", waivable=False)
def files_can_be_read(errors: Iterable[UnreadableError]) -> Iterator[Problem]:
    """A file of the edition is missing, or can't be read as what it should be.

    Bad:
        [{ "id": "1", ]     in docs/references.json
    Good:
        [{ "id": "1" }]
    Fix: correct it where the finding says; `git log -p FILE` shows older states of the file
    """
    for error in errors:
        yield Problem(error.file, error.line, error.column, error.message, fix=error.fix)
