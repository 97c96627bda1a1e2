"""The last good site stands, whatever happens to a build, and at whatever moment."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import running
from building import mkdocs
from building.build import SITE, WORKSHOP

pytestmark = pytest.mark.slow

SEND = """
import importlib, os, signal
def stop_in(module, name, after=False):
    owner = importlib.import_module(module)
    original = getattr(owner, name)
    def stopped(*arguments, **options):
        result = original(*arguments, **options) if after else None
        os.kill(os.getpid(), signal.{signal})
        return result
    setattr(owner, name, stopped)
stop_in({place})
"""
MOMENTS = {
    "while the edition is checked": '"building.checking", "check_edition"',
    "as rendering begins": '"building.mkdocs", "render"',
    "when half of the pages are written": '"mkdocs.commands.build", "_build_page", True',
    "when everything is rendered": '"building.mkdocs", "render", True',
    "while the finished pages are checked": '"building.checking", "check_site"',
    "just before the swap": '"building.build", "swap_in"',
}
AFTER_THE_SWAP = '"building.swap", "_exchange", True'


BUILD = ("build", "--no-downloads")


@pytest.fixture(scope="module")
def good(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the edition with a good site, never changed."""
    root = tmp_path_factory.mktemp("good") / "edition"
    shutil.copytree(pristine, root)
    done = running.run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def built(good: Path, tmp_path: Path) -> Path:
    """A copy with a good site, and then a harmless change that the next build would show."""
    root = tmp_path / "edition"
    shutil.copytree(good, root)
    page = root / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8").replace("The policy is a compositor’s.", "The policy is strict."))
    return root


def kill(signal_name: str, moment: str) -> str:
    return SEND.format(signal=signal_name, place=moment)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_killed_build_leaves_the_site_as_it_was(built: Path, moment: str):
    before = running.snapshot(built / SITE)
    killed = running.run(built, *BUILD, preparation=kill("SIGKILL", moment))
    assert killed.returncode == -signal.SIGKILL
    assert running.snapshot(built / SITE) == before


def test_the_build_after_a_killed_one_clears_up_and_is_good(built: Path):
    before = running.snapshot(built / SITE)
    running.run(built, *BUILD, preparation=kill("SIGKILL", MOMENTS["just before the swap"]))
    assert len(list((built / WORKSHOP).iterdir())) == 2
    assert running.run(built, *BUILD).returncode == 0
    assert running.snapshot(built / SITE) != before
    assert [path.name for path in (built / WORKSHOP).iterdir()] == ["lock"]


def test_a_build_killed_right_after_the_swap_leaves_the_new_site_whole(built: Path):
    killed = running.run(built, *BUILD, preparation=kill("SIGKILL", AFTER_THE_SWAP))
    assert killed.returncode == -signal.SIGKILL
    after = running.snapshot(built / SITE)
    assert running.run(built, *BUILD).returncode == 0
    assert running.snapshot(built / SITE) == after


def interruptions() -> Iterator[Any]:
    """Each moment with each signal; a normal run tries each moment with one of the two."""
    for number, (name, moment) in enumerate(MOMENTS.items()):
        for other, signal_name in enumerate(("SIGINT", "SIGTERM")):
            marks = () if number % 2 == other else pytest.mark.thorough
            yield pytest.param(moment, signal_name, id=f"{signal_name} {name}", marks=marks)


@pytest.mark.parametrize(("moment", "name"), [*interruptions()])
def test_an_interrupted_build_says_so_and_cleans_up(built: Path, moment: str, name: str):
    before = running.snapshot(built / SITE)
    stopped = running.run(built, *BUILD, preparation=kill(name, moment))
    assert stopped.returncode == 130
    assert "interrupted; site/ is unchanged" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert running.snapshot(built / SITE) == before
    assert [path.name for path in (built / WORKSHOP).iterdir()] == ["lock"]


def test_an_interruption_after_the_swap_does_not_say_that_nothing_has_changed(built: Path):
    before = running.snapshot(built / SITE)
    done = running.run(built, *BUILD, preparation=kill("SIGINT", AFTER_THE_SWAP))
    assert done.returncode == 0 and "interrupted" not in done.stderr
    assert running.snapshot(built / SITE) != before


