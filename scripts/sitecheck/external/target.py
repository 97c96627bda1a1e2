"""An address taken apart for asking, as the URL Standard (https://url.spec.whatwg.org/) reads one of http or https."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from upa_url import URL

from sitecheck.web import DIRECTIVE

PORTS = {"http": 80, "https": 443}
_IGNORED = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"^https?:", re.I)
_ANY_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)


class MalformedAddress(ValueError):
    """No browser could follow the address; the message says why."""


@dataclass(frozen=True)
class Target:
    """`url` is what is asked, without a fragment and without a user’s name.

    `fragment` is as the address has it, still encoded, but without directives for the browser.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str = ""

    @cached_property
    def origin(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def request_target(self) -> str:
        return self.path + (f"?{self.query}" if self.query else "")

    @property
    def address(self) -> str:
        """The whole address, with its fragment."""
        return self.url + (f"#{self.fragment}" if self.fragment else "")

    def joined(self, reference: str) -> Target:
        """Where a reference in this document leads. It keeps the fragment if it has none (Fetch, HTTP-redirect fetch).

        Raises MalformedAddress.
        """
        cleaned = _cleaned(reference)
        written = cleaned if _ANY_SCHEME.match(cleaned) else self.url
        target = _target(written, URL.parse(cleaned, self.url))
        return target if "#" in cleaned else replace(target, fragment=self.fragment)


def parse(address: str) -> Target:
    """Take an address apart; without a scheme, `//host/…`, it is one of https.

    Raises MalformedAddress if it is no valid address of http or https.
    """
    cleaned = _with_scheme(_cleaned(address))
    return _target(cleaned, URL.parse(cleaned))


def without_directive(fragment: str) -> str:
    """A fragment without directives for the browser, such as text fragments."""
    return fragment.partition(DIRECTIVE)[0]


def is_external(address: str, own: str = "") -> bool:
    """Whether an address, as written in a page, names a host by http or https that is not below the site `own`."""
    cleaned = _with_scheme(_cleaned(address))
    if not cleaned.lower().startswith(("http:", "https:")):
        return False
    bare = _SCHEME.sub("", own).rstrip("/")
    beneath = _SCHEME.sub("", cleaned)
    return not (bare and (beneath == bare or beneath.startswith((f"{bare}/", f"{bare}?", f"{bare}#"))))


def _cleaned(address: str) -> str:
    # Half a surrogate pair can't be sent.
    whole = address.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _IGNORED.sub("", whole.strip("".join(map(chr, range(33)))))
    beginning = re.match(r"[^?#]*", text)
    assert beginning
    return beginning[0].replace("\\", "/") + text[beginning.end():]


def _with_scheme(cleaned: str) -> str:
    return f"https:{cleaned}" if cleaned.startswith("//") else cleaned


def _target(written: str, url: URL | None) -> Target:
    named = _ANY_SCHEME.match(written)
    scheme = url.protocol[:-1] if url else named[1].lower() if named else ""
    if scheme not in PORTS:
        raise MalformedAddress(f"its scheme is {scheme or 'missing'}, expected https or http")
    if url is None:
        raise MalformedAddress("by the URL Standard it names no host, or none that can be")
    host = url.hostname.strip("[]")
    # The standard lets empty labels pass; no name in the domain name system has them.
    if ".." in host or host.startswith("."):
        raise MalformedAddress(f"{host!r} is not a name of a host")
    path, query = url.pathname, url.search[1:]
    target = Target("", scheme, host, int(url.port or PORTS[scheme]), path, query, without_directive(url.hash[1:]))
    return replace(target, url=target.origin + target.request_target)
