"""The command line: exit status 0, 1 or 2, one clear line for misuse, and never a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import running
from edition.checks import RULES
from edition.edition import Edition


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


def test_findings_are_printed_with_place_code_and_mend(copy: Path):
    change(copy / "docs/chairmanship.md", "Istanbul in", "Istambul in")
    done = running.run(copy, "check")
    assert done.returncode == 1
    first, mend = done.stdout.splitlines()
    assert first.startswith("docs/chairmanship.md:12:498: C003 p3 differs from the article after “")
    assert "U+006D LATIN SMALL LETTER M" in first and "U+006E LATIN SMALL LETTER N" in first
    assert mend.startswith("    mend: restore the printed letters")


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
    assert all(set(f) == {"file", "line", "column", "code", "message", "mend"} for f in findings)


def test_findings_annotate_in_github_actions(copy: Path):
    change(copy / "docs/about.md", "(apparatus.md)", "(appendix.md)")
    done = running.run(copy, "check", GITHUB_ACTIONS="true")
    assert any(line.startswith("::error file=docs/about.md,line=33,col=") for line in done.stdout.splitlines())


MISUSE = {
    "an unknown option": (["check", "--fast"], "unrecognized arguments: --fast"),
    "an unknown command": (["deploy"], "invalid choice: 'deploy'"),
    "an unknown format": (["check", "--format", "xml"], "invalid choice: 'xml'"),
    "a port that is none": (["serve", "--port", "http"], "'http' is no port"),
    "an unknown rule": (["explain", "Z999"], "Z999 is no rule"),
}


@pytest.mark.parametrize(("arguments", "said"), MISUSE.values(), ids=MISUSE)
def test_misuse_is_one_clear_line(copy: Path, arguments: list[str], said: str):
    done = running.run(copy, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


FAULTY_FILES = {
    "no source": ("check", "rm docs/source/article.txt", "docs/source/article.txt:1:1: X006 the file is gone"),
    "no page": ("check", "rm docs/about.md", "mkdocs.yml:15:25: X006 docs/about.md is not there"),
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
    found, mend = done.stdout.splitlines()
    assert found.startswith(said) and mend.startswith("    mend: ")


BROKEN_CONFIGURATIONS = {
    "an unknown setting": ("plugins: []", "plugins: []\nplugin: x", "Unrecognised configuration name: plugin"),
    "an unknown plugin": ("plugins: []", "plugins: [serach]", "serach"),
    "an unknown Markdown extension": ("  - toc", "  - table_of_contents", "table_of_contents"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_CONFIGURATIONS.values(), ids=BROKEN_CONFIGURATIONS)
def test_a_configuration_that_mkdocs_refuses_is_one_clear_line(copy: Path, old: str, new: str, said: str):
    change(copy / "mkdocs.yml", old, new)
    done = running.run(copy, "build")
    assert done.returncode == 2, done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: mkdocs.yml: ") and said in line


def test_every_rule_is_explained(copy: Path):
    listed = running.run(copy, "explain").stdout.splitlines()
    assert [line[:4] for line in listed] == sorted(RULES)
    told = running.run(copy, "explain", "c003").stdout
    assert told.startswith("C003 A block with its corrections undone differs from the article.")
    assert "\nBad:\n" in told and "\nGood:\n" in told and "\nMend: " in told


def do_damage(root: Path, damage: str) -> None:
    kind, name, *content = damage.split(" ", 2)
    path = root / name
    if kind == "rm":
        path.unlink()
    elif kind == "latin1":
        path.write_bytes("café".encode("latin-1"))
    else:
        path.write_text(content[0])