def test_an_interruption_that_the_caller_ignores_is_ignored(built: Path):
    """As a shell has it for what it starts in the background."""
    ignored = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    done = running.run(built, *BUILD, preparation=ignored + kill("SIGINT", MOMENTS["just before the swap"]))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_every_server_can_read_the_site_and_nobody_else_write_it(built: Path, umask: int):
    """Also what is ready in the workshop: the first of the two builds ends just before the swap."""
    shutil.rmtree(built / SITE)
    for preparation, folder in ((kill("SIGKILL", MOMENTS["just before the swap"]), WORKSHOP), ("", SITE)):
        running.run(built, *BUILD, preparation=f"import os; os.umask({umask})\n{preparation}")
        (page,) = (built / folder).glob("**/about/index.html")
        paths = [page.parents[1], *page.parents[1].rglob("*")]
        assert {(path.is_dir(), path.stat().st_mode & 0o7777) for path in paths} == {(True, 0o755), (False, 0o644)}


def test_what_stands_in_the_way_of_the_site_is_one_clear_line_and_stays(built: Path):
    shutil.rmtree(built / SITE)
    (built / SITE).write_text("mine")
    refused = running.run(built, *BUILD)
    assert refused.returncode == 2
    assert refused.stderr == "error: site is a file, and the finished site is a folder; move the file away\n"
    assert (built / SITE).read_text() == "mine"
    assert [path.name for path in (built / WORKSHOP).iterdir()] == ["lock"]


FINDINGS = {
    "in the source": ("docs/astana-summit.md", "from ocean to ocean‖", "from sea to sea‖", "C003"),
    "in what MkDocs warns of": (
        "scripts/hook.py", "    config.edition.nav = nav\n",
        "    config.edition.nav = nav\n    __import__('logging').getLogger('mkdocs.plugins').warning('a plugin warns')\n",
        "B001",
    ),
    "in a finished page": ("overrides/partials/copyright.html", "about/#rights", "about/#wrongs", "S002"),
}


@pytest.mark.parametrize(("file", "old", "new", "code"), FINDINGS.values(), ids=FINDINGS)
def test_a_finding_leaves_the_site_as_it_was(built: Path, file: str, old: str, new: str, code: str):
    before = running.snapshot(built / SITE)
    path = built / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    failed = running.run(built, *BUILD)
    assert failed.returncode == 1
    assert f" {code} " in failed.stdout
    assert "site/ is unchanged" in failed.stderr
    assert running.snapshot(built / SITE) == before


def test_a_second_build_waits_for_the_first(built: Path):
    slow = "import building.mkdocs as m, time; r = m.render; m.render = lambda *a, **k: (time.sleep(1), r(*a, **k))[1]"
    with running.start(built, *BUILD, preparation=slow) as first, running.start(built, *BUILD) as second:
        assert (first.wait(60), second.wait(60)) == (0, 0)
        first.communicate()
        second.communicate()


def test_a_build_gives_the_same_site_twice(built: Path):
    running.run(built, "build")
    before = running.snapshot(built / SITE)
    running.run(built, "build")
    assert len(before) > 50 and running.snapshot(built / SITE) == before


def test_bare_mkdocs_renders_the_same_site(tmp_path: Path):
    bare = tmp_path / "bare"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(bare)],
        cwd=running.ROOT, check=True, env=running.environment(PYTHONPATH=""),
    )
    mkdocs.render(running.ROOT, tmp_path / "rendered")
    assert running.snapshot(bare) == running.snapshot(tmp_path / "rendered")


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/some/deep/path/"])
def test_one_setting_moves_the_site_to_another_address(built: Path, address: str):
    done = running.run(built, *BUILD, SITE_URL=address)
    assert done.returncode == 0, done.stdout
    page = (built / "site/chairmanship/index.html").read_text()
    assert f'<link rel="canonical" href="{address}chairmanship/">' in page
    assert f'href="{urlsplit(address).path}assets/edition.css"' in (built / "site/404.html").read_text()
