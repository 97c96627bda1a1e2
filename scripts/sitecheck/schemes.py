"""What is wrong with an address by itself: its scheme, its host, and the form that a scheme demands."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote

from upa_url import URL

# RFC 5322, dot-atom; a quoted local part is allowed by RFC 6068 as well.
_ATEXT = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LOCAL = rf"(?:{_ATEXT}(?:\.{_ATEXT})*|\"(?:[^\"\\]|\\.)+\")"
_DOMAIN = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)*|\[[^\[\]\s]+\])"
_MAILBOX = re.compile(rf"{_LOCAL}@{_DOMAIN}")
# RFC 3966: a global number begins with +, a local one says where it is valid.
_SEPARATORS = re.compile(r"[-.()]")
_GLOBAL = re.compile(r"\+\d+")
_LOCAL_NUMBER = re.compile(r"[\dA-Fa-f*#]+")
_PARAMETER = re.compile(r";[A-Za-z0-9-]+(?:=[^;\s]+)?")
# RFC 6761, 6762, 8375, and .internal, which ICANN keeps free for private use.
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "lan", "intranet")
_PASSIVE = ("data:", "blob:", "about:")

Fault = tuple[str, str]
_NONE: Fault = "", ""


def scheme_fault(url: URL, value: str, *, navigates: bool, own: bool = False) -> Fault:
    """The code and the message of what is wrong with an address, both empty if nothing is.

    `own` says that it is on the site's own host, which may be a local one while the site is being made.
    """
    protocol = url.protocol
    shown = " ".join(value.split())
    if protocol in ("https:", "http:"):
        if url.username or url.password:
            return "S013", f"{url.hostname} is given a user name or a password, which everyone can read"
        if not own and (where := _private(url.hostname)):
            return "S013", f"{shown} leads to {where}, which no reader can reach"
        if protocol == "http:" and not (own and _private(url.hostname)):
            return "S014", f"{shown} is not https"
        return _NONE
    if protocol == "mailto:":
        return _mail(url, shown)
    if protocol == "tel:":
        return _telephone(url, shown)
    if protocol == "javascript:":
        what = "leads nowhere" if navigates else "loads nothing"
        return "S012", f"{shown[:60]} {what}; it runs a script, if scripts are on"
    if protocol == "file:":
        return "S013", f"{shown} is a file on one computer"
    if len(protocol) == 2:
        return "S013", f"{shown} is a file on one computer, for {protocol} is a drive"
    if protocol == "data:" and "," not in url.href:
        return "S010", f"{shown[:60]} has no comma before its data"
    return _NONE


def _private(host: str) -> str:
    """What a host is that only some can reach; empty if it is public."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        if any(bare == name or bare.endswith(f".{name}") for name in _LOCAL_NAMES):
            return f"the local host {bare}"
        return f"the host {bare}, without a domain" if "." not in bare else ""
    return "" if address.is_global else f"the private address {bare}"


def _mail(url: URL, shown: str) -> Fault:
    """RFC 6068: mailboxes with commas between them, then fields; one of both names a recipient."""
    path, _, query = url.href.removeprefix("mailto:").partition("?")
    if "/" in path:
        return "S011", f"{shown}: {path!r} is not a mail address; expected name@host, with / encoded as %2F"
    if "?" in query:
        return "S011", f"{shown} has a second ?; expected & between fields, and %3F for one in a text"
    fields = [part.partition("=") for part in query.partition("#")[0].split("&") if part]
    recipients = [part for part in path.partition("#")[0].split(",") if path]
    for name, sign, value in fields:
        if not sign:
            return "S011", f"{shown}: the field {name!r} has no value; expected {name}=…"
        if name.lower() in ("to", "cc", "bcc"):
            recipients += value.split(",")
    if not recipients:
        return "S011", f"{shown} names no recipient"
    for recipient in recipients:
        mailbox = unquote(recipient)
        if not _MAILBOX.fullmatch(mailbox):
            return "S011", f"{shown}: {mailbox!r} is not a mail address; expected name@host"
    return _NONE


def _telephone(url: URL, shown: str) -> Fault:
    number, sign, rest = unquote(url.href.removeprefix("tel:")).partition(";")
    parameters = sign + rest
    digits = _SEPARATORS.sub("", number)
    if parameters and not re.fullmatch(f"(?:{_PARAMETER.pattern})*", parameters):
        return "S011", f"{shown}: {parameters!r} is not a list of parameters"
    if _GLOBAL.fullmatch(digits):
        return _NONE
    if not _LOCAL_NUMBER.fullmatch(digits):
        return "S011", f"{shown}: {number!r} is not a telephone number; expected +, digits, hyphens"
    if "phone-context=" not in parameters.lower():
        return "S011", f"{shown} is valid in one place only; expected a number with + and the country's code"
    return _NONE
