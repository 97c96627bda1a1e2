"""The settings of MkDocs and Material that have no place in this edition, why, and what to do instead.

A setting is named by its path in mkdocs.yml, an item of a list by itself: `theme.features.search.suggest`. A name stands
for everything below it. Whatever is not refused here has its effect; tests/settings.py shows which for each.
"""

from __future__ import annotations

from typing import NamedTuple


class Refused(NamedTuple):
    """Why a setting is refused, and what to do instead; `unless` are the values that ask for nothing."""

    reason: str
    instead: str
    unless: tuple[object, ...] = (None, False)


_OUT = "take it out"
_OWN_SEARCH = "it is for Material's own search, which the edition's replaces"
_ADDRESS_LOST = "an address can lose its anchor on the way to the next page, and the edition's scripts start once a page"
_COLOURS = "the colours are the edition's, so that their contrasts are known"
_BLOG = "it is for posts of Material's blog, and the edition has none"
_ACTIONS = "the links to a page's source are words below its text, without icons"
_FETCHES = "Material takes its fonts from Google's servers, and no page may ask another host"

REFUSED: dict[str, Refused] = {
    "INHERIT": Refused("the checks read mkdocs.yml alone, and not what it inherits", "write the settings here"),
    "site_author": Refused(
        "reference managers would take this name for that of the article's author, who is not known",
        "name yourself in `copyright`, or in docs/about.md",
    ),
    "site_dir": Refused("the site is always made in site/", "take it out; copy site/ to where it is to be", ("site", "site/")),
    "dev_addr": Refused(
        "the preview has its address from the command line", "take it out, and run `python3 scripts/build.py serve --port 8001`"
    ),
    "watch": Refused("the preview follows all files of the edition as it is", _OUT, (None, [])),
    "strict": Refused("the edition is always built strictly", "take it out, or write `strict: true`", (True,)),
    **dict.fromkeys(
        ("remote_branch", "remote_name"),
        Refused(
            "it is for `mkdocs gh-deploy`, which publishes unchecked and overwrites what was released",
            "take it out; what is pushed is published, see “Release a version” in CONTRIBUTING.md",
        ),
    ),
    "theme.font": Refused(_FETCHES, "write `font: false`; fonts of your own go into a style sheet under `extra_css`", (False,)),
    "theme.language": Refused(
        "the article and all words around it are English, and each page says so to browsers and screen readers",
        "write `language: en`",
        ("en",),
    ),
    "theme.direction": Refused(
        "English is written from left to right", "take it out, or write `direction: ltr`", (None, "ltr")
    ),
    **dict.fromkeys(
        ("theme.palette.primary", "theme.palette.accent"),
        Refused(_COLOURS, "write `custom`, and set the colours' variables in a style sheet under `extra_css`", ("custom",)),
    ),
    **dict.fromkeys(("theme.icon.edit", "theme.icon.view"), Refused(_ACTIONS, _OUT)),
    "theme.icon.share": Refused(_OWN_SEARCH, _OUT),
    **dict.fromkeys(
        ("theme.features.content.code.annotate", "theme.icon.annotation", "extra.annotate"),
        Refused(
            "a mark in code has no name that could be read aloud",
            "take it out, and write the remark below the code",
        ),
    ),
    "theme.features.header.autohide": Refused("keyboard users would lose sight of the header's buttons", _OUT),
    "theme.features.navigation.instant": Refused(_ADDRESS_LOST, _OUT),
    **dict.fromkeys(
        [f"theme.features.search.{name}" for name in ("highlight", "share", "suggest")], Refused(_OWN_SEARCH, _OUT)
    ),
    **dict.fromkeys(
        ("extra.alternate", "theme.icon.alternate"),
        Refused(
            "every page would name the other site's home page as its translation, to readers and search engines",
            "link to the other site in docs/about.md, or in `nav`",
        ),
    ),
    "extra.analytics": Refused(
        "no page may ask another host, so nothing can be counted and no feedback sent",
        "take it out; the log of your web server counts without scripts",
    ),
    "extra.consent": Refused("the edition sets no cookies and asks no other host, so there is nothing to consent to", _OUT),
    "extra.version": Refused(
        "it is for mike, which silently overwrites versions; the edition keeps its releases itself",
        "take it out, and see “Release a version” in CONTRIBUTING.md",
    ),
    "plugins.blog": Refused(
        "it makes pages that no rule sees before they are rendered, and that change with the date",
        "write news as a page, and list it in `nav`",
    ),
    "plugins.info": Refused("it ends every build in order to pack a bug report", "use it in a copy of the project"),
    "plugins.offline": Refused(
        "it changes the addresses of the pages, and adds a script from another host",
        "take it out; the folder to read offline is made with every build",
    ),
    "plugins.optimize": Refused(
        "its tools are on some machines only, and a release must have the same bytes on all",
        "take it out, and make pictures small before they are committed",
    ),
    "plugins.privacy": Refused(
        "it fetches files from other hosts while the site is built, so that no build is like the last",
        "take it out, and put files from elsewhere into docs/assets/; a rule finds those that are not",
    ),
    "plugins.projects": Refused("it builds sites beside the edition that nothing checks", "build another site separately"),
    "plugins.social": Refused(
        "it fetches fonts from Google's servers while the site is built",
        "take it out; all pages have the picture docs/assets/share.png",
    ),
    **dict.fromkeys(
        [f"plugins.search.{name}" for name in ("jieba_dict", "jieba_dict_user", "lang", "pipeline", "separator")],
        Refused(_OWN_SEARCH, _OUT, (None,)),
    ),
    "plugins.search.enabled": Refused("without it nothing is found on the editorial pages", _OUT, (True,)),
    "markdown_extensions.pymdownx.critic": Refused(
        "it would read the edition's corrections before the edition does, and show no reason for them", _OUT
    ),
    "markdown_extensions.pymdownx.blocks.admonition": Refused(
        "it claims `/// note`, which is an editor's note", "take it out, and write `!!! note` for an admonition"
    ),
    "markdown_extensions.pymdownx.highlight.anchor_linenums": Refused(
        "each line would be a link without a name", _OUT, (False, None)
    ),
    "markdown_extensions.pymdownx.tabbed.alternate_style": Refused(
        "Material has no styles for the other kind of tabs", "write `alternate_style: true`", (True,)
    ),
    **dict.fromkeys(
        [f"markdown_extensions.toc.{name}" for name in ("permalink", "anchorlink")],
        Refused("the title of the article would get a sign that it does not have", _OUT, (False, None)),
    ),
    "markdown_extensions.abbr.glossary": Refused(
        "it would mark the article's own words", "explain an abbreviation on the editorial page that has it", (None,)
    ),
    "markdown_extensions.material.extensions.preview": Refused(
        "it shows everything up to the next heading; the edition's own entries show what a link is about", _OUT
    ),
}

# What can't be left out, for Material would do what is refused.
NEEDED: dict[str, Refused] = {
    "font": REFUSED["theme.font"],
    "palette": Refused(
        "Material's own colours would show", "restore it from an older state of the file, which `git log -p mkdocs.yml` shows"
    ),
}

# What is refused in the front matter of a page.
REFUSED_IN_PAGES: dict[str, Refused] = {
    "author": Refused(
        "reference managers would take this name for that of the article's author, who is not known",
        "name who wrote the page in its text", (),
    ),
    "comments": Refused("comments come from another host, and no page may ask one", "link to where readers can write to you"),
    "draft": Refused("MkDocs publishes the page all the same", "name the page under `draft_docs` in mkdocs.yml"),
    "hide.feedback": Refused("no page asks for feedback", _OUT),
    "search.boost": Refused(_OWN_SEARCH, "take it out; `search: {exclude: true}` leaves a page out", (None, 1)),
    "social": Refused("all pages have one picture, docs/assets/share.png", _OUT),
    **dict.fromkeys(("authors", "categories", "date", "links", "pin", "readtime", "slug"), Refused(_BLOG, _OUT, ())),
}
