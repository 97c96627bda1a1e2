"""Every rule finds each fault planted for it, in its place, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.checking import check_edition, check_site
from checks import RULES
from edition.edition import Edition
from lint.finding import Finding
from rulecases import CASES, Case, Expected, Trial, load_cases

ALL_CASES = load_cases()


def by_name(case: Case) -> str:
    return case.name


def places(findings: list[Finding]) -> list[Expected]:
    return sorted((f.file, f.line, f.column, f.code) for f in findings)


@pytest.mark.parametrize("case", ALL_CASES, ids=by_name)
def test_findings_are_exactly_those_expected(case: Case, pristine: Path, site, tmp_path: Path):
    trial = Trial(case, pristine, site, tmp_path)
    findings = trial.findings()
    assert places(findings) == trial.expected(), "\n".join(f"{f.place} {f.code} {f.message}" for f in findings)
    assert case.data.get("says", "") in "\n".join(f.message for f in findings)


def test_every_rule_has_one_file_of_cases():
    assert [path.name[:4] for path in sorted(CASES.glob("*.toml"))] == sorted(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_faults_and_look_alikes(code: str):
    assert {case.kind for case in ALL_CASES if case.code == code} == {"bad", "good"}


def test_no_two_cases_are_one():
    edits = [repr(case.edits) for case in ALL_CASES]
    assert len(set(edits)) == len(edits)


def test_the_edition_and_its_site_as_they_are_have_no_findings(edition: Edition, site):
    assert check_edition(edition) == []
    assert check_site(edition, site.folder, site.url) == []
