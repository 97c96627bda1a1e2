"""Where an address leads, by the URL Standard: the one place that knows what addresses mean on a site.

An address is resolved as a browser would, by a parser that follows https://url.spec.whatwg.org/. What is left to decide
here is whether the result is on the site, and what a static host would serve for it.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from upa_url import URL

from sitecheck.schemes import scheme_fault

# What a host shows at any missing address.
ERROR_PAGE = "404.html"
_SLASH = re.compile("%2f", re.I)
# The URL Standard takes these off both ends, and the last three out of the middle.
_BLANKS = "".join(map(chr, range(0x21)))
_REMOVED = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# An address that the host serves over the web, as opposed to mail, scripts and files.
_WEB = ("https://", "http://")
# What stands before the words of a text fragment.
DIRECTIVE = ":~:"


class Goal(NamedTuple):
    """Where an address leads.

    `path` is the decoded path on the site's host, None if it leads elsewhere; `fragment` is as the URL has it, still encoded,
    without a text directive, which stands in `directive`. `url` is the whole address if it leads to another host.
    `code` and `message` tell what is wrong with the address itself, whatever is or is not there.
    """

    path: str | None = None
    fragment: str = ""
    directive: str = ""
    url: str = ""
    code: str = ""
    message: str = ""


class Web:
    """The place of a site on the web: `url` is its address, ending with a slash.

    `apart` are folders below it where other sites stand: what leads there is theirs. Raises ValueError if `url` is no address.
    """

    def __init__(self, url: str, apart: tuple[str, ...] = ()) -> None:
        parsed = URL.parse(url.encode("utf-8", "replace").decode())
        is_more = parsed is not None and (parsed.search or parsed.hash or parsed.username or parsed.password)
        if parsed is None or is_more or not parsed.href.startswith(_WEB):
            raise ValueError(f"{url!r} is not an address on the web; expected, for example, https://example.org/name/")
        self.url, self.apart = url, apart
        self._href, self._host, self._protocol = parsed.href, parsed.host, parsed.protocol
        self._origin = len(parsed.origin)
        # The path below which the site is served: `/` or `/name/`.
        self.base = decoded(parsed.pathname)

    def document(self, path: str) -> str:
        """The address of a file of the site, as links on the site would have it."""
        folder, _, name = path.rpartition("/")
        shown = path if name != "index.html" else f"{folder}/" if folder else ""
        return f"{self._href}{_escaped(shown)}"

    def paths(self, path: str) -> list[str]:
        """The paths on the host at which a file of the site is served: a folder's index also at that of its folder."""
        found = [f"{self.base}{path}"]
        if path.rpartition("/")[2] == "index.html":
            folder = f"{self.base}{path.removesuffix('index.html')}"
            found += [folder, folder[:-1]] if folder != self.base else [folder]
        return found

    def goal(self, value: str, base: URL, *, navigates: bool = True) -> Goal:
        """Where `value` leads from a document with the base address `base`."""
        try:
            url = URL(value, base)
        except (RuntimeError, TypeError):
            return Goal(code="S010", message=f"{value.strip()!r} is not an address: {_why_not(value)}")
        href = url.href
        if href.startswith(self._href) and not self.apart:
            return self._own(href)
        if not href.startswith(_WEB):
            code, message = scheme_fault(url, value, navigates=navigates)
            return Goal(None, code=code, message=message)
        is_own_host = url.host == self._host
        if is_own_host and url.protocol == self._protocol and not url.username and not url.password:
            own = self._own(href)
            if not self._is_another_site(value, own.path or ""):
                return own
        fragment, _, directive = url.hash[1:].partition(DIRECTIVE)
        code, message = scheme_fault(url, value, navigates=navigates, own=is_own_host)
        return Goal(None, fragment, directive, href, code, message)

    def _own(self, href: str) -> Goal:
        path, _, fragment = href[self._origin:].partition("#")
        path = path.partition("?")[0]
        directive = ""
        if DIRECTIVE in fragment:
            fragment, _, directive = fragment.partition(DIRECTIVE)
        return Goal(decoded(path) if "%" in path else path, fragment, directive)

    def _is_another_site(self, value: str, path: str) -> bool:
        """Whether an address that names its host leads to another site beside this one."""
        if not is_absolute(value):
            return False
        return not path.startswith(self.base) or path.removeprefix(self.base).startswith(self.apart)


def is_absolute(value: str) -> bool:
    """Whether an address names its host."""
    bare = _REMOVED.sub("", value.strip(_BLANKS))
    if bare[:2].replace("\\", "/") == "//":
        return True
    match = _SCHEME.match(bare)
    return match is not None and bare[match.end():match.end() + 2].replace("\\", "/") == "//"


def decoded(path: str) -> str:
    """A path of a URL with its percent-encoding undone, but for that of a slash, which is no separator."""
    if "%" not in path:
        return path
    return unquote(_SLASH.sub("%252F", path), errors="surrogateescape")


def _escaped(path: str) -> str:
    """A file's path as it stands in a URL: signs that would mean something there are encoded."""
    encoded = re.sub(r"[%?#\\\x00-\x20]", lambda match: f"%{ord(match[0]):02X}", path)
    # A byte of a file's name that is not UTF-8 stands as such in a URL.
    return re.sub("[\udc80-\udcff]", lambda match: f"%{ord(match[0]) - 0xDC00:02X}", encoded)


def _why_not(value: str) -> str:
    bare = value.strip(_BLANKS)
    host = bare.partition("//")[2].partition("/")[0]
    if "[" in host or "]" in host:
        return "square brackets in a host are for IPv6 addresses"
    if " " in host:
        return "the host contains a space"
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        return "it has half of a surrogate pair"
    if not host:
        return "the host is missing"
    return f"{host!r} is not a host"
