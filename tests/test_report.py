"""Findings as text, as JSON and as annotations in GitHub Actions."""

from __future__ import annotations

import json

import pytest

from lint.finding import Finding
from lint.report import FORMATS, as_annotations, as_json, as_text

PLAIN = Finding("docs/a.md", 3, 14, "C003", "p1 differs: found “а”", "restore it")
WITHOUT_FIX = Finding("docs/b.md", 1, 1, "A001", "#p14 is no block")


def test_text_gives_the_place_and_how_to_fix_it():
    assert as_text([PLAIN, WITHOUT_FIX]) == (
        "docs/a.md:3:14: C003 p1 differs: found “а”\n"
        "    fix: restore it\n"
        "docs/b.md:1:1: A001 #p14 is no block"
    )


def test_json_gives_every_part_in_ascii():
    output = as_json([PLAIN, WITHOUT_FIX])
    assert output.isascii()
    assert json.loads(output) == [
        {
            "file": "docs/a.md", "line": 3, "column": 14, "code": "C003",
            "message": "p1 differs: found “а”", "fix": "restore it",
        },
        {"file": "docs/b.md", "line": 1, "column": 1, "code": "A001", "message": "#p14 is no block", "fix": ""},
    ]


def test_annotations_are_workflow_commands():
    assert as_annotations([PLAIN, WITHOUT_FIX]) == (
        "::error file=docs/a.md,line=3,col=14,title=C003::p1 differs: found “а” Fix: restore it\n"
        "::error file=docs/b.md,line=1,col=1,title=A001::#p14 is no block"
    )


def test_an_annotations_message_can_not_break_out_of_its_line():
    finding = Finding("docs/a.md", 1, 1, "C003", "100 %, a\nb\r\nc: d", "50%25\n::error::x")
    assert as_annotations([finding]) == (
        "::error file=docs/a.md,line=1,col=1,title=C003"
        "::100 %25, a%0Ab%0D%0Ac: d Fix: 50%2525%0A::error::x"
    )


def test_an_annotations_file_can_not_end_before_its_name():
    finding = Finding("docs/a,b:c%\r\n.md", 1, 1, "C003", "x")
    assert as_annotations([finding]) == "::error file=docs/a%2Cb%3Ac%25%0D%0A.md,line=1,col=1,title=C003::x"


@pytest.mark.parametrize(("form", "nothing"), [("text", ""), ("json", "[]"), ("github", "")])
def test_no_findings(form: str, nothing: str):
    assert FORMATS[form]([]) == nothing


def test_findings_sort_by_file_line_column_and_code():
    ordered = [
        Finding("docs/a.md", 2, 9, "T001", "x"),
        Finding("docs/a.md", 10, 1, "C003", "x"),
        Finding("docs/a.md", 10, 1, "M001", "x"),
        Finding("docs/a.md", 10, 2, "A001", "x"),
        Finding("docs/b.md", 1, 1, "A001", "x"),
    ]
    assert sorted([ordered[2], *ordered[:2], *ordered[3:]]) == ordered
