"""Runs the rules, and settles their findings with the waivers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.addresses import finished_path
from edition.checks import RULES
from edition.checks.permanence import History
from edition.checks.rendered import Rendering
from edition.edition import Edition
from edition.errors import EditionError
from edition.whole import WHOLE_PAGE
from lint.finding import Finding
from lint.rule import run_rules
from lint.waiver import WaiverError, Waivers
from sitecheck.site import Site

WAIVERS = "scripts/waivers.toml"


def check_edition(edition: Edition) -> list[Finding]:
    """What the rules find in the edition's source, waivers applied."""
    return _settled(edition.root, [*run_rules("edition", edition), *run_rules("history", History(edition))])


def check_site(edition: Edition, folder: Path, url: str) -> list[Finding]:
    """What the rules find in the site that MkDocs rendered into `folder`, for the address `url`."""
    apart = tuple(f"{release.folder}/" for release in edition.releases)
    site = Site(folder, url, lambda path, text: _source_of(edition, path, text), apart)
    found = [*run_rules("site", site), *run_rules("rendering", Rendering(edition, site))]
    # The whole article shows every fault of the pages once more: one fault, one finding.
    return sorted({(f.file, f.line, f.column, f.code): f for f in sorted(found, reverse=True)}.values())


def check_warnings(edition: Edition, warnings: list[str]) -> list[Finding]:
    """MkDocs' own warnings as findings."""
    return sorted(set(run_rules("mkdocs", (edition, warnings))))


def _source_of(edition: Edition, path: str, text: str) -> tuple[str, int, int] | None:
    """Where in a page's Markdown a text or address of its finished HTML comes from, if it can be told."""
    if path == finished_path(WHOLE_PAGE):
        sources = edition.text_pages
    else:
        sources = [page for page in edition.pages if finished_path(page.name) == path]
    address, hash_sign, fragment = text.partition("#")
    page_name = address.rstrip("/").rpartition("/")[2]
    for needle in (text, f"({page_name}.md{hash_sign}{fragment}", f"({hash_sign}{fragment})"):
        found = [page for page in sources if len(needle) > 1 and needle in page.text]
        if len(found) == 1 and found[0].text.count(needle) == 1:
            return found[0].place(found[0].text.find(needle))
    return None


def _settled(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    try:
        waivers = Waivers.load(root / WAIVERS, WAIVERS)
    except WaiverError as error:
        raise EditionError(str(error)) from None
    found = list(findings)
    codes = {code for code, rule in RULES.items() if rule.subject == "edition"}
    about_waivers = [
        *run_rules("waivers", waivers.faulty()),
        *run_rules("unused waivers", waivers.unused(found, codes)),
    ]
    return sorted({*waivers.unwaived(found), *about_waivers})
