"""What shows that a setting works: sites made with settings that can stand together, and where each of them shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import material
import yaml

from edition.configuration import Configuration

_EXTENSIONS = re.compile(r"^markdown_extensions:\n(?: .*\n)+", re.M)
_MATERIAL = Path(material.__file__).parent / "templates/.icons"
EDITOR = "https://github.com/someone/edition/edit/main/docs/"
_PAGE = "---\ntitle: {title}\ndescription: {title}, a page of the settings.\n{front}---\n\n# {title} {{ #{id} .editorial }}\n\n{words}\n"


class Site(NamedTuple):
    """Settings, laid over those of the tests' edition, and files beside its own. Lists are replaced, nav grows."""

    settings: dict
    files: dict[str, str]


class Shown(NamedTuple):
    """Where a setting shows: what is on a page of the site with the setting and not on that of the other, or the reverse.

    Without a selector it is the page, or other file, itself.
    """

    selector: str = ""
    page: str = "shown/index.html"
    site: str = "much"
    other: str = "plain"


def page(title: str, front: str = "", words: str = "Words.") -> str:
    """The text of an editorial page."""
    return _PAGE.format(title=title, id=title.lower(), front=front, words=words)


_ICONS = {
    "close": "material/close-box", "logo": "material/bank", "menu": "material/dots-vertical", "next": "material/hand-pointing-right",
    "previous": "material/hand-pointing-left", "repo": "simple/git", "search": "material/text-search", "top": "material/chevron-up",
    "admonition": {
        kind: "material/pencil-box" for kind in (
            "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip", "warning",
        )
    },
    "tag": {"default": "material/label", "green": "material/leaf"},
}


def drawing(icon: str) -> str:
    """The selector of an icon, by the first stroke of its drawing."""
    path = re.search(' d="([^"]+)', (_MATERIAL / f"{icon}.svg").read_text(encoding="utf-8"))
    return f'path[d^="{path[1][:20]}"]'


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
        "Shown", "icon: material/book\nstatus: new\nsubtitle: Below it\ntags: [Colours]\nrevision_date: 24 November 2026\n", _WORDS,
    ),
    "docs/hidden.md": page("Hidden", "hide: [navigation, toc, path, footer, tags]\ntags: [Colours]\ntemplate: own.html\n", _WORDS),
    "docs/tagged.md": page("Tagged", "search:\n  exclude: true\n", "<!-- material/tags -->"),
    "docs/assets/own.css": ".own { color: red; }\n",
    "docs/assets/own.js": "document.documentElement.dataset.own = 1;\n",
    "overrides/own.html": '{% extends "main.html" %}\n{% block announce %}Something new{% endblock %}\n'
        '{% block after %}<p class="of-own">Own</p>{{ super() }}{% endblock %}\n',
    "overrides/lone.html": '{% extends "main.html" %}\n{% block htmltitle %}<title>Alone</title>{% endblock %}\n'
        '{% block extrahead %}<link rel="canonical" href="{{ config.site_url }}lone.html">{% endblock %}\n'
        '{% block content %}<h1>Alone</h1>{% endblock %}\n',
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

