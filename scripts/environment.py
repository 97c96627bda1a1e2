"""Brings a command into the project's own virtual environment, with the locked dependencies. Standard library alone.

This file and those that it and the commands import at once must be readable by any Python 3, so that an old one can say
that it is too old. Modules that Python has not loaded yet are imported where they are used, for PYTHONPATH may hold
others of their names until `enter` has left it behind.
"""

import os
import sys

from terminal import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from typing import NoReturn

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
OLDEST = (3, 11)
# The environment that each lock file is installed into. The tools are heavy and rarely needed.
SITE, TEST, TOOLS, LINKS = (
    "requirements.txt", "requirements-test.txt", "requirements-tools.txt", "requirements-links.txt",
)
FOLDERS = {SITE: ".venv", TEST: ".venv", TOOLS: ".venv-tools", LINKS: ".venv"}
# The lock files that are installed with another, because it has all that they have.
INCLUDED = {TEST: (SITE, LINKS), LINKS: (SITE,)}  # type: dict[str, tuple[str, ...]]
# Settings of Python that would give the environment other modules than its own, or take the rules their docstrings.
MISLEADING = (
    "PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "PYTHONOPTIMIZE", "PYTHONUSERBASE", "PYTHONPLATLIBDIR",
    "PYTHONINSPECT",
)
_TELL = "import sys; sys.path.insert(0, sys.argv[1]); import environment; print(environment.interpreter(sys.argv[2]))"


def enter(lock_file: str) -> None:
    """Run this command again in the environment of `lock_file`, set up if need be; return if already there.

    Exits with status 2 and one line where the environment can't be made.
    """
    _open_streams()
    if sys.version_info < OLDEST:
        fail("Python %d.%d or newer is needed; this is %s" % (OLDEST + (sys.version.split()[0],)))
    if os.name != "posix":
        fail("Linux or macOS is needed; on Windows run this in WSL")
    if sys.flags.optimize or any(name in os.environ for name in MISLEADING):
        _start_again(sys.executable)
    try:
        environment = Environment(lock_file)
        if environment.is_ready():
            if environment.is_entered():
                return
        else:
            import installing

            installing.set_up(environment)
        _start_again(environment.python)
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted\n")
        sys.exit(130)
    except OSError as error:
        fail("%s: %s" % (error.filename or "the system", error.strerror or error))


class Environment:
    """A virtual environment, and the stamp in it: the interpreter that it was made for, and what is installed."""

    def __init__(self, lock_file: str) -> None:
        self.name = FOLDERS[lock_file]
        self.folder = os.path.join(ROOT, self.name)
        self.python = os.path.join(self.folder, "bin", "python")
        self.lock_file = os.path.join(ROOT, lock_file)
        self._stamp = os.path.join(self.folder, "made")
        self._digests = [_digest(os.path.join(ROOT, name)) for name in (lock_file,) + INCLUDED.get(lock_file, ())]

    def is_entered(self) -> bool:
        """Whether this process runs in it."""
        return os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def is_ready(self) -> bool:
        """Whether all of the lock file is installed, for the interpreter that is there now."""
        return self.is_whole() and self._digests[0] in self._stamped()[1:]

    def is_whole(self) -> bool:
        """Whether it was made to the end, whatever is installed, for the interpreter that is there now."""
        return self._stamped()[:1] == [self._interpreter()]

    def unmake(self) -> None:
        """Let it count as half made until `finish` is called."""
        if os.path.exists(self._stamp):
            os.remove(self._stamp)

    def finish(self) -> None:
        """Write the stamp."""
        made_for = self._interpreter()
        if not made_for:
            fail("%s was made, but its Python does not run; delete it, and run this again" % self.name)
        with open(self._stamp, "w") as file:
            file.write("\n".join([made_for] + self._digests) + "\n")

    def _stamped(self) -> "list[str]":
        try:
            with open(self._stamp, "rb") as file:
                return file.read().decode("ascii", "replace").splitlines()
        except OSError:
            return []

    def _interpreter(self) -> "str | None":
        if self.is_entered():
            return interpreter(self.folder)
        import subprocess

        try:
            told = subprocess.check_output(
                [self.python, "-I", "-c", _TELL, HERE, self.folder], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except (OSError, subprocess.CalledProcessError):
            return None
        return told.decode("ascii", "replace").strip() or None


def interpreter(folder: str) -> str:
    """What tells this interpreter from others; empty if it does not run in the environment `folder`."""
    if os.path.realpath(sys.prefix) != os.path.realpath(folder):
        return ""
    kind = (sys.implementation.cache_tag, getattr(sys, "abiflags", ""), getattr(sys.implementation, "_multiarch", ""))
    return " ".join((sys.version.split()[0], sys.platform, os.uname().machine) + kind)


def _open_streams() -> None:
    """Open to nowhere the standard streams that came closed, so that no file takes the place of one."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            os.set_inheritable(number, True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+"))


def _start_again(python: str) -> "NoReturn":
    kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    os.execve(python, [python] + sys.argv, dict(kept, PYTHONNOUSERSITE="1"))


def _digest(path: str) -> str:
    import hashlib

    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
