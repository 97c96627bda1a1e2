"""Runs the rules, and settles their findings with the waivers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from building.tracing import Sources
from checks import RULES
from checks.consequences import ON_THE_SITE, independent
from checks.rendered import Rendering
from checks.subjects import by_subject
from edition.addresses import finished_path
from edition.archived import load_copies
from edition.configuration import Configuration
from edition.edition import Edition
from edition.errors import EditionError, Reading, UnreadableError
from edition.files import Files
from edition.published import published_files
from edition.structure import Structure
from facts.mapping import load_map
from lint import consequences
from lint.consequences import once
from lint.finding import Finding
from lint.rule import run_rules
from lint.waiver import WaiverError, Waivers
from permanence.changelog import Changelog
from permanence.history import History
from permanence.registry import Registry
from rendering.reading import Readings

WAIVERS = "scripts/waivers.toml"
# The addresses in the search index, which are relative to the site's root.
_SEARCH = {"search.json": "*.address ./"}
# Rules of the finished site that judge what a rule of the source has judged, where a waiver may excuse it.
_SAME_ON_THE_SOURCE = {"S014": "L005"}


class FaultyFilesError(EditionError):
    """The files of the edition have faults that must be put right before anything else can be told of it."""

    def __init__(self, findings: list[Finding]) -> None:
        first = findings[0]
        super().__init__(f"{first.place}: {first.message}; {first.fix}")
        self.findings = findings


def load(root: Path) -> Edition:
    """The edition below `root`. Raises FaultyFilesError if a file is missing, can't be read, or does not belong there.

    What can't be read comes first: of a file with the marks of a merge nothing else is said.
    """
    _refuse(run_rules("files", Files(root)))
    reading = Reading()
    edition: Edition | None = None
    if configuration := reading.of(Configuration.load, root):
        _refuse(run_rules("structure", Structure(root, configuration)))
        edition = reading.of(Edition.load, root)
        for read in (Registry.load, Changelog.load, load_map, _waivers, load_copies):
            reading.of(read, root)
    unreadable = sorted(run_rules("unreadable", reading.errors))
    if edition is None or unreadable:
        raise FaultyFilesError(unreadable)
    return edition


def _refuse(findings: Iterable[Finding]) -> None:
    if found := sorted(findings):
        raise FaultyFilesError(found)


def check_edition(edition: Edition) -> list[Finding]:
    """What the rules find in the edition's source, waivers applied."""
    edition = edition.repaired()
    readings = Readings(edition, by_subject(RULES.values()))
    found = [
        *run_rules("edition", edition), *run_rules("reading", readings), *run_rules("history", History(readings)),
    ]
    return _settled(edition.root, independent(found, edition))


def check_site(edition: Edition, folder: Path, url: str) -> list[Finding]:
    """What the rules find in the site that MkDocs rendered into `folder`, for the address `url`."""
    # It takes libraries that a check of the sources needn't wait for.
    from sitecheck.site import Site

    apart = tuple(f"{release.folder}/" for release in edition.releases)
    sources = Sources(Readings(edition, by_subject(RULES.values())), url)
    site = Site(folder, url, sources.place_of, apart, _SEARCH, _entrances(edition))
    every = [*run_rules("site", site), *run_rules("rendering", Rendering(edition, site))]
    # The whole article shows every fault of the pages once more: one fault, one finding.
    found = {(f.file, f.line, f.column, f.code): f for f in sorted(every, reverse=True)}.values()
    told = [f for f in consequences.independent(found, ON_THE_SITE) if not _is_waived_in_the_source(edition.root, f)]
    # What a template does wrong is in the finished pages alone; what is traced to a source has a place of its own.
    return once(told, lambda finding: (folder / finding.file).is_file())


def _entrances(edition: Edition) -> tuple[str, ...]:
    """Files of HTML that need no link: those that the owner put there beside the pages, by a setting or below docs/, and the
    pages that are left where others were, for those who have the old address."""
    values = edition.configuration.values
    theme = values.get("theme")
    settings = [values.get("extra_templates"), theme.get("static_templates") if isinstance(theme, dict) else None]
    named = [name for setting in settings if isinstance(setting, list) for name in setting if isinstance(name, str)]
    published = Registry.load(edition.root).published.values()
    moved = [known.address for known in published if known.gone and "#" not in known.address]
    files = [name for name in published_files(edition.root, edition.configuration) if name.endswith(".html")]
    return (*named, *files, *map(finished_path, moved))


def _is_waived_in_the_source(root: Path, finding: Finding) -> bool:
    """Whether a finding in a finished page is about an address that a waiver of the same rule on the source excuses."""
    same = _SAME_ON_THE_SOURCE.get(finding.code)
    return same is not None and any(w.code == same and w.contains in finding.message for w in _waivers(root).waivers)


def check_warnings(edition: Edition, warnings: list[str]) -> list[Finding]:
    """MkDocs' own warnings as findings."""
    return sorted(set(run_rules("mkdocs", (Readings(edition, by_subject(RULES.values())), warnings))))


def _settled(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    waivers = _waivers(root)
    found = list(findings)
    codes = {code for code, rule in RULES.items() if rule.subject in ("edition", "reading")}
    about_waivers = [
        *run_rules("waivers", waivers.faulty()),
        *run_rules("unused waivers", waivers.unused(found, codes)),
    ]
    # A finding for which a waiver is written, if wrongly, goes when the waiver is put right.
    unwaived = [finding for finding in waivers.unwaived(found) if not waivers.meant(finding)]
    return [*unwaived, *sorted(set(about_waivers))]


def _waivers(root: Path) -> Waivers:
    try:
        return Waivers.load(root / WAIVERS, WAIVERS)
    except WaiverError as error:
        raise UnreadableError(WAIVERS, error.message, error.fix, error.line, error.column) from None
