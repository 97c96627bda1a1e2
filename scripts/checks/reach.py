"""Addresses that lead no reader anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from upa_url import URL

from checks.slips import slip
from checks.written_addresses import written_addresses
from lint.rule import Problem, rule
from rendering.reading import Readings
from sitecheck.schemes import scheme_fault

_BASE = "https://example.org/"
# Another rule of the source is about http.
_NOT_ENCRYPTED = "S014"


@rule("L018", "reading", waivable=False)
def addresses_lead_readers_somewhere(readings: Readings) -> Iterator[Problem]:
    """An address is empty, runs a script, works on one computer or network alone, or is no mail address or telephone number.

    The finished pages are checked for this as well; here the finding is where the address is written, in nav too.

    Bad:
        [OSCE](), [OSCE](http://localhost:8000/), [mail](mailto:editor.example.org)
    Good:
        [OSCE](https://www.osce.org/), [mail](mailto:editor@example.org)
    Fix: write the public address.
    """
    for written in written_addresses(readings):
        message = "an empty address leads to the page that it stands in"
        if written.address:
            url = URL.parse(written.address, _BASE)
            code, message = scheme_fault(url, written.address, navigates=True) if url else ("", "")
            if not code or code == _NOT_ENCRYPTED or slip(written.address):
                continue
        yield Problem(*written.place, message)
