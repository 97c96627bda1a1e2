"""The parts of a link's target, whatever an editor wrote."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

# No page or file below docs/ is meant by it; a rule tells what is wrong.
_UNREADABLE = SplitResult("https", "unreadable", "", "", "")


def split(target: str) -> SplitResult:
    """The parts of a target; those of another host if it is none that can be read, such as `https://[address]/`."""
    try:
        return urlsplit(target)
    except ValueError:
        return _UNREADABLE
