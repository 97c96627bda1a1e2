"""Sites made with settings of Material and MkDocs that can stand together."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import material
import yaml

from edition.configuration import Configuration, PythonName

_EXTENSIONS = re.compile(r"^markdown_extensions:\n(?: .*\n)+", re.M)
_MATERIAL = Path(material.__file__).parent / "templates/.icons"
EDITOR = "https://github.com/someone/edition/edit/main/docs/"
_PAGE = (
    "---\ntitle: {title}\ndescription: {title}, a page of the settings.\n{front}---\n\n"
    "# {title} {{ #{id} .editorial }}\n\n{words}\n"
)


class Site(NamedTuple):
    """Settings, laid over those of the tests' edition, and files beside its own. Lists are replaced, nav grows."""

    settings: dict
    files: dict[str, str]


def page(title: str, front: str = "", words: str = "Words.") -> str:
    """The text of an editorial page."""
    return _PAGE.format(title=title, id=title.lower(), front=front, words=words)


ICONS = {
    "close": "material/close-box",
    "logo": "material/bank",
    "menu": "material/dots-vertical",
    "next": "material/hand-pointing-right",
    "previous": "material/hand-pointing-left",
    "repo": "simple/git",
    "search": "material/text-search",
    "top": "material/chevron-up",
    "admonition": dict.fromkeys(
        ("abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip", "warning"),
        "material/pencil-box",
    ),
    "tag": {"default": "material/label", "green": "material/leaf"},
}


def drawing(icon: str) -> str:
    """The selector of an icon, by the first stroke of its drawing."""
    path = re.search(' d="([^"]+)', (_MATERIAL / f"{icon}.svg").read_text(encoding="utf-8"))
    return f'path[d^="{path[1][:20]}"]'


_NAV = [{"More": [
    "more/index.md",
    {"Deep": ["more/deep/one.md", "more/deep/two.md", "hidden.md"]},
    {"Deeper": [{"Deepest": ["more/deeper/three.md", "more/deeper/four.md"]}]},
    "shown.md", "tagged.md",
]}]
_PAGES = {f"docs/more/{name}.md": page(name.rpartition("/")[2].capitalize()) for name in (
    "index", "deep/one", "deep/two", "deeper/three", "deeper/four",
)}
_WORDS = "Words.\n\n## Of `code` { #code .editorial }\n\nMore words."
_PLAIN = _PAGES | {name: page(title, words=words) for name, title, words in (
    ("docs/shown.md", "Plain", _WORDS), ("docs/hidden.md", "Hidden", _WORDS), ("docs/tagged.md", "Tagged", "Words."),
    ("docs/left-out.md", "Left", "Words."),
)}
_FILES = _PLAIN | {
    "docs/more/deep/.meta.yml": "subtitle: From above\n",
    "docs/shown.md": page(
        "Shown",
        "icon: material/book\nstatus: new\nsubtitle: Below it\ntags: [Colours]\nrevision_date: 24 November 2026\n",
        _WORDS,
    ),
    "docs/hidden.md": page(
        "Hidden", "hide: [navigation, toc, path, footer, tags]\ntags: [Colours]\ntemplate: own.html\n", _WORDS
    ),
    "docs/tagged.md": page("Tagged", "search:\n  exclude: true\n", "<!-- material/tags -->"),
    "docs/assets/own.css": ".own { color: red; }\n",
    "docs/assets/own.js": "document.documentElement.dataset.own = 1;\n",
    "overrides/own.html": '{% extends "main.html" %}\n{% block announce %}Something new{% endblock %}\n'
    '{% block after %}<p class="of-own">Own</p>{{ super() }}{% endblock %}\n',
    "overrides/lone.html": '{% extends "main.html" %}\n{% block htmltitle %}<title>Alone</title>{% endblock %}\n'
    '{% block extrahead %}<link rel="canonical" href="{{ config.site_url }}lone.html">{% endblock %}\n'
    "{% block content %}<h1>Alone</h1>{% endblock %}\n",
}

_LIVELY = """``` python
print("copied")
```

``` python
print("once more")
```

A word[^1] and a link [elsewhere](about.md "Where it leads").

[^1]: Said below.

=== "First"

    One.

=== "Second"

    Two.

And again:

=== "First"

    Three.

=== "Second"

    Four.

""" + "\n\n".join(f"## Part {n} {{ #part-{n} .editorial }}\n\n" + "Words to read.\n\n" * 12 for n in range(1, 6))

