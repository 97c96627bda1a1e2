"""Sites made by chance from those of the corpus: their tags, attributes, tokens of CSS and JSON cut up and joined anew."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from sitecheck_tests.test_corpus import FAULTS, HOME, SITE, SOUND

# Comments' ends, tags, whole attributes, functions of CSS, names, blanks, signs.
_TOKENS = re.compile(r"""<!--|-->|</?[A-Za-z][\w:-]*|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s>]*)|@?[\w-]+\(?|\s+|.""", re.S)
# What breaks readers: ends of what never began, signs that no text has, what is nested or quoted without end.
_STRANGE = (
    "\0", "\ufeff", "\u2028", "\ufffd", "\r", "\x0c", "&#0;", "&#xD800;", "&#x110000;", "&nbsp", "%", "%zz", "%00", "%ff",
    "<!--", "--!>", "<![CDATA[", "]]>", "<?xml", "<!doctype", "<template>", "</template>", "<template shadowrootmode=open>",
    "<svg>", "<math>", "<foreignObject>", "<select>", "<table>", "<plaintext>", "<noscript>", "<frameset>", "<base href=//>",
    "<base href=data:,>", "<style>", "</style>", "<script>", "</script>", "<title>", "<textarea>", "<iframe srcdoc='",
    "url(", "@import", "\\", "\\0", "/*", "*/", "{", "}", "[", "]", '"', "'", "#", "#:~:text=", "text=,-,", "//", "http://[",
    "\ud800", "&am",
)
# How often a piece may be repeated, so that what grows faster than its input is seen.
_REPEATED = (2, 10, 300, 3000)
_LONGEST = 200_000


def site_of(seed: int) -> dict[str, bytes]:
    """The files of the site with this number, by their names; the same number gives the same site."""
    chosen = random.Random(seed)
    files = _files(chosen.choice(_CASES))
    donor = _files(chosen.choice(_CASES))
    if chosen.random() < 0.3:
        # What is well-formed as one kind of file is strange as another.
        files[chosen.choice(list(files))] = chosen.choice(list(donor.values()))
    for name in chosen.sample(sorted(files), k=min(len(files), chosen.choice((1, 1, 2, 4)))):
        files[name] = mutated(files[name], chosen)
    return {name: _encoded(text, chosen) for name, text in files.items()}


def mutated(text: str, chosen: random.Random) -> str:
    """A text with some of its tokens changed."""
    tokens = _TOKENS.findall(text)
    for _ in range(chosen.choice((1, 2, 4, 12))):
        at = chosen.randrange(len(tokens) + 1)
        end = min(len(tokens), at + chosen.choice((1, 1, 3, 20)))
        tokens[at:end] = chosen.choice(_WAYS)(tokens[at:end], chosen)
    return "".join(tokens)[:_LONGEST]


def _moved_values(piece: list[str], chosen: random.Random) -> list[str]:
    """The attributes of a piece with values of others."""
    names = [token.partition("=")[0] for token in piece if "=" in token]
    return [f"{name}={chosen.choice(_POOL).partition('=')[2] or chosen.choice(_STRANGE)}" for name in names] or piece


_WAYS: tuple[Callable[[list[str], random.Random], list[str]], ...] = (
    lambda piece, chosen: [],
    lambda piece, chosen: piece * chosen.choice(_REPEATED),
    lambda piece, chosen: chosen.sample(piece, len(piece)),
    lambda piece, chosen: [*piece, chosen.choice(_STRANGE)],
    lambda piece, chosen: [chosen.choice(_STRANGE) * chosen.choice(_REPEATED)],
    lambda piece, chosen: [*piece, *chosen.choices(_POOL, k=chosen.choice((1, 3, 10)))],
    lambda piece, chosen: [token.swapcase() for token in piece],
    lambda piece, chosen: [token[:chosen.randrange(len(token) + 1)] for token in piece],
    _moved_values,
)


def _files(case: dict[str, Any]) -> dict[str, str]:
    home = HOME.format(html=case.get("html", ""), head=case.get("head", ""))
    return {"page.html": SITE["page.html"], "icon.svg": SITE["icon.svg"], "index.html": home, **case.get("files", {}), **_PLAIN}


def _encoded(text: str, chosen: random.Random) -> bytes:
    encoding = chosen.choices(("utf-8", "latin-1", "utf-16", "shift-jis"), (20, 1, 1, 1))[0]
    content = bytearray(text.encode(encoding, errors="surrogatepass" if encoding == "utf-8" else "replace"))
    if content and chosen.random() < 0.2:
        for _ in range(chosen.randrange(20)):
            content[chosen.randrange(len(content))] = chosen.randrange(256)
    return bytes(content)


# Of each kind of file that is read there is one.
_PLAIN = {
    "style.css": '@import url("page.html") layer(a); p { background: image-set(url(pic.png) 1x, "a.png" 2x) } /* url(x) */',
    "sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/n/</loc></url></urlset>',
    "feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.org/n/"/></feed>',
    "robots.txt": "User-agent: *\nSitemap: https://example.org/n/sitemap.xml\n",
    "site.webmanifest": '{"start_url": ".", "icons": [{"src": "icon.svg"}], "shortcuts": [{"url": "page.html"}]}',
    "search.json": '{"docs": [{"location": "page.html#one"}, {"location": "dir/"}]}',
}
_CASES: list[dict[str, Any]] = [*FAULTS, *SOUND]
_POOL = sorted({
    token for case in _CASES for text in _files(case).values() for token in _TOKENS.findall(text) if token.strip()
})
