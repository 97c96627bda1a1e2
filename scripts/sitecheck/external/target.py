"""An address taken apart for asking, as the WHATWG URL standard reads one of http or https."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import idna

PORTS = {"http": 80, "https": 443}
_IGNORED = re.compile(r"[\t\n\r]")
_IN_PATH = "%!$&'()*+,-./:;=@[\\]_|~"
_IN_QUERY = "%!$&()*+,-./:;=?@[\\]^_`{|}~"
_DIRECTIVE = ":~:"


class MalformedAddress(ValueError):
    """The address is none that a browser could ask; the message says why."""


@dataclass(frozen=True)
class Target:
    """`url` is what is asked, without a fragment; `fragment` is decoded, and without directives for the browser."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str = ""

    @cached_property
    def origin(self) -> str:
        return f"{self.scheme}://{_authority(self.scheme, self.host, self.port)}"

    @property
    def request_target(self) -> str:
        return self.path + (f"?{self.query}" if self.query else "")

    @property
    def address(self) -> str:
        """The whole address, with its fragment."""
        return self.url + (f"#{quote(self.fragment, safe=_IN_QUERY)}" if self.fragment else "")

    def joined(self, reference: str) -> Target:
        """Where a reference in this document leads. It keeps the fragment if it has none (Fetch, HTTP-redirect fetch).

        Raises MalformedAddress.
        """
        cleaned = _cleaned(reference)
        try:
            target = parse(urljoin(self.url, cleaned))
        except ValueError as error:
            raise MalformedAddress(str(error)) from None
        if "#" in cleaned:
            return target
        return Target(target.url, target.scheme, target.host, target.port, target.path, target.query, self.fragment)


def parse(address: str) -> Target:
    """Take an address apart; without a scheme, `//host/…`, it is one of https.

    Raises MalformedAddress if it is not one of http or https, or can't be one.
    """
    try:
        parts = urlsplit(_with_scheme(_cleaned(address)))
        port = parts.port
    except ValueError as error:
        raise MalformedAddress(str(error)) from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise MalformedAddress(f"its scheme is {scheme or 'missing'}, expected https or http")
    host = _host(parts)
    port = PORTS[scheme] if port is None else port
    path = _without_dots(quote(parts.path, safe=_IN_PATH)) or "/"
    query = quote(parts.query, safe=_IN_QUERY)
    url = f"{scheme}://{_authority(scheme, host, port)}{path}" + (f"?{query}" if query else "")
    return Target(url, scheme, host, port, path, query, decoded_fragment(parts.fragment))


def decoded_fragment(written: str) -> str:
    """The id or name that a fragment means, without directives for the browser, such as text fragments."""
    return unquote(written.partition(_DIRECTIVE)[0])


def is_external(address: str, own: str = "") -> bool:
    """Whether an address, as written in a page, names a host by http or https that is not below the site `own`."""
    cleaned = _with_scheme(_cleaned(address))
    if not cleaned.lower().startswith(("http:", "https:")):
        return False
    bare = _SCHEME.sub("", own).rstrip("/")
    beneath = _SCHEME.sub("", cleaned)
    return not (bare and (beneath == bare or beneath.startswith((f"{bare}/", f"{bare}?", f"{bare}#"))))


_SCHEME = re.compile(r"^https?:", re.I)


def _cleaned(address: str) -> str:
    # Half a surrogate pair can't be sent.
    whole = address.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _IGNORED.sub("", whole.strip("".join(map(chr, range(33)))))
    beginning = re.match(r"[^?#]*", text)
    assert beginning
    return beginning[0].replace("\\", "/") + text[beginning.end():]


def _with_scheme(cleaned: str) -> str:
    return f"https:{cleaned}" if cleaned.startswith("//") else cleaned


def _host(parts: SplitResult) -> str:
    if "[" in parts.netloc:
        try:
            return IPv6Address(parts.hostname or "").compressed
        except ValueError:
            raise MalformedAddress(f"[{parts.hostname}] is not an IPv6 address") from None
    written = unquote(parts.hostname or "")
    if not written:
        raise MalformedAddress("it names no host")
    host = _ascii(written)
    if not host or re.search(r"[^\w.-]", host) or ".." in host or host.startswith("."):
        raise MalformedAddress(f"{written!r} is not a name of a host")
    return host


def _ascii(host: str) -> str:
    """The name in ASCII, by UTS 46."""
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise MalformedAddress(f"{host!r} is not a name of a host") from None


def _authority(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == PORTS[scheme] else f"{name}:{port}"


def _without_dots(path: str) -> str:
    """The path with its dot segments followed (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            kept = kept[:-1]
        if plain not in (".", ".."):
            kept.append(segment)
        elif number == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
