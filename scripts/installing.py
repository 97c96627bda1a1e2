"""Makes a virtual environment and installs what is locked, and Debian's packages. Standard library alone."""

import ast
import fcntl
import os
import re
import shutil
import subprocess
import sys

import terminal

if terminal.TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Wanted(Protocol):
        """What is asked of the environment that is to be set up."""

        name = ""  # type: str
        folder = ""  # type: str
        python = ""  # type: str
        lock_file = ""  # type: str

        def is_ready(self) -> bool: ...
        def is_whole(self) -> bool: ...
        def unmake(self) -> None: ...
        def finish(self) -> None: ...


# pip's settings that say how packages are reached. The others, such as `user` or `target`, say where they go, and that
# is settled here.
REACHING = (
    "index-url", "pypi-url", "extra-index-url", "find-links", "no-index", "trusted-host", "cert", "client-cert",
    "proxy", "timeout", "default-timeout", "retries", "cache-dir", "no-cache-dir", "keyring-provider",
)
_SETTING = re.compile(r"(?m)^(global|install)\.([\w-]+)=('.*'|\".*\")$")
# What pip says while all is well.
_CHATTER = ("Looking in ", "Collecting ", "Downloading ", "Using cached ", "Processing ", "Installing ", "Successfully")


def set_up(wanted: "Wanted") -> None:
    """Make the environment wanted ready: one process at a time, and anew if it was left half made."""
    shop = os.path.join(os.path.dirname(wanted.lock_file), ".build")
    os.makedirs(shop, exist_ok=True)
    with open(os.path.join(shop, "setup.lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Waiting for another command that sets up %s …\n" % wanted.name)
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.is_ready():
            _install(wanted, lock.fileno())


def _install(wanted: "Wanted", lock: int) -> None:
    what = "Setting up %s from %s (once; a minute or two)" % (wanted.name, os.path.basename(wanted.lock_file))
    watched = terminal.watched()
    _say("%s …%s" % (what, "" if watched else "\n"))
    whole = wanted.is_whole()
    wanted.unmake()
    if not (whole and _pip_runs(wanted.python, lock)):
        _need_ensurepip()
        run(
            [_base_python(wanted), "-I", "-m", "venv", "--clear", wanted.folder],
            "%s could not be made" % wanted.name, None, lock,
        )
    surroundings = _surroundings(wanted.python, lock)
    with open(wanted.lock_file) as file:
        number = len(re.findall(r"(?m)^[\w.-]+==", file.read()))
    fetched = []  # type: list[str]

    def tell(line: str) -> None:
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            fetched.append(line)
        _say("\r\033[K%s: %d of %d packages …" % (what, len(fetched), number))

    run(
        [wanted.python, "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
         "--progress-bar", "off", "--require-hashes", "--no-deps", "-r", wanted.lock_file],
        "the locked dependencies could not be installed", surroundings, lock, tell if watched else None,
    )
    wanted.finish()
    if watched:
        _say("\r\033[K")


def _pip_runs(python: str, lock: int) -> bool:
    asked = subprocess.call(
        [python, "-I", "-m", "pip", "--version"], env=_without_pips_own(), pass_fds=[lock],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    return asked == 0


def _without_pips_own() -> "dict[str, str]":
    return {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}


def _surroundings(python: str, lock: int) -> "dict[str, str]":
    """pip's surroundings: of the person's settings those alone that say how packages are reached."""
    # Settings in a person's files would change what this command does too: with `user` it lists one file of them alone.
    overruled = {"PIP_" + name: "0" for name in ("QUIET", "VERBOSE", "USER", "GLOBAL", "SITE")}
    asking = dict(_without_pips_own(), PIP_DISABLE_PIP_VERSION_CHECK="1", **overruled)
    if "PIP_CONFIG_FILE" in os.environ:
        asking["PIP_CONFIG_FILE"] = os.environ["PIP_CONFIG_FILE"]
    told = run([python, "-I", "-m", "pip", "config", "list"], "pip's configuration could not be read", asking, lock)
    # Of one setting the section for `pip install` counts before the general one; both have the name in lower case.
    settings = sorted(_SETTING.findall(told))
    found = {name: ast.literal_eval(value) for _, name, value in settings if name in REACHING}
    kept = dict(_without_pips_own(), PIP_CONFIG_FILE=os.devnull)
    for name in REACHING:
        variable = "PIP_" + name.upper().replace("-", "_")
        if variable in os.environ:
            kept[variable] = os.environ[variable]
        elif name in found:
            kept[variable] = found[name]
    return kept


def _base_python(wanted: "Wanted") -> str:
    """The interpreter to make the environment with: that of this command, but never the environment's own."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    inside = os.path.realpath(os.path.dirname(base)).startswith(os.path.realpath(wanted.folder) + os.sep)
    return os.path.realpath(base) if inside else base


def _need_ensurepip() -> None:
    """Debian keeps what makes a virtual environment in a package of its own."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        install_from_debian("python3-venv", "Python's venv")


def install_from_debian(package: str, what: str) -> None:
    """Install a Debian package, as root or with a sudo that asks for no password; else say what to type."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (prefix and not shutil.which("sudo")):
        terminal.fail(
            "%s is missing; install it (on Debian: sudo apt-get install %s), then run this again" % (what, package)
        )
    _say("Installing Debian's %s …\n" % package)
    surroundings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run(prefix + ["apt-get", "update", "-qq"], "Debian's package lists could not be read", surroundings)
    run(prefix + command, "%s could not be installed; try: sudo apt-get install %s" % (what, package), surroundings)


def run(
    command: "list[str]", failure: str, surroundings: "dict[str, str] | None" = None, lock: "int | None" = None,
    tell: "Callable[[str], None] | None" = None,
) -> str:
    """Run a command to its end, `tell` each line that it prints, and return them; if it fails, show them, and end.

    It keeps the file `lock` open, so that nobody takes the lock while it runs, even if this process is killed.
    """
    said = []  # type: list[str]
    with subprocess.Popen(
        command, env=surroundings, pass_fds=[] if lock is None else [lock],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            said.append(line.decode("utf-8", "replace"))
            if tell:
                tell(said[-1])
    if process.returncode == 0:
        return "".join(said)
    if tell:
        _say("\r\033[K")
    traces = [number for number, line in enumerate(said) if line.startswith("Traceback (most recent call last)")]
    if traces:
        terminal.fail("%s: %s" % (failure, said[-1].strip()))
    _say("".join(line for line in said if not line.strip().startswith(_CHATTER)))
    terminal.fail("%s (see above)" % failure)


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
