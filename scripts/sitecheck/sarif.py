"""Findings in SARIF 2.1.0, which code hosts and editors show (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from urllib.parse import quote

from lint.finding import Finding
from lint.rule import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    codes = sorted({finding.code for finding in findings})
    return json.dumps(
        {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {"name": "sitecheck", "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes) for finding in findings],
            }],
        },
        indent=2,
    )


def _rule(code: str) -> dict[str, object]:
    known = RULES.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "name": known.check.__name__,
        "shortDescription": {"text": known.summary},
        "help": {"text": f"{known.reason}\n\nBad: {known.bad}\nGood: {known.good}\nFix: {known.fix}".strip()},
    }


def _result(finding: Finding, codes: list[str]) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": quote(os.fsencode(finding.file))},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": "error",
        "message": {"text": f"{finding.message}. Fix: {finding.fix}" if finding.fix else finding.message},
        "locations": [{"physicalLocation": place}],
    }
