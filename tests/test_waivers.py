"""The file of waivers: what it may say, what it covers, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import RULES
from lint.finding import Finding
from lint.waiver import FIELDS, Waiver, WaiverError, Waivers

NAME = "scripts/waivers.toml"
HTTP = Finding("docs/a.md", 3, 1, "L005", "http://example.org/ is not https")
OTHER_HTTP = Finding("docs/a.md", 9, 1, "L005", "http://example.com/ is not https")
CHANGED = Finding("docs/a.md", 1, 1, "C003", "p1 differs from the article")
WAIVER = Waiver("L005", "docs/a.md", "example.org", "https was not tried", 1)


def waiver(**changed: str) -> Waiver:
    return Waiver(**{**{field: getattr(WAIVER, field) for field in (*FIELDS, "line")}, **changed})


def loaded(path: Path, text: str) -> Waivers:
    path.write_text(text, encoding="utf-8")
    return Waivers.load(path, NAME)


def test_no_file_means_no_waivers(tmp_path: Path):
    assert Waivers.load(tmp_path / "none.toml", NAME) == Waivers(NAME, ())


def test_every_waiver_knows_its_line(tmp_path: Path):
    text = """# Findings that stand.

[[waiver]]
code = "L005"
file = "docs/a.md"
contains = "example.org"
reason = "https was not tried"

  [[waiver]]
  code = "L005"
"""
    first, second = loaded(tmp_path / "w.toml", text).waivers
    assert first == waiver(line=3)
    assert second == Waiver("L005", "", "", "", 9)


@pytest.mark.parametrize(("given", "is_meant"), [
    (waiver(reason=""), True),
    (waiver(code="L500"), True),
    (waiver(reason="", contains="example.com"), False),
    (waiver(reason="", file="docs/b.md"), False),
    (waiver(reason="", code="L001"), False),
    (WAIVER, False),
])
def test_a_faulty_waiver_tells_what_it_was_meant_for(given: Waiver, is_meant: bool):
    assert (Waivers(NAME, (given,)).meant(HTTP) is given) == is_meant


@pytest.mark.parametrize("text", [
    "[[waiver]\n", 'waiver = "L005"\n', 'waiver = [{ code = "L005" }]\n', "waiver = [1]\n", "waiver = 5\n",
    "[waiver]\ncode = 1\n",
])
def test_what_is_no_list_of_waivers_is_refused(tmp_path: Path, text: str):
    with pytest.raises(WaiverError, match=r"^not a list of waivers ") as raised:
        loaded(tmp_path / "w.toml", text)
    assert raised.value.fix.endswith("contains, reason")


@pytest.mark.parametrize(("given", "stands"), [
    (WAIVER, False),
    (waiver(code="L001"), True),
    (waiver(file="docs/b.md"), True),
    (waiver(file="a.md"), True),
    (waiver(contains="example.com"), True),
    (waiver(contains=""), True),
    (waiver(reason=""), True),
])
def test_a_waiver_covers_one_rule_in_one_file_and_says_why(given: Waiver, stands: bool):
    assert Waivers(NAME, (given,)).unwaived([HTTP]) == ([HTTP] if stands else [])


def test_what_is_not_waived_stays_in_order_and_is_told_once():
    assert Waivers(NAME, (WAIVER,)).unwaived([OTHER_HTTP, HTTP, CHANGED, OTHER_HTTP]) == [OTHER_HTTP, CHANGED]


def test_the_article_itself_can_not_be_waived():
    waivers = Waivers(NAME, (waiver(code="C003", contains="p1"),))
    assert waivers.unwaived([CHANGED]) == [CHANGED]
    assert [problem.message for problem in waivers.faulty()] == ["a waiver of C003, which can't be waived"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_waiver_without_a_part_is_faulty(field: str):
    (problem,) = Waivers(NAME, (waiver(**{field: ""}),)).faulty()
    assert (problem.file, problem.line, problem.column, problem.message) == (NAME, 1, 1, f"a waiver without {field}")


def test_a_waiver_of_no_rule_is_faulty():
    (problem,) = Waivers(NAME, (waiver(code="L500"),)).faulty()
    assert problem.message == "a waiver of L500, which is not a rule"


def test_a_whole_waiver_is_not_faulty():
    assert list(Waivers(NAME, (WAIVER,)).faulty()) == []


@pytest.mark.parametrize(("given", "codes", "unused"), [
    (WAIVER, {"L005"}, False),
    (waiver(contains="nowhere"), {"L005"}, True),
    (waiver(contains="nowhere"), {"L001"}, False),
    (waiver(contains="nowhere", reason=""), {"L005"}, False),
    (waiver(code="L001"), {"L001"}, True),
])
def test_a_waiver_is_unused_if_its_rule_ran_and_it_covers_nothing(given: Waiver, codes: set[str], unused: bool):
    assert len(list(Waivers(NAME, (given,)).unused([HTTP], codes))) == unused


def test_no_rule_that_proves_the_article_can_be_waived():
    assert [code for code, rule in RULES.items() if code[0] in "CHSW" and rule.waivable] == []
