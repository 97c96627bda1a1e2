"""The preview shows the last good build, rebuilds on change, and outlives findings."""

from __future__ import annotations

import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import running

PATIENCE = 20.0


@pytest.fixture
def preview(pristine: Path, tmp_path: Path):
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    port = free_port()
    process = running.start(root, "serve", "--port", str(port))
    try:
        yield root, f"http://127.0.0.1:{port}/", process
    finally:
        process.kill()
        process.communicate()


def test_a_change_is_shown_and_a_fault_is_not(preview):
    root, url, process = preview
    page = root / "docs" / "about.md"
    good = page.read_text(encoding="utf-8")
    wait_for(url + "about/", "compositor’s")
    page.write_text(good.replace("compositor’s", "printer’s"), encoding="utf-8")
    wait_for(url + "about/", "printer’s")
    assert "livereload" in fetch(url + "about/") and "Content-Security-Policy" not in fetch(url + "about/")
    page.write_text(good.replace("(apparatus.md)", "(appendix.md)").replace("compositor’s", "censor’s"), encoding="utf-8")
    assert "L001 appendix.md" in wait_for_line(process, "docs/about.md:")
    assert "printer’s" in fetch(url + "about/")
    page.write_text(good.replace("compositor’s", "scribe’s"), encoding="utf-8")
    wait_for(url + "about/", "scribe’s")
    with pytest.raises(urllib.error.HTTPError) as error:
        fetch(url + "no-such-page/")
    with error.value as response:
        assert response.code == 404 and "Page not found" in response.read().decode()
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) in (0, 130)
    assert list((root / ".build").glob("preview-*")) == []


def test_a_taken_port_is_one_clear_line(pristine: Path, tmp_path: Path):
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = running.run(root, "serve", "--port", str(port))
    assert done.returncode == 2
    assert f"port {port} can't be used" in done.stderr
    assert "Traceback" not in done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        return response.read().decode()


def wait_for(url: str, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if text in fetch(url):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} never had {text!r}")


def wait_for_line(process, text: str) -> str:
    for line in process.stderr:
        if text in line:
            return line
    raise AssertionError(f"{text!r} was never printed")
