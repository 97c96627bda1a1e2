"""A corpus of faults and of what only looks like one: each must be found, and nothing else.

In faults.toml and sound.toml the attributes are gone through one by one; the files in corpus/ go through the standards for what
differs in kind, a fault beside what only looks like it: a case with a `code` is a fault.

A case is a site of its own: `html` stands in the body of its home page, `head` in the head, `files` beside it. A file
whose text begins with `latin1:` is written in that encoding. `standard` names the rule by which it is a fault, or none.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lint.rule import RULES, run_rules
from sitecheck import rules, rules_of_files
from sitecheck.site import Site

HERE = Path(__file__).parent
URL = "https://example.org/n/"
PAGE = """<!doctype html><title>Page</title><h1 id="one">One</h1><p id="é">The quick brown fox jumps.</p>
<p>Twice and twice: it <b>ends</b> here, well-known.</p><p hidden>Hidden words</p><p id="a.b:c-d_e">two</p><p id="5">three</p>
<a name="old">x</a><p name="notname">x</p>"""
SITE = {
    "page.html": PAGE,
    "dir/index.html": '<!doctype html><p id="x">x</p>',
    "ü.html": "<!doctype html><p>x</p>",
    "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="shape"/></svg>',
    "bare/file.txt": "x", "pic.png": "x", "pic 2.png": "x", "a&b.txt": "x", "100%.txt": "x", "data.txt": "x", "film.mp4": "x",
}
# A home page leads to the others, which would be faults of their own if nothing did.
HOME = """<!doctype html><html lang="en"><head>{head}</head><body>{html}
<p><a href="https://example.org/n/page.html"></a><a href="https://example.org/n/dir/"></a>
<a href="https://example.org/n/%C3%BC.html"></a></p></body></html>"""


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
    return found


def by_name(case: dict[str, Any]) -> str:
    return f"{case.get('code', 'sound')} {case['standard']}: {case['why']}"


def written(case: dict[str, Any], folder: Path) -> None:
    """Write the site of a case."""
    home = HOME.format(html=case.get("html", ""), head=case.get("head", ""))
    for name, text in {**SITE, "index.html": home, **case.get("files", {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        bare = text.removeprefix("latin1:")
        path.write_bytes(bare.encode("latin-1" if bare != text else "utf-8"))


def codes_found(case: dict[str, Any], folder: Path) -> list[str]:
    written(case, folder)
    return sorted({finding.code for finding in run_rules("site", Site(folder, URL)) if finding.code in OWN})


OWN = frozenset(code for code, rule in RULES.items() if rule.check.__module__ in (rules.__name__, rules_of_files.__name__))
MORE = [case for path in sorted((HERE / "corpus").glob("*.toml")) for case in cases(path.relative_to(HERE).as_posix())]
FAULTS = [*cases("faults.toml"), *(case for case in MORE if "code" in case)]
SOUND = [*cases("sound.toml"), *(case for case in MORE if "code" not in case)]


@pytest.mark.parametrize("case", FAULTS, ids=by_name)
def test_each_fault_is_found_and_nothing_else(case: dict[str, Any], tmp_path: Path) -> None:
    assert codes_found(case, tmp_path) == [case["code"]]


@pytest.mark.parametrize("case", SOUND, ids=by_name)
def test_nothing_is_found_where_nothing_is_wrong(case: dict[str, Any], tmp_path: Path) -> None:
    assert codes_found(case, tmp_path) == []


def test_no_two_cases_are_one() -> None:
    sites = [repr((case.get("html"), case.get("head"), case.get("files"))) for case in [*FAULTS, *SOUND]]
    assert len(set(sites)) == len(sites)


def test_the_corpus_is_large() -> None:
    assert len(FAULTS) >= 150 and len(SOUND) >= 150
