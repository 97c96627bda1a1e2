"""Fragments of a picture in SVG that name a part by its place or time, and no element alone (SVG 2, 16.3)."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import unquote

_TIME = r"t=[\w.:,-]+"
_PLACE = r"xywh=(?:pixel:|percent:)?\d+(?:,\d+){3}"
_VIEW = re.compile(rf"(?:svgView\(.*\)|{_PLACE})(?:&{_TIME})*|{_TIME}(?:&{_PLACE})*", re.S)
_NAME_AND_TIME = re.compile(rf"(?P<name>[^&]+)(?:&{_TIME})+")


def shows(fragment: str, marks: Container[str]) -> bool:
    """Whether a fragment shows a part of a picture that has these ids."""
    decoded = unquote(fragment)
    named = _NAME_AND_TIME.fullmatch(decoded)
    return _VIEW.fullmatch(decoded) is not None or (named is not None and named["name"] in marks)
