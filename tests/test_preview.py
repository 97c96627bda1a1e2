"""The preview shows a draft with all that is wrong, follows every change, and has its port and its folder to itself."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import running
from building import watching
from building.drafting import draft

pytestmark = pytest.mark.slow

PATIENCE = 30.0


class Preview(NamedTuple):
    root: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    return root


@pytest.fixture
def start(copy: Path) -> Iterator[Callable[..., Preview]]:
    """Starts previews of the same copy of the edition, and kills them afterwards."""
    started: list[subprocess.Popen[str]] = []

    def begin(*options: str, **surroundings: str) -> Preview:
        port = free_port()
        hurry = "import building.watching; building.watching._INTERVAL = 0.05"
        started.append(
            running.start(copy, "serve", "--port", str(port), *options, preparation=hurry, **surroundings)
        )
        return Preview(copy, port, started[-1])

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def test_a_draft_is_shown_with_its_findings(start):
    preview = start()
    page = preview.root / "docs" / "about.md"
    good = page.read_text(encoding="utf-8")
    html = wait_for(preview.url + "about/", "compositor’s")
    assert "preview-box" not in html and "Content-Security-Policy" not in html and "location.reload" in html

    faulty = good.replace("(apparatus.md)", "(appendix.md)").replace("compositor’s", "censor’s")
    page.write_text(faulty, encoding="utf-8")
    html = wait_for(preview.url + "about/", "censor’s")
    assert re.search(r"<body\b[^>]*>\s*<preview-box", html)
    assert re.search(r"<code>docs/about\.md:\d+:\d+</code> <b>L001</b> appendix\.md", html) and "Fix: " in html
    assert "preview-box" in fetch(preview.url) and "preview-box" in fetch(preview.url + "no-such-page/", 404)
    assert "L001 appendix.md" in wait_for_line(preview.process, "docs/about.md:")
    assert "1 finding; the preview shows the draft all the same." in wait_for_line(preview.process, "finding")

    page.write_text(good.replace("compositor’s", "scribe’s"), encoding="utf-8")
    assert "preview-box" not in wait_for(preview.url + "about/", "scribe’s")
    assert "Page not found" in fetch(preview.url + "no-such-page/", 404)


def test_the_findings_of_the_page_come_first(start, copy: Path):
    for name in ("index.md", "chairmanship.md"):
        page = copy / "docs" / name
        page.write_text(page.read_text(encoding="utf-8") + f"\n[A link](missing-from-{name})\n", encoding="utf-8")
    preview = start()
    for address, order in (("", ["index", "chairmanship"]), ("chairmanship/", ["chairmanship", "index"])):
        html = wait_for(preview.url + address, "<b>L001</b>")
        places = re.findall(r"<code>docs/(\w+)\.md:\d+:\d+</code> <b>L001</b>", html)
        assert places == order


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


# What an editor does, and what is then told at every address for want of a page.
NOTHING_TO_SHOW = {
    "mkdocs.yml is no YAML": (lambda root: (root / "mkdocs.yml").write_text("nav: ["), "not YAML"),
    "mkdocs.yml is away": (lambda root: (root / "mkdocs.yml").unlink(), "not found"),
    "mkdocs.yml is a folder": (
        lambda root: ((root / "mkdocs.yml").unlink(), (root / "mkdocs.yml").mkdir()), "Is a directory",
    ),
    "an unknown theme": (change("mkdocs.yml", "name: material", "name: immaterial"), "immaterial"),
    "docs is renamed": (lambda root: (root / "docs").rename(root / "texts"), "docs/index.md"),
    "a page is away": (lambda root: (root / "docs/about.md").unlink(), "docs/about.md"),
    "a page is not UTF-8": (lambda root: (root / "docs/about.md").write_bytes(b"caf\xe9"), "not UTF-8"),
    "a template is broken": (change("overrides/main.html", "{% block libs %}", "{% block libs %}{% if %}"), "main.html, line "),
}
# What is wrong with what can be shown.
SHOWN = {
    "broken waivers": (lambda root: (root / "scripts/waivers.toml").write_text("[[waiver]"), "scripts/waivers.toml"),
    "a page that nav lacks": (lambda root: (root / "docs/unlisted.md").write_text("# A page { #a-page }\n"), "X007"),
    "a finished page's fault": (change("overrides/partials/copyright.html", "about/#rights", "about/#wrongs"), "S002"),
    "the list of changes": (lambda root: (root / "CHANGELOG.md").write_text("# Changes\n\n## 0.1.0\n"), "CHANGELOG.md"),
}


@pytest.mark.thorough
def test_a_preview_outlives_whatever_an_editor_does(start, copy: Path, tmp_path: Path):
    preview = start()
    wait_for(preview.url, "Introduction")
    whole = tmp_path / "whole"
    shutil.copytree(copy, whole, ignore=shutil.ignore_patterns(".build"))
    for name, (edit, said) in NOTHING_TO_SHOW.items():
        edit(copy)
        for address in ("", "about/", "no-such-page"):
            html = wait_for(preview.url + address, said)
            assert "nothing to show until this is fixed" in html and "location.reload" in html, name
        restore(copy, whole)
    assert "preview-box" not in wait_for(preview.url, "Introduction")
    for name, (edit, said) in SHOWN.items():
        edit(copy)
        html = wait_for(preview.url + "about/", said)
        assert "<preview-box" in html and "compositor’s" in html, name
        restore(copy, whole)
    assert preview.process.poll() is None
    assert len(list(copy.glob(".build/preview-*/*"))) <= 2


def test_an_error_that_nobody_foresaw_is_a_line_with_its_place(copy: Path, tmp_path: Path):
    change("scripts/hook.py", "def on_nav", "def on_nav(nav, **_): 1 / 0\n\n\ndef unused")(copy)
    made = draft(copy, tmp_path / "site", "http://127.0.0.1/")
    assert re.fullmatch(r"MkDocs stopped: ZeroDivisionError in scripts/hook\.py, line \d+: .*", made.errors[0])
    assert not made.rendered


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_ends_quickly_and_leaves_nothing(start, name: str):
    preview = start()
    wait_for(preview.url, "Introduction")
    preview.process.send_signal(getattr(signal, name))
    assert preview.process.wait(3) == 0
    assert "Traceback" not in preview.process.stderr.read()
    assert [path.name for path in (preview.root / ".build").iterdir()] == ["lock"]


def test_a_terminal_may_stand_in_the_site_that_is_exchanged(copy: Path):
    """Its folder is then gone, and the preview that follows shows the edition all the same."""
    running.run(copy, "build", "--no-downloads")
    port = free_port()
    preparation = f"import os; os.chdir('site'); import commands.making as c; c.PREVIEW_PORT = {port}"
    with running.start(copy, "build", "--no-downloads", "--preview", preparation=preparation) as process:
        assert "Introduction" in wait_for(f"http://127.0.0.1:{port}/", "Introduction")
        process.terminate()
        process.communicate()


def test_it_ends_while_it_builds(start):
    preview = start()
    wait_until(lambda: list(preview.root.glob(".build/preview-*/0")), "it never began to build")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(3) == 0
    assert [path.name for path in (preview.root / ".build").iterdir()] == ["lock"]


def test_two_previews_and_a_build_do_not_disturb_each_other(start):
    first, second = start(), start()
    for preview in (first, second):
        wait_for(preview.url, "Introduction")
    assert running.run(first.root, "build", "--no-downloads").returncode == 0
    # One that is killed leaves its folder behind, and the next command deletes that and no other.
    first.process.kill()
    first.process.wait()
    assert len(list(first.root.glob(".build/preview-*"))) == 2
    assert running.run(first.root, "build", "--no-downloads").returncode == 0
    assert len(list(first.root.glob(".build/preview-*"))) == 1
    assert "Introduction" in fetch(second.url) and "<svg" in fetch(second.url + "assets/icon.svg")


def test_a_taken_port_is_one_clear_line_that_names_a_free_one(start, copy: Path):
    preview = start()
    wait_for(preview.url, "Introduction")
    done = running.run(copy, "serve", "--port", str(preview.port))
    assert done.returncode == 2
    line, = done.stderr.splitlines()
    said = rf"error: port {preview.port} of 127\.0\.0\.1 can't be used \(.+ in use\); try: serve --port (\d+)"
    advised = re.fullmatch(said, line)
    assert advised and int(advised[1]) > preview.port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", int(advised[1])))
    assert "Introduction" in fetch(preview.url)


def test_below_the_path_of_the_address(start):
    preview = start(SITE_URL="https://example.org/some/path/")
    html = wait_for(preview.url + "some/path/about/", "compositor’s")
    assert f'<link rel="canonical" href="{preview.url}some/path/about/">' in html
    assert 'href="/some/path/assets/edition.css"' in fetch(preview.url + "some/path/no-such-page", 404)
    assert "Introduction" in fetch(preview.url)
    assert "compositor’s" in fetch(preview.url + "some/path/about")
    assert "Page not found" in fetch(preview.url + "about/", 404)


def test_the_browser_is_opened_once_when_there_is_something_to_see(copy: Path):
    told = copy.parent / "opened"
    preparation = f"""
