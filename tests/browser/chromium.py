"""Chromium with a fresh profile and no name but the test's own server to look up; or driven, or on a debugging port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import tools
from browser import toolbox

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-default-apps", "--mute-audio", "--metrics-recording-only", "--password-store=basic",
    "--disable-dev-shm-usage",
    # Nothing may be slowed because nobody looks at the window.
    "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-features=Translate,OptimizationHints,MediaRouter,PaintHolding,InterestFeedContentSuggestions",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PATIENCE = 60


def program() -> str:
    """The path of the Chromium that scripts/test.py has made sure of. Raises FileNotFoundError."""
    if path := tools.chromium():
        return path
    raise FileNotFoundError("Chromium is missing; run the tests with python3 scripts/test.py")


@contextmanager
def driven() -> Iterator[Browser]:
    """A Chromium driven by Playwright."""
    # Playwright's own Node needs a library that a fresh Debian lacks; the tools' Node needs none.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(toolbox.NODE)
    with sync_playwright() as api:
        browser = api.chromium.launch(executable_path=program(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def on_a_port() -> Iterator[int]:
    """A Chromium on a debugging port."""
    profile = Path(tempfile.mkdtemp(prefix="chromium-"))
    with (profile / "log").open("wb") as log:
        process = subprocess.Popen(
            [program(), *FLAGS, f"--user-data-dir={profile / 'data'}", "--remote-debugging-port=0", "about:blank"],
            stdout=log, stderr=log,
        )
        try:
            yield _debugging_port(profile, process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    shutil.rmtree(profile, ignore_errors=True)


def _debugging_port(profile: Path, process: subprocess.Popen) -> int:
    """Chromium writes the port that it chose into its profile."""
    note = profile / "data" / "DevToolsActivePort"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        lines = note.read_text().splitlines() if note.exists() else []
        if len(lines) >= 2:
            return int(lines[0])
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start:\n" + (profile / "log").read_text(errors="replace")[-2000:])
