"""The command line among files, names and outputs that are not what it expects: nothing of it is a traceback, or harmed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sitecheck.command import CLEAN, FOUND, main

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
URL = ("--url", "https://example.org/n/", "--no-cache")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text('<!doctype html><a href="a/">A</a>', encoding="utf-8")
    (folder / "a" / "index.html").write_text('<!doctype html><p id="p">x</p>', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_names_that_are_not_utf_8_are_followed_and_told(site: Path) -> None:
    (site / os.fsdecode(b"caf\xe9.html")).write_text("<!doctype html><p>x", encoding="utf-8")
    run = as_module(str(site), *URL)
    assert run.returncode == FOUND and "caf\\udce9.html:1:1: S020" in run.stdout
    (site / "a" / "index.html").write_text('<!doctype html><a href="../caf%E9.html">x</a>', encoding="utf-8")
    assert as_module(str(site), *URL).returncode == CLEAN


def test_what_is_no_regular_file_is_no_page(site: Path) -> None:
    os.mkfifo(site / "pipe.html")
    assert as_module(str(site), *URL).returncode == CLEAN


@pytest.mark.parametrize("content", ["[" * 100_000, "[]", '{"own": 1}', "\0"])
def test_a_damaged_memory_is_not_believed(site: Path, content: str) -> None:
    Path("kept.json").write_text(content, encoding="utf-8")
    assert main([str(site), *URL[:2], "--cache", "kept.json"]) == CLEAN


def test_the_memory_is_written_over_no_other_file(site: Path) -> None:
    page = site / "a" / "index.html"
    before = page.read_bytes()
    assert main([str(site), *URL[:2], "--cache", str(page)]) == CLEAN
    assert page.read_bytes() == before


def test_a_closed_output_is_no_traceback(site: Path) -> None:
    (site / "index.html").write_text("".join(f"<a href={number}>x</a>" for number in range(5000)), encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m sitecheck {shlex.quote(str(site))} --no-cache"
    run = subprocess.run(
        ["bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"], env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True, text=True, check=False,
    )
    assert run.returncode == FOUND and "Traceback" not in run.stderr


def as_module(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitecheck", *arguments], env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True, text=True, check=False, timeout=60,
    )
