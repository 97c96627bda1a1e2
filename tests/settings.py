"""Where each setting shows that it works; what is refused stands in scripts/theme/refused.py."""

from __future__ import annotations

from typing import NamedTuple

from settingsites import EDITOR, ICONS, drawing


class Shown(NamedTuple):
    """Where a setting shows: what is on a page of the site with the setting and not on that of the other, or the reverse.

    Without a selector it is the page, or other file, itself.
    """

    selector: str = ""
    page: str = "shown/index.html"
    site: str = "much"
    other: str = "plain"


_ONE, _HIDDEN = "more/deep/one/index.html", "hidden/index.html"
_OWN_ICONS = {
    "logo": ".md-header .md-logo", "menu": ".md-header label[for=__drawer]", "next": ".md-footer__link--next",
    "previous": ".md-footer__link--prev", "repo": ".md-source", "search": ".search-button", "top": ".md-top",
}
_WRITTEN_ICONS = {"tag": ".md-tag--green{--md-tag-icon"} | {
    f"admonition.{kind}": f"--md-admonition-icon--{kind}" for kind in ICONS["admonition"]
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
    **{f"theme.icon.{name}": Shown(f"{place} {drawing(ICONS[name])}") for name, place in _OWN_ICONS.items()},
    "theme.icon.close": Shown(f".md-banner__button {drawing(ICONS['close'])}", page=_HIDDEN),
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
