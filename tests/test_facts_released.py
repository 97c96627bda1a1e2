"""The editor's facts after a release: their anchors are kept, a change is told, and what is taken out says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from history import LIGHT, History

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def test_a_released_fact_changes_with_a_word_and_goes_with_a_reason(with_facts: Path, tmp_path: Path):
    history = History.begin(with_facts, tmp_path / "edition")
    history.done("release", preparation=LIGHT)
    history.done("version", "1.0.1")

    history.edit("docs/facts.toml", 'date = "2010-01-01"', 'date = "2010-01-02"')
    silent = history.build("check")
    assert silent.returncode == 1 and "P005" in silent.stdout + silent.stderr
    history.log("`#event-chairmanship`: the day was corrected.")
    history.done("check")

    history.cut("docs/facts.toml", r'\[\[event\]\]\nid = "madrid"\n.*?\n\n')
    lost = history.build("check")
    assert lost.returncode == 1 and "P002" in lost.stdout + lost.stderr
    history.done("withdraw", "timeline.md#event-madrid", "Its sources disagree.")
    history.done("build", preparation=LIGHT)
    timeline, whole = (
        LexborHTMLParser((history.root / "site" / name / "index.html").read_text(encoding="utf-8"))
        for name in ("timeline", "article")
    )
    assert "This event, #event-madrid, was withdrawn" in timeline.css_first(".withdrawn").text()
    assert "Its sources disagree." in timeline.css_first("#event-madrid").text()
    assert whole.css_first("#event-madrid") is None
