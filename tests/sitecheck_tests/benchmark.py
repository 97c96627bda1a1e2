"""How long sitecheck takes beside others, on documentation that Debian packages; prints the table of CONTRIBUTING.

    PYTHONPATH=scripts:tests .venv/bin/python -m sitecheck_tests.benchmark FOLDER

It needs Debian's apt-get and dpkg-deb, npm, and a network; what it fetches is kept in FOLDER for the next time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
FLOORS = Path(__file__).with_name("floors.py")
# The package, and where in it the pages lie.
TREES = {
    "python3.11-doc": "usr/share/doc/python3.11/html",
    "postgresql-doc-15": "usr/share/doc/postgresql-doc-15/html",
    "openjdk-17-doc": "usr/share/doc/openjdk-17-jre-headless",
}
NODE_PEERS = ("check-html-links@0.2.4", "linkinator@7.6.1")
PYTHON_PEERS = ("linkchecker==10.6.0",)
# Whoever takes longer is stopped.
LIMIT = 60


@dataclass(frozen=True)
class Run:
    """One program on one tree: seconds on the clock and of the processor, the most memory of all its processes in MB."""

    name: str
    seconds: float
    processor: float
    memory: float
    ended: bool

    def __str__(self) -> str:
        clock = f"{self.seconds:.1f}" if self.ended else f"over {LIMIT}, stopped"
        return f"| {self.name} | {clock} | {self.processor:.1f} | {self.memory:.0f} |"


def main(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    peers = install(place)
    for package, below in TREES.items():
        tree = unpacked(place, package) / below
        print(f"\n{package}: {len(list(tree.rglob('*.html')))} pages\n")
        print("| | seconds | of the processor | peak MB |\n|---|---|---|---|")
        for name, command in programs(tree, place, peers):
            print(measured(name, command), flush=True)


def programs(tree: Path, place: Path, peers: Path) -> Iterator[tuple[str, list[str]]]:
    for parser, processes in (("selectolax", "1"), ("selectolax", "2"), ("lxml", "2")):
        yield f"floor: {parser}, {processes}", [sys.executable, str(FLOORS), parser, processes, str(tree)]
    kept = place / "kept.json"
    kept.unlink(missing_ok=True)
    own = [sys.executable, "-m", "sitecheck", str(tree), "--cache", str(kept)]
    yield "sitecheck, cold", own
    yield "sitecheck, warm", own
    node = peers / "node_modules" / ".bin"
    yield "check-html-links", [str(node / "check-html-links"), str(tree)]
    yield "linkinator", [str(node / "linkinator"), str(tree), "--recurse", "--skip", "^https?://(?!localhost)"]
    yield "linkchecker", [str(peers / "venv" / "bin" / "linkchecker"), "--no-status", str(tree / "index.html")]


def install(place: Path) -> Path:
    """Install the peers below `place`, once."""
    peers = place / "peers"
    if not peers.exists():
        peers.mkdir()
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--prefix", str(peers), *NODE_PEERS], check=True)
        subprocess.run([sys.executable, "-m", "venv", str(peers / "venv")], check=True)
        subprocess.run([str(peers / "venv" / "bin" / "pip"), "install", "--quiet", *PYTHON_PEERS], check=False)
    return peers


def unpacked(place: Path, package: str) -> Path:
    """A Debian package's files, fetched and unpacked once."""
    folder = place / package
    if not folder.exists():
        subprocess.run(["apt-get", "download", "--quiet", package], cwd=place, check=True)
        archive = next(place.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    return folder


def measured(name: str, command: list[str]) -> Run:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    began, before = time.monotonic(), os.times()
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
    except OSError:
        return Run(f"{name} (not installed)", 0, 0, 0, True)
    peak = [0.0]
    sampler = threading.Thread(target=_sample, args=(process, peak))
    sampler.start()
    try:
        process.wait(LIMIT)
        ended = True
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
        ended = False
    sampler.join()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(name, time.monotonic() - began, used, peak[0], ended)


def _sample(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Note the most memory that a process and those it started have at once, what they share counted once."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_share(pid) for pid in _session(process.pid)))
        time.sleep(0.1)


def _session(leader: int) -> Iterator[int]:
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            try:
                if os.getsid(int(entry)) == leader:
                    yield int(entry)
            except OSError:
                continue


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
