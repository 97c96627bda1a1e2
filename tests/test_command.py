"""The command line: exit status 0, 1 or 2, one clear line for misuse, and never a traceback."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest

import running
from building import preview
from checks import RULES
from commands import command
from commands.selection import Selection, path
from edition.edition import Edition
from lint.finding import Finding
from sitecheck.external.codes import CODES


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_edition_builds_quietly(copy: Path, edition: Edition):
    pages = len(edition.pages) + len(["404.html"])
    done = running.run(copy)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"site/ is built: {pages} pages, {len(RULES)} rules, no findings", "Preview it: python3 scripts/build.py serve",
    ]


def test_checking_renders_nothing(copy: Path):
    done = running.run(copy, "check")
    assert (done.returncode, done.stderr) == (0, "no findings\n")
    assert not (copy / "site").exists()


def test_findings_are_printed_with_place_code_and_fix(copy: Path):
    change(copy / "docs/chairmanship.md", "Istanbul in", "Istambul in")
    done = running.run(copy, "check")
    assert done.returncode == 1
    first, fix = done.stdout.splitlines()
    assert first.startswith("docs/chairmanship.md:12:498: C003 p3 differs from the article after “")
    assert "U+006D LATIN SMALL LETTER M" in first and "U+006E LATIN SMALL LETTER N" in first
    assert fix.startswith("    fix: restore the printed letters")


def test_findings_are_sorted(copy: Path):
    change(copy / "docs/three-dimensions.md", "{ #p13 }", "{ #p14 }")
    change(copy / "docs/chairmanship.md", "Istanbul in", "Istambul in")
    places = [f["file"] for f in json.loads(running.run(copy, "check", "--format", "json").stdout)]
    assert places == ["docs/chairmanship.md", "docs/three-dimensions.md"]


def test_findings_as_json(copy: Path):
    change(copy / "docs/chairmanship.md", "[2].", "[7].")
    change(copy / "docs/about.md", "(apparatus.md)", "(appendix.md)")
    done = running.run(copy, "check", "--format", "json")
    findings = json.loads(done.stdout)
    assert {"C003", "L001"} == {finding["code"] for finding in findings}
    assert all(set(f) == {"file", "line", "column", "code", "message", "fix"} for f in findings)


def test_findings_annotate_in_github_actions(copy: Path):
    change(copy / "docs/about.md", "(apparatus.md)", "(appendix.md)")
    done = running.run(copy, "check", GITHUB_ACTIONS="true")
    assert any(line.startswith("::error file=docs/about.md,line=33,col=") for line in done.stdout.splitlines())


MISUSE = {
    "an unknown option": (["check", "--fast"], "unrecognized arguments: --fast"),
    "an unknown command": (["deploy"], "invalid choice: 'deploy'"),
    "an unknown format": (["check", "--format", "xml"], "invalid choice: 'xml'"),
    "an unknown option without a command": (["--fast"], "unrecognized arguments: --fast"),
    "a file that is not there": (["check", "docs/abuot.md"], "'docs/abuot.md' is not there"),
    "a file of another folder": (["check", "/"], "/ is not below"),
    "an unknown rule to select": (["check", "--select", "C003,Z9"], "Z9 is not a rule"),
    "a rule to ignore that is nearly one": (["check", "--ignore", "C03"], "C03 is not a rule; did you mean C003?"),
    "a name that is nearly one": (
        ["check", "--select", "targets-exists"],
        "targets-exists is not a rule; did you mean targets-exist?",
    ),
    "no rule to select": (["check", "--select", "C003,"], "a code is missing"),
    "a rule that is nearly one": (["explain", "c0003"], "C0003 is not a rule; did you mean C003?"),
    "a port that is none": (["serve", "--port", "http"], "'http' is not a port"),
    "an unknown rule": (["explain", "Z999"], "Z999 is not a rule"),
}


@pytest.mark.parametrize(("arguments", "said"), MISUSE.values(), ids=MISUSE)
def test_misuse_is_one_clear_line(copy: Path, arguments: list[str], said: str):
    done = running.run(copy, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ") and said in line


@pytest.mark.parametrize("arguments", [["check", "--fast"], ["explain", "Z999"]])
def test_errors_annotate_in_github_actions(copy: Path, arguments: list[str]):
    (copy / "docs/references.json").unlink()
    done = running.run(copy, *arguments, GITHUB_ACTIONS="true")
    line, annotation = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert annotation == line.replace("error: ", "::error::", 1)


@pytest.mark.parametrize("options", [[], ["--traceback"]])
def test_a_fault_that_nobody_foresaw_is_one_clear_line(copy: Path, options: list[str]):
    broken = "import commands.checking as c; c.check_edition = lambda edition: {}['a\\nb']"
    done = running.run(copy, "check", *options, preparation=broken)
    *trace, line = done.stderr.splitlines()
    assert done.returncode == 2
    assert line == r"error: KeyError: 'a\nb' (--traceback shows where)"
    assert bool(trace) == bool(options)


def test_options_without_a_command_are_those_of_the_build(copy: Path):
    change(copy / "docs/about.md", "(apparatus.md)", "(appendix.md)")
    done = running.run(copy, "--no-downloads", "--format", "json", "--quiet")
    assert (done.returncode, done.stderr) == (1, "")
    assert [finding["code"] for finding in json.loads(done.stdout)] == ["L001"]


def test_the_version_is_the_editions(copy: Path, edition: Edition):
    done = running.run(copy, "--version")
    assert (done.returncode, done.stdout) == (0, f"{edition.version.number}\n")


@pytest.fixture(scope="module")
def faulty(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with findings in two pages, and a waiver that nothing needs."""
    root = tmp_path_factory.mktemp("faulty") / "edition"
    shutil.copytree(pristine, root)
    change(root / "docs/about.md", "(apparatus.md)", "(appendix.md)")
    change(root / "docs/chairmanship.md", "Istanbul in", "Istambul in")
    change(root / "docs/chairmanship.md", "(astana-summit.md)", "(http://example.net/)")
    change(root / "docs/chairmanship.md", "## The programme { #programme", "## The programme { #p77")
    with (root / "scripts/waivers.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[waiver]]\ncode = "L001"\nfile = "docs/about.md"\ncontains = "nothing"\nreason = "none"\n')
    return root


CHAIRMANSHIP = {"A001", "C003", "L005"}
SELECTIONS = {
    "nothing": ([], CHAIRMANSHIP | {"L001", "W002"}),
    "a file": (["docs/about.md"], {"L001"}),
    "a folder": (["docs"], CHAIRMANSHIP | {"L001"}),
    "two files": (["docs/about.md", "scripts/waivers.toml"], {"L001", "W002"}),
    "rules": (["--select", "c003,L001"], {"C003", "L001"}),
    "rules by their names": (["--select", "words-are-the-articles,Targets-Exist"], {"C003", "L001"}),
    "rules by the beginning of their codes": (["--select", "A", "--select", "L"], {"A001", "L005", "L001"}),
    "all but some rules": (["--ignore", "A,L005"], {"C003", "L001", "W002"}),
    "rules but one, in a file": (["--select", "A,L", "--ignore", "L005", "docs/chairmanship.md"], {"A001"}),
    "a waiver's rule, without that of the finding": (["--select", "W002"], {"W002"}),
    "a file without findings": (["docs/index.md"], set()),
}


@pytest.mark.parametrize(("arguments", "expected"), SELECTIONS.values(), ids=SELECTIONS)
def test_findings_are_selected_by_file_and_by_rule(faulty: Path, arguments: list[str], expected: set[str]):
    done = running.run(faulty, "check", "--format", "json", "--quiet", *arguments)
    assert (done.returncode, done.stderr) == (1 if expected else 0, "")
    assert {finding["code"] for finding in json.loads(done.stdout)} == expected


def test_files_are_named_as_from_the_current_folder(faulty: Path, monkeypatch):
    monkeypatch.chdir(faulty / "docs")
    selected = Selection([path("about.md")])
    kept, left = (Finding(file, 1, 1, "L001", "") for file in ("docs/about.md", "docs/about.md.orig"))
    assert selected.of([kept, left], faulty) == [kept]


def test_a_finding_is_printed_whatever_the_encoding(faulty: Path):
    done = running.run(faulty, "check", "docs/chairmanship.md", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "C003" in done.stdout and r"\u201c" in done.stdout


@pytest.mark.parametrize("arguments", [["explain"], ["--help"], ["check", "--quiet"]])
def test_a_reader_that_goes_away_is_no_error(faulty: Path, arguments: list[str]):
    with running.start(faulty, *arguments) as process:
        process.stdout.close()
        said = process.stderr.read()
    # What argparse prints itself it lets fail, where output is not buffered.
    assert process.returncode == 128 + signal.SIGPIPE or arguments == ["--help"]
    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_an_output_that_can_not_be_written_is_one_clear_line(faulty: Path):
    done = running.run(faulty, "explain", preparation="import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")


@pytest.mark.parametrize(("options", "host", "opened"), [
    ([], "127.0.0.1", False), (["--host", "0.0.0.0", "--open"], "0.0.0.0", True),
])
def test_the_preview_is_told_where_to_listen_and_whether_to_open(
    pristine: Path, monkeypatch, options: list[str], host: str, opened: bool
):
    told = []
    monkeypatch.setattr(preview, "serve", lambda *given, **named: told.append((given, named)) or 0)
    assert command.main(["serve", "--port", "8001", *options], pristine) == 0
    assert told == [((pristine, 8001), {"host": host, "open_browser": opened})]


FAULTY_FILES = {
    "no source": ("check", "rm docs/source/article.txt", "docs/source/article.txt:1:1: X006 the file is gone"),
    "no page": ("check", "rm docs/about.md", "mkdocs.yml:19:29: X006 docs/about.md is not there"),
    "no references": ("check", "rm docs/references.json", "docs/references.json:1:1: X006 the file is gone"),
    "no configuration": ("build", "rm mkdocs.yml", "mkdocs.yml:1:1: X005 not found"),
    "a configuration that is not YAML": ("build", "write mkdocs.yml nav: [}", "mkdocs.yml:1:7: X005 not YAML"),
    "references that are not JSON": ("check", "write docs/references.json [{]", "docs/references.json:1:3: X005 not CSL-JSON"),
    "a page that is not UTF-8": ("check", "latin1 docs/about.md", "docs/about.md:1:4: X002 the byte E9"),
    "a broken front matter": ("check", "write docs/about.md ---\ntitle: [\n---\n", "docs/about.md:3:1: X005 the front matter"),
    "waivers that are not TOML": ("check", "write scripts/waivers.toml [[waiver]", "scripts/waivers.toml:1:9: X005 not a list"),
    "no releases to read": ("publish-anchors", "write docs/releases.json {", "docs/releases.json:1:1: X005 no list"),
}


@pytest.mark.parametrize(("command", "damage", "said"), FAULTY_FILES.values(), ids=FAULTY_FILES)
def test_a_file_that_can_not_be_read_is_one_finding(copy: Path, command: str, damage: str, said: str):
    do_damage(copy, damage)
    done = running.run(copy, command)
    assert (done.returncode, done.stderr) == (1, "1 finding; nothing is changed\n")
    found, fix = done.stdout.splitlines()
    assert found.startswith(said) and fix.startswith("    fix: ")


BROKEN_CONFIGURATIONS = {
    "an unknown Markdown extension": ("  - attr_list\n", "  - attr_list\n  - table_of_contents\n", "table_of_contents"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_CONFIGURATIONS.values(), ids=BROKEN_CONFIGURATIONS)
def test_a_configuration_that_mkdocs_refuses_is_one_clear_line(copy: Path, old: str, new: str, said: str):
    change(copy / "mkdocs.yml", old, new)
    done = running.run(copy, "build")
    assert done.returncode == 2, done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: mkdocs.yml:") and said in line


def test_every_rule_is_explained(copy: Path):
    listed = running.run(copy, "explain").stdout.splitlines()
    assert [line[:4] for line in listed] == sorted([*RULES, *(code.code for code in CODES)])
    assert running.run(copy, "explain", "e003").stdout.startswith("E003 the-page-has-moved-for-good\n\n")
    told = running.run(copy, "explain", "c003").stdout
    assert told.startswith("C003 words-are-the-articles\n\nA block differs from the article once its corrections are undone.")
    assert running.run(copy, "explain", "words-are-the-articles").stdout == told
    assert "\nBad:\n" in told and "\nGood:\n" in told and "\nFix: " in told


def do_damage(root: Path, damage: str) -> None:
    kind, name, *content = damage.split(" ", 2)
    path = root / name
    if kind == "rm":
        path.unlink()
    elif kind == "latin1":
        path.write_bytes("café".encode("latin-1"))
    else:
        path.write_text(content[0])
