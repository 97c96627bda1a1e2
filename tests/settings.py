"""Every setting of Material and MkDocs, and what shows that it works: what the tests of the settings go through.

The names are those of Material's own schema (docs/schema/ in its repository, 9.8.1) and of its documentation's part "Setup",
kept in data/settings.txt; what is refused stands in scripts/theme/settings.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

NAMES = frozenset(
    line for line in (Path(__file__).parent / "data/settings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
EDITOR = "https://github.com/someone/edition/edit/main/docs/"
PAGE = "---\ntitle: {title}\ndescription: {title} of the settings.\n{front}---\n\n# {title} {{ #{id} .editorial }}\n\nWords.\n"


def page(identifier: str, front: str = "") -> str:
    return PAGE.format(title=identifier.capitalize(), id=identifier, front=front)


class Site(NamedTuple):
    """Settings that can stand together, laid over those of the tests' edition, and the files that they need."""

    settings: dict
    files: dict[str, str]


class Shown(NamedTuple):
    """Where a setting shows: an element that is on the page of one site and not on that of the other."""

    selector: str
    page: str = "shown/"
    site: str = "much"
    other: str = "plain"


_NAV = [{"More": [
    "more/index.md", {"Deep": ["more/deep/one.md", "more/deep/two.md"]}, {"Deeper": ["more/deeper/one.md", "more/deeper/two.md"]},
    "shown.md", "hidden.md", "tagged.md",
]}]
_FILES = {
    "docs/more/index.md": page("more"),
    **{f"docs/more/{folder}/{name}.md": page(f"{folder}-{name}") for folder in ("deep", "deeper") for name in ("one", "two")},
    "docs/shown.md": page(
        "shown", "icon: material/book\nstatus: new\nsubtitle: Below it\ntags: [Colours]\nrevision_date: 24 November 2026\n"
    ),
    "docs/hidden.md": page("hidden", "hide: [navigation, toc, path, footer, tags]\ntags: [Colours]\ntemplate: own.html\n"),
    "docs/tagged.md": page("tagged", "search:\n  exclude: true\n").replace("Words.", "<!-- material/tags -->"),
    "docs/assets/own.css": ".own { color: red; }\n",
    "docs/assets/own.js": "document.body.dataset.own = 1;\n",
    "overrides/own.html": '{% extends "main.html" %}\n{% block after %}<p class="of-own-template">Own</p>{{ super() }}{% endblock %}\n',
}
_ICONS = {
    "close": "material/close-box", "logo": "material/bank", "menu": "material/dots-vertical", "next": "material/hand-pointing-right",
    "previous": "material/hand-pointing-left", "repo": "simple/git", "search": "material/text-search",
    "top": "material/chevron-up", "annotation": "material/flag", "admonition": {"note": "material/pencil-box"},
    "tag": {"default": "material/label", "green": "material/leaf"},
}

SITES = {
    # The tests' edition with the same pages and nothing else.
    "plain": Site({"nav": _NAV, "plugins": ["search"]}, _FILES),
    "much": Site({
        "nav": _NAV,
        "copyright": "Edited by <em>someone</em>",
        "edit_uri": EDITOR,
        "repo_url": "https://github.com/someone/edition",
        "repo_name": "someone/edition",
        "extra_css": ["assets/edition.css", "assets/own.css"],
        "theme": {
            "favicon": "assets/share.png",
            "icon": _ICONS,
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom",
                 "toggle": {"icon": "material/lamp", "name": "Dark, please"}},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom",
                 "toggle": {"icon": "material/lamp-outline", "name": "Light, please"}},
            ],
            "features": [
                "announce.dismiss", "content.action.edit", "content.action.view", "navigation.footer", "navigation.indexes",
                "navigation.path", "navigation.prune", "navigation.sections", "navigation.tabs", "navigation.tabs.sticky",
                "navigation.top", "toc.follow", "toc.integrate", "content.code.annotate",
            ],
        },
        "extra": {
            "generator": True,
            "homepage": "https://example.org/someone/",
            "polyfills": ["assets/own.js"],
            "scope": "/someone/",
            "social": [{"icon": "simple/mastodon", "link": "https://example.org/@someone", "name": "Someone elsewhere"}],
            "status": {"new": "Lately added"},
            "tags": {"Colours": "green"},
            "annotate": {"json": [".s2"]},
        },
        "plugins": ["search", "tags", "meta", "typeset"],
    }, _FILES),
}

SHOWN: dict[str, Shown] = {
    "copyright": Shown(".md-copyright__highlight em"),
}
