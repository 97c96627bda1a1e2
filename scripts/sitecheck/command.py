"""The command line: check a folder of HTML, whatever made it."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lint.consequences import once
from lint.finding import Finding
from lint.report import FORMATS, counted
from lint.rule import RULES, code_of, run_rules
from sitecheck import cache, rules, rules_of_files
from sitecheck.near import nearest
from sitecheck.processes import ProcessError
from sitecheck.sarif import as_sarif
from sitecheck.setting_names import SettingsError
from sitecheck.settings import Configured, Waiver, load
from sitecheck.site import Site

_FORMATS = {**FORMATS, "sarif": as_sarif}
# A folder on a disk has no address; no site can have this host (RFC 6761).
_NO_URL = "https://site.invalid/"
# What imports this may have registered other rules.
_OWN = frozenset(code for code, rule in RULES.items() if rule.check.__module__ in (rules.__name__, rules_of_files.__name__))
CLEAN, FOUND, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if nothing was found, 1 if something was, 2 if it can't be run."""
    asked = _parser().parse_args(arguments)
    if asked.list:
        listed = [(code, RULES[code].name, RULES[code].summary) for code in sorted(_OWN)] + _listed(asked.external)
        print("\n".join(f"{code}  {name}: {summary}" for code, name, summary in listed))
        return CLEAN
    try:
        if asked.explain is not None:
            print(_explained(asked.explain))
            return CLEAN
        if not asked.folder:
            raise SettingsError("a folder is missing; expected one with HTML in it")
        folder = Path(asked.folder)
        if not folder.is_dir():
            raise SettingsError(f"{asked.folder} is not a folder")
        if asked.workers is not None and asked.workers < 1:
            raise SettingsError(f"--workers is {asked.workers}; expected 1 or more")
        configured = load(Path(asked.config))
        waivers = [replace(waiver, code=_code(waiver.code)) for waiver in configured.waivers]
        selected = _codes(asked.select or configured.select) or _OWN.union(code for code, *_ in _listed(asked.external))
        ignored = _codes(asked.ignore or configured.ignore)
        site = Site(
            folder, _with_slash(asked.url or configured.url or _NO_URL), apart=configured.apart, json_paths=configured.json,
            entrances=configured.entrances, workers=asked.workers,
        )
        kept = None if asked.no_cache else Path(asked.cache or cache.default_path(folder))
        findings = _found(site, kept)
        if asked.external:
            findings = findings + _external(folder, site.web.url, configured, kept)
    except (SettingsError, ProcessError, ValueError) as error:
        print(f"sitecheck: {error}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("\nsitecheck: interrupted", file=sys.stderr)
        return INTERRUPTED
    wanted = selected - ignored if asked.external else (selected - ignored) & _OWN
    told = [finding for finding in findings if finding.code in wanted]
    told = _unwaived(told, [waiver for waiver in waivers if waiver.code in wanted])
    if output := _FORMATS[asked.format](told):
        print(output)
    if asked.format == "text":
        print(f"{counted(len(told), 'finding')} in {counted(len(site.read_sizes), 'file')}", file=sys.stderr)
    return FOUND if told else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitecheck", description="Check the addresses and ids of a folder of HTML.")
    parser.add_argument("folder", nargs="?", help="the rendered site")
    parser.add_argument("--url", help="where it is published, such as https://example.org/name/")
    parser.add_argument("--external", action="store_true", help="also ask other hosts whether what is linked to is there")
    parser.add_argument("--format", choices=sorted(_FORMATS), default="text", help="of the output")
    parser.add_argument("--select", type=_list, help="only these rules, by code or name, with commas")
    parser.add_argument("--ignore", type=_list, help="not these rules")
    parser.add_argument("--list", action="store_true", help="list the rules")
    parser.add_argument("--explain", metavar="CODE", help="say what a rule finds, why, and how to fix it")
    parser.add_argument("--config", default="pyproject.toml", help="the file with [tool.sitecheck]")
    parser.add_argument("--workers", type=int, help="processes; as many as there are cores by default")
    parser.add_argument("--cache", metavar="FILE", help="where to keep what was found, in place of the user's cache")
    parser.add_argument("--no-cache", action="store_true", help="read everything, keep nothing")
    return parser


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _codes(names: Sequence[str]) -> frozenset[str]:
    """The codes that are named. Raises SettingsError if one is no rule of a site."""
    return frozenset(_code(name) for name in names)


def _code(name: str) -> str:
    code = code_of(name)
    if code in _OWN:
        return code
    others = _listed(is_wanted=True)
    if found := [other for other, named, _ in others if name.strip().lower() in (other.lower(), named)]:
        return found[0]
    near = nearest(name, [*_OWN, *(RULES[own].name for own in _OWN), *(part for other in others for part in other[:2])])
    raise SettingsError(f"{name} is not a rule; " + (f"did you mean {near}?" if near else "--list shows them"))


def _explained(name: str) -> str:
    code = _code(name)
    if code not in RULES:
        return _explained_elsewhere(code)
    rule = RULES[code]
    example = [f"Bad:  {rule.bad}", f"Good: {rule.good}", f"Fix:  {rule.fix}"]
    return "\n".join(part for part in [f"{rule.code} {rule.name}", rule.summary, rule.reason, *example] if part)


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _found(site: Site, kept: Path | None) -> list[Finding]:
    """What all rules find, the same fault of many files once; recalled if the site is as it was."""
    own = repr((cache.program(), site.settings, site.entrances))
    began = cache.now()
    recalled = cache.recall(kept, site, own) if kept else None
    if recalled is not None:
        return recalled
    findings = once(sorted(set(run_rules("site", site))), lambda finding: True)
    if kept:
        cache.keep(kept, site, own, findings, began)
    return findings


def _listed(is_wanted: bool) -> list[tuple[str, str, str]]:
    """The codes of what is found at other hosts, with their names and summaries."""
    if not is_wanted:
        return []
    from sitecheck.external.codes import CODES

    return [(code.code, code.name, code.summary) for code in CODES]


def _explained_elsewhere(name: str) -> str:
    from sitecheck.external.codes import code_named, explained

    code = code_named(name)
    assert code
    return explained(code)


def _external(folder: Path, own: str, configured: Configured, kept: Path | None) -> list[Finding]:
    from sitecheck.external.checking import external_findings

    return external_findings(folder, own, configured.external, kept and kept.with_name(f"{kept.stem}.links.json"))


def _unwaived(findings: list[Finding], waivers: list[Waiver]) -> list[Finding]:
    """What none of the waivers covers; those that cover nothing, or have expired, are told on standard error."""
    used: set[Waiver] = set()
    left = []
    for finding in findings:
        covering = [waiver for waiver in waivers if waiver.covers(finding)]
        used.update(covering)
        if not covering:
            left.append(finding)
    for waiver in waivers:
        if waiver not in used:
            print(f"sitecheck: the waiver of {waiver.code} in {waiver.file} covers nothing any more", file=sys.stderr)
        elif waiver.expires and waiver.expires < datetime.date.today():
            print(f"sitecheck: the waiver of {waiver.code} in {waiver.file} expired on {waiver.expires}", file=sys.stderr)
    return left
