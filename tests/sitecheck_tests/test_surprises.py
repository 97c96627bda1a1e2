"""Folders that no one should have to read: each is answered with findings, never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lint.consequences import once
from lint.rule import RULES
from sitecheck import folder as folder_module
from sitecheck import processes
from sitecheck.command import CLEAN, FOUND, MISUSED, main
from sitecheck.site import Site

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
URL = ("--url", "https://example.org/n/", "--no-cache")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text('<!doctype html><a href="a/">A</a>', encoding="utf-8")
    (folder / "a" / "index.html").write_text('<!doctype html><p id="p">x</p>', encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out = capsys.readouterr()
    return code, out.out, out.err


def test_a_clean_site_is_clean(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, str(site), *URL)[:2] == (CLEAN, "")


def test_a_fault_is_told_with_its_place_and_what_was_meant(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").write_text('<!doctype html>\n<a href="a/"></a><a href="A/#p">A</a>', encoding="utf-8")
    code, out, _ = told(capsys, str(site), *URL)
    assert code == FOUND
    assert "index.html:2:27: S001 A/#p leads to /n/A/, which is not there; did you mean /n/a/?" in out


def test_links_in_a_circle_are_findings(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.symlink(".", site / "again")
    os.symlink("round", site / "round")
    code, out, _ = told(capsys, str(site), *URL)
    assert code == FOUND and "again:1:1: S021" in out and "round:1:1: S021" in out


def test_a_large_file_is_not_read(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "ENORMOUS", 20)
    code, out, _ = told(capsys, str(site), *URL, "--select", "S021")
    assert code == FOUND and "was not read" in out


def test_a_file_that_can_not_be_opened_is_a_finding(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    (site / "gone.css").write_text("p {}", encoding="utf-8")
    listed = folder_module.listed(site)
    monkeypatch.setattr("sitecheck.site.listed", lambda folder: listed)
    (site / "gone.css").unlink()
    code, out, _ = told(capsys, str(site), *URL)
    assert code == FOUND and "gone.css:1:1: S021 the file can't be read" in out


@pytest.mark.parametrize(("arguments", "says"), [
    ((), "a folder is missing"),
    (("nowhere",), "nowhere is not a folder"),
    (("site", "--url", "example.org"), "not an address on the web"),
    (("site", "--url", "https://me:secret@example.org/"), "not an address on the web"),
    (("site", "--url", "https://example.org/?q"), "not an address on the web"),
    (("site", "--workers", "0"), "expected 1 or more"),
    (("",), "a folder is missing"),
    (("site", "--select", "S999"), "S999 is not a rule"),
    (("--explain", "S000"), "did you mean"),
])
def test_misuse_is_told_in_one_line(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str,
) -> None:
    code, out, error = told(capsys, *arguments)
    assert (code, out, error.count("\n")) == (MISUSED, "", 1) and says in error


@pytest.mark.parametrize(("setting", "says"), [
    ('ulr = "https://example.org/"', "did you mean url?"), ("url = 1", "expected a string"),
    ("select = [1]", "expected a string"),
    ('waivers = [{ code = "S001" }]', "has no reason"),
    ('waivers = [{ code = "S010O", reason = "x" }]', "did you mean S010?"),
    ("json = { a = 1 }", "expected a string"),
    ('waivers = [{ code = "S001", reason = "x", expires = 2020-01-01T00:00:00 }]', "expected a date"),
    ("url = ", "can't be read as TOML"),
])
def test_settings_are_validated(site: Path, capsys: pytest.CaptureFixture[str], setting: str, says: str) -> None:
    Path("pyproject.toml").write_text(f"[tool.sitecheck]\n{setting}\n", encoding="utf-8")
    code, _, error = told(capsys, str(site))
    assert code == MISUSED and says in error


def test_waivers_excuse_and_expire(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "alone.html").write_text("<!doctype html><p>x", encoding="utf-8")
    Path("pyproject.toml").write_text(
        '[tool.sitecheck]\nurl = "https://example.org/n/"\n'
        'waivers = [{ code = "S020", file = "al*", reason = "a test", expires = 2020-01-01 },\n'
        '{ code = "S001", reason = "none" }]\n',
        encoding="utf-8",
    )
    code, out, error = told(capsys, str(site), "--no-cache")
    assert (code, out) == (CLEAN, "")
    assert "expired on 2020-01-01" in error and "S001 in * covers nothing any more" in error


def test_a_waiver_names_a_rule_as_options_do_and_only_rules_that_ran_need_it(
    site: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    (site / "index.html").write_text('<!doctype html><a href="a/">A</a><a href="">B</a>', encoding="utf-8")
    Path("pyproject.toml").write_text(
        "[tool.sitecheck]\n"
        'waivers = [{ code = "links-lead-somewhere", reason = "a test" }, { code = "s014", reason = "none" },\n'
        '{ code = "E001", reason = "no host is asked" }]\n',
        encoding="utf-8",
    )
    code, out, error = told(capsys, str(site), *URL)
    assert (code, out) == (CLEAN, "") and error.count("covers nothing any more") == 1 and "S014 in *" in error
    assert "covers nothing" not in told(capsys, str(site), *URL, "--select", "S012")[2]
    assert "covers nothing" not in told(capsys, str(site), *URL, "--ignore", "S014")[2]


def test_a_page_is_one_whatever_the_case_of_its_ending(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").write_text('<!doctype html><a href="a/">A</a><a href="OLD.HTM#no">B</a>', encoding="utf-8")
    (site / "OLD.HTM").write_text('<!doctype html><a href="from-old.html">C</a>', encoding="utf-8")
    (site / "from-old.html").write_text("<!doctype html><p>x", encoding="utf-8")
    _, out, _ = told(capsys, str(site), *URL, "--format", "json")
    assert [finding["code"] for finding in json.loads(out)] == ["S002"]


@pytest.mark.parametrize(("data", "found"), [
    ('{"@id": "http://example.com/entity/1", "sameAs": ["http://example.com/entity/2"]}', []),
    ('{"license": "http://example.com/licence/", "usageInfo": "http://example.com/vocab/"}', []),
    ('{"url": "http://example.com/"}', ["S014"]), ('{"sameAs": "./gone"}', ["S001"]),
])
def test_an_identifier_keeps_the_scheme_that_it_was_published_with(
    site: Path, capsys: pytest.CaptureFixture[str], data: str, found: list[str],
) -> None:
    script = f'<script type="application/ld+json">{data}</script>'
    (site / "index.html").write_text(f'<!doctype html>{script}<a href="a/">A</a>', encoding="utf-8")
    _, out, _ = told(capsys, str(site), *URL, "--format", "json")
    assert [finding["code"] for finding in json.loads(out)] == found


def test_a_fault_of_json_is_told_with_its_place_there(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = '<script type="application/ld+json">{\n"@type": Book}</script>'
    (site / "index.html").write_text(f'<!doctype html>{script}<a href="a/">A</a>', encoding="utf-8")
    assert "not JSON: expecting value (line 2, column 10 of it)" in told(capsys, str(site), *URL)[1]


def test_a_file_of_the_same_folder_is_no_hint_for_that_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "assets").mkdir()
    (site / "assets" / "share.png").write_text("x", encoding="utf-8")
    for asked, hint in (("bg.png", ""), ("shape.png", "; did you mean /n/assets/share.png?")):
        html = f'<!doctype html><a href="a/">A</a><img src="assets/{asked}">'
        (site / "index.html").write_text(html, encoding="utf-8")
        assert f"leads to /n/assets/{asked}, which is not there{hint}\n" in told(capsys, str(site), *URL)[1]


@pytest.mark.parametrize(("pages", "files_told"), [(5, 1), (3, 3)])
def test_what_a_template_writes_into_every_page_is_one_fault(tmp_path: Path, pages: int, files_told: int) -> None:
    folder = tmp_path / "site"
    for number in range(pages):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text('<!doctype html><a href="gone/">x</a>', encoding="utf-8")
    checked = Site(folder, "https://example.org/n/", trace=lambda path, text: None)
    findings = once(RULES["S001"].run(checked), lambda finding: True)
    assert len(findings) == files_told and (f"in {pages - 1} more files" in findings[0].message) == (files_told == 1)


def test_a_second_run_is_recalled_and_a_change_is_seen(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (str(site), "--url", "https://example.org/n/", "--cache", "kept.json")
    assert told(capsys, *arguments)[0] == CLEAN
    assert told(capsys, *arguments)[0] == CLEAN
    (site / "a" / "index.html").write_text('<!doctype html><p id="">x</p>', encoding="utf-8")
    assert told(capsys, *arguments)[0] == FOUND
    assert told(capsys, *arguments)[0] == FOUND
    Path("kept.json").write_text("{", encoding="utf-8")
    assert told(capsys, *arguments)[0] == FOUND


def test_every_format_is_well_formed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").write_text('<!doctype html><a href="a/"></a><a href="b/">B</a>', encoding="utf-8")
    assert json.loads(told(capsys, str(site), *URL, "--format", "json")[1])[0]["code"] == "S001"
    sarif = json.loads(told(capsys, str(site), *URL, "--format", "sarif")[1])
    assert sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 42}
    annotation = "::error file=index.html,line=1,col=42,title=S001::"
    assert told(capsys, str(site), *URL, "--format", "github")[1].startswith(annotation)
    assert "S001 addresses-lead-to-files" in told(capsys, "--explain", "S001")[1]
    assert len(told(capsys, "--list")[1].splitlines()) == 16


def test_many_processes_find_what_one_does(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    for number in range(40):
        (site / "a" / f"{number}.html").write_text(f'<!doctype html><a href="{number + 1}.html#p">x</a>', encoding="utf-8")
    one = told(capsys, str(site), *URL, "--workers", "1", "--format", "json")
    monkeypatch.setattr("sitecheck.reading._LARGE", 0)
    monkeypatch.setattr("sitecheck.reading._PART", 500)
    assert told(capsys, str(site), *URL, "--workers", "2", "--format", "json") == one
    assert len(json.loads(one[1])) == 41


def test_it_runs_as_a_module(site: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "sitecheck", str(site), *URL], env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True, text=True, check=False,
    )
    assert run.returncode == CLEAN and "0 findings in 2 files" in run.stderr


@pytest.mark.parametrize("before_asking", [0, 0.1])
def test_a_process_that_is_killed_is_told_in_one_line(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], before_asking: float,
) -> None:
    give = processes._give
    monkeypatch.setattr(processes, "_give", lambda *arguments: (time.sleep(before_asking), give(*arguments)))
    (site / "b.html").write_text("<!doctype html>", encoding="utf-8")
    monkeypatch.setattr("sitecheck.reading._LARGE", 0)
    monkeypatch.setattr("sitecheck.reading._PART", 1)
    monkeypatch.setattr("sitecheck.others.read", lambda *_: os.kill(os.getpid(), 9))
    code, out, error = told(capsys, str(site), *URL, "--workers", "2")
    assert (code, out, error.count("\n")) == (MISUSED, "", 1) and "has ended before its work was done" in error
