"""The settings of MkDocs and Material that there are, each named by its path in mkdocs.yml, an item of a list by itself."""

from __future__ import annotations

# Done by Material's script; the other features by its templates and styles, or by docs/assets/js/.
NEED_SCRIPT = frozenset({
    "announce.dismiss",
    "content.code.copy",
    "content.code.select",
    "content.footnote.tooltips",
    "content.tabs.link",
    "content.tooltips",
    "navigation.tracking",
})

# What is named by one of these, or below one, is loaded into the pages, and may not be on another host.
LOADED = ("extra_css", "extra_javascript", "extra.polyfills", "theme.favicon", "theme.logo")

# What there is, by what it is below: where others can only be mistakes, and where an owner's own may stand beside it.
CLOSED: dict[str, frozenset[str]] = {
    "": frozenset(
        "INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css"
        " extra_javascript extra_templates hooks markdown_extensions nav not_in_nav plugins remote_branch remote_name repo_name"
        " repo_url site_author site_description site_dir site_name site_url strict theme use_directory_urls validation watch"
        .split()
    ),
    "theme": frozenset(
        "custom_dir direction favicon features font icon language logo name palette static_templates".split()
    ),
    "theme.features": frozenset(
        "content.action.edit content.action.view content.code.annotate header.autohide navigation.expand navigation.footer"
        " navigation.indexes navigation.instant navigation.instant.prefetch navigation.instant.preview"
        " navigation.instant.progress navigation.path navigation.prune navigation.sections navigation.tabs"
        " navigation.tabs.sticky navigation.top search.highlight search.share search.suggest toc.follow toc.integrate".split()
    ) | NEED_SCRIPT,
    "theme.icon": frozenset(
        "admonition alternate annotation close edit logo menu next previous repo search share tag top view".split()
    ),
    "theme.palette": frozenset("accent media primary scheme toggle".split()),
    "theme.palette.toggle": frozenset({"icon", "name"}),
}
OPEN: dict[str, frozenset[str]] = {
    "extra": frozenset(
        "alternate analytics annotate consent content_security_policy cut_styles downloads frozen generator homepage"
        " kept_elsewhere polyfills scope social status tags version".split()
    ),
}
CLOSED_IN_PAGES: dict[str, frozenset[str]] = {"hide": frozenset("feedback footer navigation path tags toc".split())}
OPEN_IN_PAGES: dict[str, frozenset[str]] = {
    "": frozenset(
        "author authors categories comments date description draft hide icon links pin readtime revision_date search slug"
        " social status subtitle tags template title".split()
    ),
    "search": frozenset({"boost", "exclude"}),
}
