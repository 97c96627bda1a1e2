"""Words that are an address: a link of such words leads where they say, and none stands without a link."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from upa_url import URL

from checks.outside_code import outside_code
from checks.slips import MAIL
from checks.written_addresses import written_addresses
from checks.written_url import parsed
from lint.rule import Problem, rule
from rendering.extensions import markdown_extensions
from rendering.reading import Readings

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s…]+", re.I)
# Small letters alone: Node.js and README.md are names.
HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|eu|kz|ru|uk|de|fr|pl|at|ch|su)")
_DOI = re.compile(r"(?i)(?:doi:? ?)?(?P<doi>10\.[0-9]{4,9}/\S+)")
# One that is written out; example.org, of RFC 2606, leads nowhere.
_BARE = re.compile(r"(?i)(?<![\w/.<(\[\"'=@-])(?:https?://|www\.)(?![\w.-]*\bexample\b)[\w-]+(?:\.[\w-]+)+[^\s<>\[\]]*")
# An extension that makes links of them.
_MAGIC = "pymdownx.magiclink"


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


@rule("L017", "reading")
@outside_code
def addresses_are_links(readings: Readings) -> Iterator[Problem]:
    """An address is written out in the editor's words, but is not a link.

    Markdown makes a link of it only in angle brackets. The extension pymdownx.magiclink does so without them.

    Bad:
        See https://www.osce.org/who for more.
    Good:
        See <https://www.osce.org/who> or [the OSCE](https://www.osce.org/who) for more.
    Fix: put it in angle brackets, or make a link of words: `[words](address)`; write it as `code` if nobody should follow it.
    """
    if _MAGIC in markdown_extensions(readings.edition.configuration)[0]:
        return
    for page in readings.edition.pages:
        for start, prose in page.prose:
            for match in _BARE.finditer(prose):
                before = prose[:match.start()]
                is_in_a_link = before.count("[") > before.count("]") or before.rfind("<a ") > before.rfind("</a>")
                if not is_in_a_link:
                    yield Problem(*page.place(start + match.start()), f"{match[0].rstrip('.,;:!?)”’»')} is not a link")


def _leads_elsewhere(text: str, address: str) -> bool:
    if MAIL.fullmatch(text):
        return address.lower().startswith("mailto:") and text.lower() not in address.lower()
    url = parsed(address)
    if url is None:
        return False
    if match := _DOI.fullmatch(text):
        return url.host.endswith("doi.org") and match["doi"].lower() != url.path.removeprefix("/").lower()
    if ADDRESS.fullmatch(text):
        # The original of an archived copy stands within its address; a query may be left out.
        return _bare(text).partition("?")[0] not in _bare(address)
    if HOST.fullmatch(text):
        return text.removeprefix("www.") not in address.lower()
    return False


def _bare(address: str) -> str:
    """An address without what may differ where it is written as words: its scheme, its www, and how its letters are encoded."""
    url = URL.parse(address if "://" in address else f"https://{address}")
    decoded = unquote(url.href) if url else address
    return re.sub(r"(?i)^https?://|(?<![\w.])www\.", "", decoded.replace("https://www.", "https://")).rstrip("/").lower()
