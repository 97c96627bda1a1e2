"""Pages that nest or begin something thousands of times: reading them takes time in proportion to their size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sitecheck_tests.test_corpus import codes_found

TIMES = 8_000
LINKS = '<a href="gone.html">x</a><a href="gone.html">x</a>'


@pytest.mark.parametrize("markup", [
    "<svg>", "<svg style='fill: red'>", "<map name=m>", "<template>", "<template shadowrootmode=open>", "<title>", "<!--",
    "<script><b>", "<textarea>", "<p id=p>", "<a href=gone.html>", "<iframe srcdoc='<svg>'>", "<div>", "<table><tr><td>",
    "<style>url(", "<p style='url(", "<b>", "<base href=x>", "<select><option>", "<noscript>", "<math>",
])
def test_what_is_repeated_is_read_soon(markup: str, tmp_path: Path) -> None:
    began = time.process_time()
    codes_found({"html": LINKS + markup * TIMES + LINKS}, tmp_path)
    assert time.process_time() - began < 4
