"""Addresses that lead to a page by way of somebody else, or with what somebody else has added."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from checks.written_url import Url

_SHORTENERS = frozenset({
    "bit.ly", "buff.ly", "clck.ru", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rebrand.ly", "shorturl.at", "t.co",
    "t.ly", "tiny.cc", "tinyurl.com", "v.gd", "vk.cc",
})
_CACHES = frozenset({"cc.bingj.com", "hghltd.yandex.net", "webcache.googleusercontent.com"})
# Hosts, with the beginning of the path below which they lead on or translate.
_REDIRECTORS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]+"), "/url"),
    (re.compile(r"lm?\.(?:facebook|instagram)\.com"), "/"),
    (re.compile(r"(?:[\w-]+\.)?safelinks\.protection\.outlook\.com"), "/"),
    (re.compile(r"(?:www\.)?youtube\.com"), "/redirect"),
    (re.compile(r"away\.vk\.com"), "/"),
)
_TRANSLATORS = (re.compile(r"translate\.google\.[a-z.]+"), re.compile(r"(?:[\w-]+\.)*translate\.goog"))
_PROXY = re.compile(r"ezproxy[\w-]*")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|yclid|ysclid|msclkid|twclid|igshid|mc_cid|mc_eid|_openstat"
)
_SESSION = re.compile(r"(?i)jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken")
_SESSION_IN_PATH = re.compile(r"(?i);jsessionid=|/\(S\([a-z0-9]{24}\)\)/")
# Too long and too mixed to be a name.
_KEY = re.compile(r"(?=.*[0-9])[0-9a-fA-F]{16,}")


def detour(url: Url) -> str:
    """What an address leads through, or carries with it, as a clause about it; empty if nothing."""
    host = url.host.rstrip(".")
    if host.removeprefix("www.") in _SHORTENERS:
        return "is a shortened address"
    if host in _CACHES:
        return "is in the cache of a search engine, which is emptied"
    names = host.split(".")
    # The host behind a proxy stands before it with hyphens, or in full.
    is_behind = "proxy" in names[1:-2] and ("-" in names[0] or names.index("proxy") > 1)
    if is_behind or any(_PROXY.fullmatch(name) for name in names):
        return "goes through the proxy of a library, which lets only its readers in"
    if any(one.fullmatch(host) for one in _TRANSLATORS):
        return "is a translation by machine, not the page"
    query = parse_qsl(url.query[1:], keep_blank_values=True)
    if query and any(one.fullmatch(host) and url.path.startswith(path) for one, path in _REDIRECTORS):
        return "leads to another page by way of a tracker"
    for name, value in query:
        if _TRACKING.fullmatch(name):
            return f"carries {name}, which a tracker added"
        if _SESSION.fullmatch(name) or (name.lower() in ("sid", "sessionid", "session_id") and _KEY.fullmatch(value)):
            return f"carries {name}, which belongs to one visit"
    return "carries a session, which belongs to one visit" if _SESSION_IN_PATH.search(url.path) else ""
