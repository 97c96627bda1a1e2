"""Links to other hosts: what is set for them, and what is left of a run that is interrupted or killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import running
from building import links
from edition.errors import EditionError
from playedserver import HERE, Server
from sitecheck import external_settings
from sitecheck.command import MISUSED, main
from sitecheck.external.cache import DAYS, Cache
from sitecheck.external.configured import configured_cache, configured_run
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Outcome
from sitecheck.external.reporting import PATIENCE, told
from sitecheck.external_settings import External
from sitecheck.setting_names import SettingsError
from sitecheck.settings import load

DAY = 86_400
NOW = 1_800_000_000.0


def settings(text: str, folder: Path) -> External:
    (folder / "pyproject.toml").write_text(f"[tool.sitecheck.external]\n{text}\n", encoding="utf-8")
    return load(folder / "pyproject.toml").external


@pytest.mark.parametrize(("text", "said"), {
    "secnds = 60": "external.secnds is not a setting of sitecheck; did you mean external.seconds?",
    "redirect = 5": "did you mean external.redirects?",
    "colour = 1": "expected one of seconds, ",
    "seconds = 0": "external.seconds is 0; expected a number, more than 0",
    "seconds = -1.5": "external.seconds is -1.5; ",
    "seconds = nan": "external.seconds is nan; ",
    "seconds-per-request = inf": "external.seconds-per-request is inf; ",
    "seconds = true": "external.seconds is True; ",
    "seconds = '60'": "external.seconds is '60'; ",
    "seconds-between = -1": "expected a number, 0 or more",
    "bytes = 1.5": "external.bytes is 1.5; expected a whole number, 1 or more",
    "tries = 0": "external.tries is 0; expected a whole number, 1 or more",
    "days = 30": "external.days is 30; expected a table",
    "days = { fien = 30 }": "external.days.fien is not a setting of sitecheck; did you mean external.days.fine?",
    "days = { fine = -1 }": "external.days.fine is -1; expected a number, 0 or more",
    "allow-private = true": "external.allow-private is True; expected a list of networks",
    "allow-private = ['wiki.local']": "external.allow-private has 'wiki.local'",
    "allow-private = ['10.0.0.1/8']": "has host bits set",
    "allow-private = [10]": "expected a string",
    "copies = 1": "external.copies is 1; expected the name of a file",
}.items())
def test_what_is_set_wrongly_is_told_with_what_was_expected(text: str, said: str, tmp_path: Path):
    with pytest.raises(SettingsError) as error:
        settings(text, tmp_path)
    assert said in str(error.value) and str(error.value).startswith(f"{tmp_path / 'pyproject.toml'}: ")


def test_what_is_no_table_is_told(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text("[tool.sitecheck]\nexternal = 1", encoding="utf-8")
    with pytest.raises(SettingsError, match="external is 1; expected a table"):
        load(tmp_path / "pyproject.toml")


def test_what_is_set_holds(tmp_path: Path):
    set_to = settings(
        "seconds = 60\nseconds-per-request = 5\nseconds-between = 0.5\npatience = 9\nbytes = 1000\nbytes-unpacked = 3000\n"
        "redirects = 2\ntries = 1\nside-by-side = 7\nside-by-side-per-host = 2\ndays = { fine = 7, passing = 1 }\n"
        "allow-private = ['10.0.0.0/8', 'fd00::/8']\ncopies = 'copies.json'", tmp_path,
    )
    run = configured_run(set_to)
    assert run.limits == Limits(
        run=60, exchange=5, connect=5, headers=5, gap=0.5, patience=9, body=1000, unpacked=3000, redirects=2, tries=1,
        connections=7, side_by_side=2,
    )
    may_ask = run.network.may_ask
    assert all(map(may_ask, ("93.184.215.14", "10.1.2.3", "::ffff:10.1.2.3", "fd00::1")))
    assert not any(map(may_ask, ("192.168.1.1", "127.0.0.1", "::1", "::ffff:192.168.1.1", "fe80::1%eth0")))
    assert set_to.copies == tmp_path / "copies.json"
    cache = configured_cache(set_to, None)
    for kind, holds in ((Kind.ALIVE, 5 * DAY), (Kind.FAILING, DAY / 2), (Kind.GONE, 3 * DAY)):
        cache.keep("https://a.test/", Outcome(kind), NOW)
        assert cache.fresh("https://a.test/", NOW + holds)
    assert not cache.fresh("https://a.test/", NOW + 8 * DAY)


def test_without_settings_nothing_changes(tmp_path: Path):
    run = configured_run(load(tmp_path / "pyproject.toml").external)
    assert run.limits == Limits() and not run.network.may_ask("10.0.0.1")


def test_the_documentation_has_every_number_as_it_is_by_default(tmp_path: Path):
    text = (running.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    documented = text.partition("[tool.sitecheck.external]\n")[2].partition("```")[0]
    set_to = settings(documented, tmp_path)
    assert configured_run(set_to).limits == Limits() and set_to.days == {weight.value: days for weight, days in DAYS.items()}
    named = set(tomllib.loads(documented))
    assert named == {*external_settings._NUMBERS, *external_settings._COUNTS, "days", "allow-private"}


def test_the_editions_own_command_tells_a_wrong_setting(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    (tmp_path / "pyproject.toml").write_text("[tool.sitecheck.external]\nsecnds = 1", encoding="utf-8")
    with pytest.raises(EditionError, match=r"^pyproject.toml: external.secnds is not a setting"):
        links.check_links(tmp_path, print)


def test_nothing_of_it_is_loaded_unless_it_is_asked_for(tmp_path: Path):
    (tmp_path / "index.html").write_text("<!doctype html><a href='https://a.test/'>a</a>", encoding="utf-8")
    script = (
        "import sys; from sitecheck.command import main; main([sys.argv[1], '--no-cache'])\n"
        "assert not [name for name in sys.modules if name.startswith(('sitecheck.external.', 'h11', 'protego', 'ssl'))]"
    )
    surroundings = running.environment(PYTHONPATH=str(running.ROOT / "scripts"))
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], env=surroundings, check=True, cwd=tmp_path)


@pytest.fixture
def folder(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with links to the played server, and settings by which it may be asked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    links_to(tmp_path, server, "/page", "/gone#p7")
    with_settings(tmp_path)
    return tmp_path


def links_to(folder: Path, server: Server, *paths: str) -> None:
    page = "".join(f"\n<a href='{server.url(path, HERE)}'>a</a>" for path in paths)
    (folder / "site" / "index.html").write_text(f"<!doctype html>{page}", encoding="utf-8")


def with_settings(folder: Path, more: str = "", external: str = "") -> None:
    (folder / "pyproject.toml").write_text(
        f"[tool.sitecheck]\nurl = 'https://example.org/'\nselect = ['E001', 'E008']\n{more}\n[tool.sitecheck.external]\n"
        f"allow-private = ['{HERE}/32']\nseconds-between = 0\nseconds-per-request = 20\n{external}", encoding="utf-8",
    )


COMMAND = ("site", "--external", "--cache", "kept.json")


def test_with_external_other_hosts_are_asked_too(folder: Path, server: Server, capsys: pytest.CaptureFixture[str]):
    assert main(COMMAND) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"index.html:3:1: E001 {server.url('/gone', HERE)}#p7: the host answers 410")
    assert "1 finding in 1 file" in err
    (folder / "pyproject.toml").unlink()
    assert main([*COMMAND[:2], "--no-cache", "--url", "https://example.org/", "--select", "E008"]) == 1
    assert capsys.readouterr().out.count("E008") == 2


def test_a_copy_is_offered_in_place_of_what_is_gone(folder: Path, server: Server, capsys: pytest.CaptureFixture[str]):
    (folder / "copies.json").write_text(json.dumps([{
        "original": server.url("/gone", HERE), "copy": "https://archive.example/gone", "datetime": "2014-05-01T12:00:00Z",
    }]), encoding="utf-8")
    with_settings(folder, external="copies = 'copies.json'")
    assert main(COMMAND) == 1
    assert "a copy of 1 May 2014 is at https://archive.example/gone" in capsys.readouterr().out
    (folder / "copies.json").write_text("{", encoding="utf-8")
    assert main(COMMAND) == MISUSED
    assert "copies.json: not JSON" in capsys.readouterr().err


def test_waivers_hold_for_other_hosts_too(folder: Path, capsys: pytest.CaptureFixture[str]):
    with_settings(folder, "waivers = [{ code = 'E001', contains = '/gone', reason = 'a test', expires = 2020-01-01 }]")
    assert main(COMMAND) == 0
    assert "the waiver of E001 in * expired on 2020-01-01" in capsys.readouterr().err
    # Where nobody is asked, nothing shows that a waiver is not needed.
    assert main(["site", "--no-cache"]) == 0
    assert "waiver" not in capsys.readouterr().err


def test_a_cache_that_can_not_be_written_is_told_before_anything_is_asked(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str]
):
    (folder / "kept.links.json").mkdir()
    before = len(server.seen)
    assert main(COMMAND) == MISUSED
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "kept.links.json" in error and len(server.seen) == before


@pytest.mark.parametrize(("number", "status"), [
    (signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL),
])
def test_what_was_had_is_kept_where_a_run_is_ended(number: signal.Signals, status: int, folder: Path, server: Server):
    links_to(folder, server, "/page", "/gone", "/silent")
    with_settings(folder, external="side-by-side-per-host = 3")
    script = "import sys, sitecheck.external.run as run, sitecheck.command as command\n" \
        "run._SECONDS_UNSAVED = 0.1\nsys.exit(command.main(sys.argv[1:]))"
    surroundings = running.environment(PYTHONPATH=str(running.ROOT / "scripts"))
    kept = folder / "kept.links.json"
    with subprocess.Popen(
        [sys.executable, "-c", script, *COMMAND], env=surroundings, cwd=folder, stderr=subprocess.PIPE, text=True,
    ) as run:
        try:
            wait_until(lambda: kept.exists() and "gone" in kept.read_text(encoding="utf-8"))
            os.kill(run.pid, number)
            _, error = run.communicate(timeout=10)
        finally:
            run.kill()
    assert run.returncode == status and "Traceback" not in error
    cache = Cache(kept)
    assert [cache.fresh(server.url(path, HERE), time.time()) is not None for path in ("/page", "/gone", "/silent")] == [
        True, True, False,
    ]
    assert sorted(folder.glob("kept.links*")) == [kept]


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


GOOD = {"kind": "alive", "detail": "", "address": "", "asked": NOW, "since": NOW}


def file_of(**changed: object) -> str:
    entries = {"https://bad.test/": {**GOOD, **changed}, "https://good.test/": GOOD}
    return json.dumps({"form": 1, "outcomes": entries})


@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", "\0\0\0", '"form"', "[" * 100_000, '{"form": 1}', '{"form": 1, "outcomes": 7}',
    '{"form": 1, "outcomes": {"https://bad.test/": null}}', '{"form": 2, "outcomes": {}}', '{"outcomes": {}}',
])
def test_a_broken_file_is_as_none(text: str, tmp_path: Path):
    (tmp_path / "cache").write_text(text, encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    assert cache.fresh("https://bad.test/", NOW) is None
    cache.keep("https://bad.test/", Outcome(Kind.ALIVE), NOW)
    cache.write({"https://bad.test/"})
    assert Cache(tmp_path / "cache").fresh("https://bad.test/", NOW)


@pytest.mark.parametrize("changed", [
    {"kind": "of-another-version"}, {"asked": "soon"}, {"asked": float("nan")}, {"asked": float("inf")},
    {"since": -1e300}, {"since": NOW + 1}, {"asked": None}, {"asked": NOW + DAY, "since": NOW},
])
def test_a_broken_entry_costs_no_other(changed: dict[str, object], tmp_path: Path):
    (tmp_path / "cache").write_text(file_of(**changed), encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    assert cache.fresh("https://bad.test/", NOW) is None and cache.fresh("https://good.test/", NOW)


def test_a_clock_that_is_set_back_makes_no_fault_last(tmp_path: Path):
    address = "https://a.test/"

    def codes(outcome: Outcome) -> list[str]:
        return [finding.code for finding in told({address: outcome}, {address: [("a.html", 1, 1)]}, {}).findings]

    cache = Cache(None)
    cache.keep(address, Outcome(Kind.FAILING, "500"), NOW + 300 * DAY)
    assert codes(cache.keep(address, Outcome(Kind.FAILING, "500"), NOW)) == []
    assert codes(cache.keep(address, Outcome(Kind.FAILING, "500"), NOW + PATIENCE)) == ["E010"]


def test_what_hosts_say_is_one_line_that_misleads_no_terminal():
    said = "a “\N{ESCAPE}]0;title\a” \r\n::error::no\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 5000
    address = "https://a.test/"
    result = told(
        {address: Outcome(Kind.SOFT_404, said), "https://b.test/": Outcome(Kind.REFUSED, said),
         "https://c.test/": Outcome(Kind.MOVED, said, "https://c.test/" + "x" * 5000)},
        {f"https://{host}.test/": [("a.html", 1, 1)] for host in "abc"}, {},
    )
    for line in [*result.unknown, *(text for finding in result.findings for text in (finding.message, finding.fix))]:
        assert line.isprintable() and len(line) < 700