_SWITCHED = [
    {"scheme": scheme, "primary": "custom", "accent": "custom", "toggle": {"icon": "material/lamp", "name": name}}
    for scheme, name in (("default", "Dark, please"), ("slate", "Light, please"))
]

SITES = {
    # The same pages, without the settings.
    "plain": Site({"nav": [*_NAV, "left-out.md"]}, _PLAIN),
    "much": Site({
        "nav": _NAV,
        "site_description": "All of it",
        "site_name": "Another name",
        "site_url": "https://example.net/",
        "copyright": "Edited by <em>someone</em>",
        "edit_uri": EDITOR,
        "repo_url": "https://github.com/someone/edition",
        "repo_name": "The files",
        "extra_css": ["assets/edition.css", "assets/own.css"],
        "extra_templates": ["own.txt"],
        "exclude_docs": "left-out.md",
        "theme": {
            "favicon": "assets/share.png",
            "static_templates": ["lone.html"],
            "icon": ICONS,
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom",
                 "toggle": {"icon": "material/lamp", "name": "Dark, please"}},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom",
                 "toggle": {"icon": "material/lamp-outline", "name": "Light, please"}},
            ],
            "features": [
                "announce.dismiss", "content.action.edit", "content.action.view", "navigation.footer", "navigation.indexes",
                "navigation.path", "navigation.prune", "navigation.sections", "navigation.tabs", "navigation.tabs.sticky",
                "navigation.top", "toc.follow", "toc.integrate",
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
        },
        "plugins": ["search", "tags", "meta", "typeset"],
    }, _FILES | {"docs/own.txt": "{{ config.site_name }}\n"}),
    "little": Site({
        "nav": _NAV,
        "edit_uri_template": "https://example.org/editor?file={path}",
        "repo_url": "https://example.org/someone/edition",
        "extra_javascript": ["assets/own.js"],
        "draft_docs": "left-out.md",
        "theme": {
            "logo": "assets/share.png",
            "palette": {"scheme": "slate", "primary": "custom", "accent": "custom"},
            "features": ["content.action.edit", "navigation.expand"],
        },
        "plugins": ["search", {"group": {"enabled": True, "plugins": ["tags", "material/typeset"]}}],
    }, _FILES),
    # What Material's script does, with what it does it for.
    "lively": Site({
        "nav": [*_NAV, "lively.md"],
        "exclude_docs": "left-out.md",
        "theme": {"palette": _SWITCHED, "features": [
            "content.code.copy", "content.code.select", "content.footnote.tooltips", "content.tabs.link", "content.tooltips",
            "navigation.tracking",
        ]},
    }, _PLAIN | {"docs/lively.md": page("Lively", words=_LIVELY)}),
}


def edition_with(pristine: Path, root: Path, name: str) -> Path:
    """The tests' edition with the settings and files of one of the sites."""
    shutil.copytree(pristine, root, dirs_exist_ok=True)
    asked = SITES[name]
    values = Configuration.load(root).values
    # Their options are names in Python, which are no values. Lines of code are selected by their spans.
    extensions = _EXTENSIONS.search((root / "mkdocs.yml").read_text(encoding="utf-8"))[0]
    extensions = extensions.replace("pymdownx.highlight:\n", "pymdownx.highlight:\n      line_spans: __span\n")
    del values["markdown_extensions"]
    nav = [*values["nav"], *asked.settings["nav"]]
    written(root / "mkdocs.yml", dumped(laid_over(values, asked.settings | {"nav": nav})) + extensions)
    for file, text in asked.files.items():
        written(root / file, text)
    return root


def laid_over(values: dict, asked: dict) -> dict:
    both = {name: laid_over(values[name], asked[name]) for name in asked if isinstance(values.get(name), dict)}
    return values | asked | both


class Dumper(yaml.SafeDumper):
    """Writes the names of Python's objects as they were."""


Dumper.add_representer(
    PythonName, lambda dumper, name: dumper.represent_scalar(f"tag:yaml.org,2002:python/name:{name}", "")
)


def dumped(values: dict) -> str:
    return yaml.dump(values, Dumper=Dumper, sort_keys=False, allow_unicode=True)



def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
