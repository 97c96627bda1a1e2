"""What is kept of the citation processor's work is what it makes of the data as they are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.formatting import FORMATTED, FORMATTED_ARTICLE, formatted_article, formatted_references


@pytest.mark.parametrize(
    ("name", "make"), [(FORMATTED, formatted_references), (FORMATTED_ARTICLE, formatted_article)], ids=["references", "article"]
)
def test_what_is_kept_is_what_the_processor_makes(configured: Path, name: str, make):
    assert (configured / name).read_text(encoding="utf-8") == make(configured)
