"""How many faults of the corpus other checkers find, and how many look-alikes they take for faults.

    PYTHONPATH=scripts:tests .venv/bin/python -m sitecheck_tests.peers FOLDER

FOLDER is that of the benchmark, which has installed them. A checker finds what is wrong with a site if it ends with
another code than 0, or says so; one that finds something in the corpus's site as it is can't be judged.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from sitecheck_tests.test_corpus import FAULTS, SOUND, written

LIMIT = 30
# check-html-links ends with 0 whatever it finds, and marks what it found.
_CROSS = "❌".encode()


def command(name: str, peers: Path, root: Path) -> list[str]:
    program = str(peers / "node_modules" / ".bin" / name)
    if name == "check-html-links":
        return [program, str(root)]
    return [program, "n/index.html", "--server-root", str(root), "--recurse", "--skip", "^https?://(?!localhost)"]


def finds(name: str, peers: Path, case: dict[str, Any]) -> bool:
    """Whether a checker finds fault with the site of a case, which lies below its base path."""
    with tempfile.TemporaryDirectory() as root:
        written(case, Path(root) / "n")
        try:
            run = subprocess.run(command(name, peers, Path(root)), cwd=root, capture_output=True, timeout=LIMIT, check=False)
        except subprocess.TimeoutExpired:
            return False
        return run.returncode != 0 or _CROSS in run.stderr


def main(place: Path) -> None:
    print(f"| | found, of {len(FAULTS)} | false alarms, of {len(SOUND)} |\n|---|---|---|")
    for name in ("check-html-links", "linkinator"):
        if finds(name, place / "peers", {"html": "x"}):
            print(f"| {name} | finds fault with every site | |")
            continue
        with ThreadPoolExecutor(2) as pool:
            found, alarms = (sum(pool.map(partial(finds, name, place / "peers"), cases)) for cases in (FAULTS, SOUND))
        print(f"| {name} | {found} | {alarms} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
