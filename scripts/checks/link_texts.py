"""The words of a link that are an address themselves: it leads where they say."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from checks.written_addresses import written_addresses
from checks.written_url import parsed
from lint.rule import Problem, rule
from rendering.reading import Readings

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s…]+", re.I)
# Small letters alone: Node.js and README.md are names.
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|eu|kz|ru|uk|de|fr|pl|at|ch|su)")
_DOI = re.compile(r"(?i)(?:doi:? ?)?(?P<doi>10\.[0-9]{4,9}/\S+)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@rule("L016", "reading")
def links_lead_where_they_say(readings: Readings) -> Iterator[Problem]:
    """The words of a link are an address, a DOI or a host, and the link leads to another.

    Readers who copy the words, or read them on paper, get to another page than those who follow the link.

    Bad:
        [https://www.osce.org/cio/70182](https://www.osce.org/cio/70128)
    Good:
        [https://www.osce.org/cio/70128](https://www.osce.org/cio/70128), or [osce.org](https://www.osce.org/cio/70128)
    Fix: correct the one that is wrong, or write words instead of an address.
    """
    for written in written_addresses(readings):
        text = html.unescape(written.text or "").strip()
        if text and _leads_elsewhere(text, written.address):
            yield Problem(*written.place, f"{text} leads to {written.address}")


def _leads_elsewhere(text: str, address: str) -> bool:
    if _MAIL.fullmatch(text):
        return address.lower().startswith("mailto:") and text.lower() not in address.lower()
    url = parsed(address)
    if url is None:
        return False
    if match := _DOI.fullmatch(text):
        return url.host.endswith("doi.org") and match["doi"].lower() != url.path.removeprefix("/").lower()
    if _ADDRESS.fullmatch(text):
        # The original of an archived copy stands within its address; a query may be left out.
        return _bare(text).partition("?")[0] not in _bare(address)
    if _HOST.fullmatch(text):
        return text.removeprefix("www.") not in address.lower()
    return False


def _bare(address: str) -> str:
    return re.sub(r"(?i)^https?://|(?<![\w.])www\.", "", address.replace("https://www.", "https://")).rstrip("/").lower()
