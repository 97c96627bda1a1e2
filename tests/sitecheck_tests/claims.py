"""What a finding of sitecheck claims, read from what it prints; and how each code is judged."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Claim(NamedTuple):
    """What a finding says: that `address`, at a line of a file, is wrong as its code has it."""

    code: str
    file: str
    line: int
    address: str
    message: str


# How the message of each code gives the address or the id.
_CLAIMS = {
    "S001": r"(?P<address>.*?) leads to ",
    "S002": r"(?P<address>.*?) leads to #",
    "S003": r"the id (?P<address>.*) is given ",
    "S010": r"'(?P<address>.*)' is not an address|an address is empty",
    "S012": r"(?P<address>javascript:.*) leads nowhere|an empty address",
    "S013": r"(?P<address>.*?) (?:is a file|leads to)",
    "S014": r"(?P<address>.*) is not https",
    "S018": r"(?P<address>[a-z-]+=\".*\") names ",
    "S020": "",
    "S021": "",
}
JUDGED = {
    "S001": "the element's address, resolved by Chromium, was fetched from the host",
    "S002": "Chromium went to the address; :target, getElementById and named anchors were looked at",
    "S003": "the elements with this id were counted in the page",
    "S010": "the element was looked at in the page; the HTML Standard wants an address that is not empty",
    "S012": "the link was looked at in the page, with the address that Chromium makes of it",
    "S013": "the link's protocol in Chromium",
    "S014": "the link's protocol and host in Chromium",
    "S018": "the element with the attribute was looked at in the page, and getElementById asked for what it names",
    "S020": "Chromium read all pages of the tree, and none leads there",
    "S021": "the file was fetched from the host, and its bytes decoded",
}


def claim_of(finding: dict[str, Any]) -> Claim:
    """What a finding of sitecheck, as its JSON has it, claims. Raises ValueError if its message is of no known form."""
    match = re.match(_CLAIMS[finding["code"]], finding["message"])
    if match is None:
        raise ValueError(f"{finding['code']}: no address in {finding['message']!r}")
    return Claim(finding["code"], finding["file"], finding["line"], match.groupdict().get("address") or "", finding["message"])
