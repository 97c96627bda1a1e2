"""The Nu HTML checker has no error and no warning for any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from browser import toolbox
from browser.server import ServedSite, serving


def complaints(addresses: list[str]) -> list[str]:
    """What the checker says of these pages, but for mere information.

    It is given addresses, not files: of a file it can't tell that a script beside it is the site's own.
    """
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(toolbox.nu_command(*options, *addresses), capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    return [
        f"{message['url']}:{message.get('lastLine', '')}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def test_the_checker_has_no_complaint(address: str, pages: list[str], tools_installed):
    told = complaints([address + page for page in pages])
    assert not told, "\n" + "\n".join(line.removeprefix(address) for line in told)


def test_the_checker_would_find_a_fault(site, tmp_path: Path, tools_installed):
    page = (site.folder / "index.html").read_text(encoding="utf-8")
    (tmp_path / "error.html").write_text(page.replace("</main>", "</mian>"), encoding="utf-8")
    (tmp_path / "warning.html").write_text(page.replace('<html lang="en"', "<html"), encoding="utf-8")
    with serving(ServedSite(tmp_path, "/")) as address:
        told = complaints([address + name for name in ("error.html", "warning.html")])
    assert any("error.html" in line and "“mian”" in line for line in told)
    assert any("warning.html" in line and "lang=" in line for line in told)
