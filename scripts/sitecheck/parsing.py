"""The small languages in attributes and style sheets that hold addresses, each read as its standard says."""

from __future__ import annotations

import re

# HTML, "parse a srcset attribute": an address without blanks, then descriptors up to a comma that is in no bracket.
_CANDIDATE = re.compile(r"[\s,]*(?P<address>[^\s]+)(?P<rest>(?:[^(),]|\([^)]*\)?)*)")
# HTML, "shared declarative refresh steps".
_REFRESH = re.compile(
    r"[\t\n\f\r ]*(?:\d+[\d.]*|(?=\.)[\d.]+)(?:[\t\n\f\r ]*[;,]|[\t\n\f\r ])[\t\n\f\r ]*"
    r"(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(?P<url>.*)",
    re.I | re.S,
)
# CSS Syntax 3: comments, strings, and url() with or without quotation marks; an escape is a backslash and what it stands for.
_CSS = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    # A namespace is a name that looks like an address.
    r"|@namespace[^;{]*;"
    r"|@import[\s]*(?P<import>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?<![\w-])url\(\s*(?P<quoted>\"(?:[^\"\\\n]|\\(?:.|\n))*\"|'(?:[^'\\\n]|\\(?:.|\n))*')"
    r"|(?<![\w-])url\(\s*(?P<bare>(?:[^\"'()\\\s]|\\[^\n])*)\s*\)"
    r"|\"(?:[^\"\\\n]|\\(?:.|\n))*\"?|'(?:[^'\\\n]|\\(?:.|\n))*'?",
    re.S | re.I,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\r\f])?|\n|(.))", re.S)
_ASCII_BLANKS = "\t\n\f\r "


def srcset(value: str) -> list[str]:
    """The addresses of a srcset attribute, in order (https://html.spec.whatwg.org/#parse-a-srcset-attribute)."""
    found, position = [], 0
    while match := _CANDIDATE.match(value, position):
        address = match["address"]
        bare = address.rstrip(",")
        if bare:
            found.append(bare)
        # An address that ends with a comma has no descriptors; else they end with the next one.
        position = match.end("address") if bare != address else match.end()
    return found


def refresh(content: str) -> str | None:
    """The address of a `<meta http-equiv=refresh>`; None if it leads to no other page."""
    match = _REFRESH.fullmatch(content)
    if not match or not match["url"]:
        return None
    url = match["url"]
    if url[0] in "\"'":
        url = url[1:].partition(url[0])[0]
    return url.strip(_ASCII_BLANKS)


def css_addresses(text: str) -> list[tuple[str, int]]:
    """The addresses in CSS, by `url()` and `@import`, each with its offset (https://www.w3.org/TR/css-syntax-3/)."""
    if "url(" not in text and "@import" not in text and "URL(" not in text.upper() and "@IMPORT" not in text.upper():
        return []
    found = []
    for match in _CSS.finditer(text):
        for name in ("import", "quoted", "bare"):
            raw = match[name]
            if raw is not None:
                skipped = 0 if name == "bare" else 1
                inner = raw[skipped:len(raw) - skipped]
                found.append((_CSS_ESCAPE.sub(_unescaped, inner), match.start(name) + skipped))
    return found


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return match[2] or ""
