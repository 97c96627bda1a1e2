"""Runs the rules, and settles their findings with the waivers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.checks import RULES
from edition.checks.rendered import Rendering
from edition.edition import Edition
from edition.errors import EditionError
from lint.finding import Finding
from lint.rule import run_rules
from lint.waiver import WaiverError, Waivers
from sitecheck.site import Site

WAIVERS = "scripts/waivers.toml"


def check_edition(edition: Edition) -> list[Finding]:
    """What the rules find in the edition's source, waivers applied."""
    return _settled(edition.root, run_rules("edition", edition), {"edition"})


def check_site(edition: Edition, folder: Path, url: str) -> list[Finding]:
    """What the rules find in the site that MkDocs rendered into `folder`, for the address `url`."""
    site = Site(folder, url, lambda path, text: _source_of(edition, path, text))
    found = [*run_rules("site", site), *run_rules("rendering", Rendering(edition, site))]
    return sorted(set(found))


def check_warnings(edition: Edition, warnings: list[str]) -> list[Finding]:
    """MkDocs' own warnings as findings."""
    return sorted(set(run_rules("mkdocs", (edition, warnings))))


def _source_of(edition: Edition, path: str, text: str) -> tuple[str, int, int] | None:
    """Where in a page's Markdown a text or address of its finished HTML comes from, if it can be told."""
    name = (path.removesuffix("index.html").strip("/") or "index") + ".md"
    page = edition.pages_by_name.get(name)
    if page is None:
        return None
    address, hash_sign, fragment = text.partition("#")
    page_name = address.rstrip("/").rpartition("/")[2]
    for needle in (text, f"({page_name}.md{hash_sign}{fragment}", f"({hash_sign}{fragment})"):
        if len(needle) > 1 and page.text.count(needle) == 1:
            return page.place(page.text.find(needle))
    return None


def _settled(root: Path, findings: Iterable[Finding], subjects: set[str]) -> list[Finding]:
    try:
        waivers = Waivers.load(root / WAIVERS, WAIVERS)
    except WaiverError as error:
        raise EditionError(str(error)) from None
    found = list(findings)
    codes = {code for code, rule in RULES.items() if rule.subject in subjects}
    about_waivers = [
        *run_rules("waivers", waivers.faulty()),
        *run_rules("unused waivers", waivers.unused(found, codes)),
    ]
    return sorted({*waivers.unwaived(found), *about_waivers})