_ONE, _HIDDEN = "more/deep/one/index.html", "hidden/index.html"
_OWN_ICONS = {
    "logo": ".md-header .md-logo", "menu": ".md-header label[for=__drawer]", "next": ".md-footer__link--next",
    "previous": ".md-footer__link--prev", "repo": ".md-source", "search": ".search-button", "top": ".md-top",
}
_WRITTEN_ICONS = {"tag": ".md-tag--green{--md-tag-icon"} | {
    f"admonition.{kind}": f"--md-admonition-icon--{kind}" for kind in _ICONS["admonition"]
}
SHOWN: dict[str, Shown] = {
    "copyright": Shown(".md-copyright__highlight em"),
    "draft_docs": Shown(page="left-out/index.html", site="little"),
    "edit_uri": Shown(f"a[rel=edit][href='{EDITOR}shown.md']"),
    "edit_uri_template": Shown("a[rel=edit][href='https://example.org/editor?file=shown.md']", site="little"),
    "exclude_docs": Shown(page="left-out/index.html"),
    "extra_css": Shown("link[rel=stylesheet][href='../assets/own.css']"),
    "extra_javascript": Shown("script[src='../assets/own.js']", site="little"),
    "extra_templates": Shown(page="own.txt"),
    "nav": Shown(".md-nav__link[href='../left-out/']"),
    "repo_name": Shown(".md-header .md-source__repository:lexbor-contains('The files')"),
    "site_description": Shown("meta[name=description][content='All of it']", page="lone.html"),
    "site_name": Shown("title:lexbor-contains('Another name')"),
    "site_url": Shown("link[rel=canonical][href='https://example.net/shown/']"),
    "repo_url": Shown(".md-header .md-source[href='https://example.org/someone/edition']", site="little"),

    "theme.favicon": Shown("link[rel=icon][href='../assets/share.png']"),
    "theme.logo": Shown(".md-header .md-logo img[src='../assets/share.png']", site="little"),
    "theme.static_templates": Shown(page="lone.html"),
    **{f"theme.icon.{name}": Shown(f"{place} {drawing(_ICONS[name])}") for name, place in _OWN_ICONS.items()},
    "theme.icon.close": Shown(f".md-banner__button {drawing(_ICONS['close'])}", page=_HIDDEN),
    **{f"theme.icon.{name}": Shown(f"style:lexbor-contains('{said}')") for name, said in _WRITTEN_ICONS.items()},
    "theme.palette.media": Shown(".md-option[data-md-color-media='(prefers-color-scheme)']"),
    "theme.palette.scheme": Shown("body[data-md-color-scheme=slate]", site="little"),
    "theme.palette.toggle.icon": Shown(f"label[for=__palette_1] {drawing('material/lamp')}"),
    "theme.palette.toggle.name": Shown("label[title='Dark, please']"),

    "theme.features.announce.dismiss": Shown(".md-banner__button", page=_HIDDEN, other="little"),
    "theme.features.content.action.edit": Shown("a[rel=edit]"),
    "theme.features.content.action.view": Shown(".page-actions a:not([rel])", other="little"),
    "theme.features.navigation.expand": Shown(".md-toggle--indeterminate", site="little"),
    "theme.features.navigation.footer": Shown(".md-footer__inner", other="little"),
    "theme.features.navigation.indexes": Shown(".md-nav__container"),
    "theme.features.navigation.path": Shown(".md-path", page=_ONE),
    "theme.features.navigation.prune": Shown(".md-nav__item--pruned"),
    "theme.features.navigation.sections": Shown(".md-nav__item--section", other="little"),
    "theme.features.navigation.tabs": Shown(".md-tabs"),
    "theme.features.navigation.tabs.sticky": Shown(".md-header--lifted"),
    "theme.features.navigation.top": Shown(".md-top", other="little"),
    "theme.features.toc.follow": Shown("script[data-follow]", other="little"),
    "theme.features.toc.integrate": Shown(".md-nav--integrated"),

    "extra.generator": Shown(".md-copyright a[href*=mkdocs-material]"),
    "extra.homepage": Shown(".md-header .md-logo[href='https://example.org/someone/']"),
    "extra.polyfills": Shown("head script[src='../assets/own.js']"),
    "extra.scope": Shown("script:lexbor-contains('/someone/')"),
    "extra.social.icon": Shown(f".md-social {drawing('simple/mastodon')}"),
    "extra.social.link": Shown(".md-social__link[href='https://example.org/@someone']"),
    "extra.social.name": Shown(".md-social__link[title='Someone elsewhere']"),
    "extra.status": Shown(".md-status--new[title='Lately added']"),
    "extra.tags": Shown(".md-tag.md-tag--green"),

    "plugins.group": Shown(".md-tags", site="little"),
    "plugins.meta": Shown(".md-nav__link--active small:lexbor-contains('From above')", page=_ONE),
    "plugins.tags": Shown(".md-tags a[href='../tagged/#tag:colours']"),
    "plugins.typeset": Shown(".md-nav .md-typeset code"),

    "page.description": Shown("meta[name=description][content='Shown, a page of the settings.']"),
    "page.hide.footer": Shown(".md-footer__inner[hidden]", page=_HIDDEN),
    "page.hide.navigation": Shown(".md-sidebar--primary[hidden]", page=_HIDDEN),
    "page.hide.path": Shown(".md-path[hidden]", page=_HIDDEN),
    "page.hide.tags": Shown(".md-tags[hidden]", page=_HIDDEN),
    "page.hide.toc": Shown(".md-sidebar--secondary[hidden]", page=_HIDDEN, site="little"),
    "page.icon": Shown(f".md-nav__link--active {drawing('material/book')}"),
    "page.revision_date": Shown(".md-source-file"),
    "page.search.exclude": Shown("Tagged", page="search.json"),
    "page.status": Shown(".md-nav__link--active .md-status--new"),
    "page.subtitle": Shown(".md-nav__link--active small:lexbor-contains('Below it')"),
    "page.tags": Shown(".md-tag:lexbor-contains('Colours')"),
    "page.template": Shown(".of-own", page=_HIDDEN),
    "page.title": Shown("title:lexbor-contains('Shown')"),
}

# Seen in a browser, by browser/test_settings.py.
IN_A_BROWSER = frozenset({
    "theme.features.content.code.copy", "theme.features.content.code.select", "theme.features.content.footnote.tooltips",
    "theme.features.content.tabs.link", "theme.features.content.tooltips", "theme.features.navigation.tracking",
})
# Told by other rules, whose cases try them, and by tests of their own.
ELSEWHERE = {
    "docs_dir": "X008", "hooks": "X008", "markdown_extensions": "X008", "plugins.search": "X008", "theme.custom_dir": "X008",
    "theme.name": "X008", "use_directory_urls": "X008", "not_in_nav": "X007", "validation": "test_settings.py",
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


def dumped(values: dict) -> str:
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True)


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
