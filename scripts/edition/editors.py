"""Who answers for the edition: the authors of CITATION.cff. The article's own author is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from edition.version import CITATION


def editors(root: Path) -> list[dict[str, Any]]:
    """Their names, in the form of CFF 1.2.0: `name` of an entity, or the parts of a person's. None, if there are none."""
    try:
        found = yaml.safe_load((root / CITATION).read_text(encoding="utf-8"))["authors"]
    except (OSError, yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
