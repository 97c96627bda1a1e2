"""Sets up what the two commands need: a virtual environment with the locked dependencies. Standard library alone.

This file and the two commands must be readable by any Python 3, so that an old one can say that it is too old.
"""

import hashlib
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)


def enter(lock_file):
    """Run this command again in the project's own environment, set up as `lock_file` says; return if already there.

    Exits with status 2 and one line where the environment can't be made.
    """
    if sys.version_info < OLDEST:
        fail("Python %d.%d or newer is needed; this is %s" % (OLDEST + (sys.version.split()[0],)))
    stamp = os.path.join(VENV, lock_file + ".sha256")
    with open(os.path.join(ROOT, lock_file), "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    if not (os.path.exists(PYTHON) and _read(stamp) == wanted):
        _install(lock_file)
        with open(stamp, "w") as file:
            file.write(wanted)
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        os.execv(PYTHON, [PYTHON] + sys.argv)


def _install(lock_file):
    print("Setting up .venv from %s (once; a minute or two) …" % lock_file, file=sys.stderr, flush=True)
    made = os.path.join(VENV, "made")
    if not (os.path.exists(PYTHON) and os.path.exists(made)):
        _need_ensurepip()
        _run([sys.executable, "-m", "venv", "--clear", VENV], "the virtual environment could not be made")
        open(made, "w").close()
    _run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
         "--require-hashes", "--no-deps", "-r", os.path.join(ROOT, lock_file)],
        "the locked dependencies could not be installed",
    )


def _need_ensurepip():
    """Debian keeps what makes a virtual environment in a package of its own."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        install_from_debian("python3-venv", "Python's venv")


def install_from_debian(package, what):
    """Install a Debian package, as root or with a sudo that asks for no password; else say what to type."""
    import shutil

    command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (prefix and not shutil.which("sudo")):
        fail("%s is missing; install it (on Debian: sudo apt-get install %s), then run this again" % (what, package))
    print("Installing Debian's %s …" % package, file=sys.stderr, flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    _run(prefix + ["apt-get", "update", "-qq"], "Debian's package lists could not be read", environment)
    _run(prefix + command, "%s could not be installed; try: sudo apt-get install %s" % (what, package), environment)


def _run(command, failure, environment=None):
    import subprocess

    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        fail("%s (see above)" % failure)


def _read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def fail(message):
    """End with status 2 and one line."""
    sys.stderr.write("error: %s\n" % message)
    sys.exit(2)
