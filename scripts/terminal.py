"""What the commands say to the person who runs them, apart from findings. Readable by any Python 3."""

import os
import sys

# True for a reader of types alone: an early Python 3 has no module typing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def watched() -> bool:
    """Whether somebody watches: standard error is a terminal that can write a line anew, and not that of CI."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def complain(message: str) -> None:
    """Print an error that is not a finding: one line, and in GitHub Actions an annotation."""
    line = " ".join(message.split())
    sys.stderr.write("error: %s\n" % line)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        sys.stderr.write("::error::%s\n" % line.replace("%", "%25"))


def fail(message: str) -> "NoReturn":
    """End with status 2 and one line."""
    complain(message)
    sys.exit(2)


def describe_unforeseen(error: BaseException) -> str:
    """One line about an exception that nobody foresaw: a fault of the program or of a plugin."""
    damaged = "; if .venv is damaged, delete it" if isinstance(error, ImportError) else ""
    return "%s: %s (--traceback shows where%s)" % (type(error).__name__, error, damaged)