from building import preview
preview.webbrowser.open = lambda url: open({str(told)!r}, "a").write(url + "\\n")
"""
    port = free_port()
    with running.start(copy, "serve", "--open", "--port", str(port), preparation=preparation) as process:
        wait_until(told.exists, "no browser was opened")
        process.terminate()
        process.communicate()
    assert told.read_text() == f"http://127.0.0.1:{port}/\n"


@pytest.mark.parametrize(("edit", "is_change"), {
    "a file is changed": (lambda folder: (folder / "a/page.md").write_text("longer"), True),
    "a file of the same size and time": (lambda folder: keeping_time(folder / "a/page.md"), True),
    "a file is away": (lambda folder: (folder / "a/page.md").unlink(), True),
    "a file can't be read": (lambda folder: (folder / "a/page.md").chmod(0), True),
    "the folder is away": (lambda folder: (folder / "a").rename(folder / "b"), True),
    "a new file": (lambda folder: (folder / "a/new.md").write_text(""), True),
    "an editor's own file": (lambda folder: (folder / "a/.page.md.swp").write_text(""), False),
    "another file of an editor": (lambda folder: (folder / "a/page.md~").write_text(""), False),
    "what is not watched": (lambda folder: (folder / "page.md").write_text(""), False),
}.values())
def test_what_is_a_change(tmp_path: Path, edit, is_change: bool):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/page.md").write_text("short")
    before = watching.state_of(tmp_path, ["a", "missing.toml"])
    time.sleep(0.02)
    edit(tmp_path)
    assert (watching.state_of(tmp_path, ["a", "missing.toml"]) != before) == is_change


def test_many_changes_are_one(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(watching, "_INTERVAL", 0)
    states = iter([{}, {}, {"a": 1}, {"a": 2}, {"a": 3}, {"a": 3}])
    monkeypatch.setattr(watching, "state_of", lambda root, names: next(states))
    watching.wait_for_change(tmp_path, [], {})
    assert next(states, None) is None


def keeping_time(path: Path) -> None:
    found = path.stat()
    path.write_text("other")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def restore(root: Path, whole: Path) -> None:
    """Put a copy right again, as git would."""
    for path in root.iterdir():
        if path.name != ".build":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(whole, root, dirs_exist_ok=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(url: str) -> tuple[int, str]:
    """The status and the content."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def fetch(url: str, status: int = 200) -> str:
    found, content = answer(url)
    assert found == status, content
    return content


def wait_for(url: str, text: str) -> str:
    """What is answered, with whatever status, as soon as it has `text`."""
    found = ""

    def has_text() -> bool:
        nonlocal found
        try:
            _, found = answer(url)
        except OSError:
            return False
        return text in found

    wait_until(has_text, f"{url} never had {text!r}")
    return found


def wait_until(holds: Callable[[], object], complaint: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, complaint
        time.sleep(0.05)


def wait_for_line(process: subprocess.Popen[str], text: str) -> str:
    for line in process.stderr:
        if text in line:
            return line
    raise AssertionError(f"{text!r} was never printed")
