"""Judges a sample of what sitecheck finds in trees from elsewhere, and of what it passes; writes verdicts.toml.

    PYTHONPATH=scripts:tests .venv/bin/python -m sitecheck_tests.sample FOLDER

FOLDER is that of the benchmark, which fetches the trees. What is drawn depends on the seed, the trees and the findings alone.
Ends with 1 if a finding is false, or if Chromium sees a fault in what sitecheck passes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from browser import chromium
from sitecheck_tests.benchmark import TREES, unpacked
from sitecheck_tests.claims import JUDGED, Claim, claim_of
from sitecheck_tests.everything import everything
from sitecheck_tests.judging import Judge, Verdict, judging

VERDICTS = Path(__file__).with_name("verdicts.toml")
SEED = 20261127
WANTED = 100
# Of each tree, so many addresses and ids are judged that sitecheck passes.
ADDRESSES, IDS = 20, 10
_ADDRESSES = """() => Array.from(document.querySelectorAll("a[href], link[href], img[src], script[src]"), (element) =>
    [element.getAttribute("href") ?? element.getAttribute("src"), element.href || element.src])"""
_IDS = "() => Array.from(document.querySelectorAll('[id]'), (element) => element.id)"


class Judged(NamedTuple):
    tree: str
    claim: Claim
    verdict: Verdict


def main(place: Path) -> int:
    trees = {package: unpacked(place, package) / below for package, below in TREES.items()}
    claims = {package: claims_in(folder) for package, folder in trees.items()}
    chosen = random.Random(SEED)
    drawn = draw(claims, WANTED, chosen)
    found, passed = [], []
    with chromium.driven() as browser:
        for package, folder in trees.items():
            with judging(folder, browser) as judge:
                found += [Judged(package, claim, judge.judge(claim)) for tree, claim in drawn if tree == package]
                passed += [Judged(package, claim, verdict) for claim, verdict in judge_passed(judge, chosen)]
    VERDICTS.write_text(as_toml(found, passed), encoding="utf-8")
    false = [judged for judged in found if not judged.verdict.is_true]
    missed = [judged for judged in passed if judged.verdict.is_true]
    for judged in [*false, *missed]:
        print(f"{judged.tree} {judged.claim}: {judged.verdict.seen}")
    print(f"{len(found) - len(false)} of {len(found)} findings are true; {len(missed)} of {len(passed)} that pass are faults")
    return 1 if false or missed else 0


def claims_in(folder: Path) -> list[Claim]:
    """What sitecheck prints of a folder, in its order."""
    command = [sys.executable, "-m", "sitecheck", str(folder), "--no-cache", "--config", os.devnull, "--format", "json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    return [claim_of(finding) for finding in json.loads(run.stdout)]


def draw(claims: dict[str, list[Claim]], wanted: int, chosen: random.Random) -> list[tuple[str, Claim]]:
    """So many claims, one of each code of each tree in turn: the rare ones are all there, the many do not crowd them out."""
    strata: dict[tuple[str, str], list[Claim]] = {}
    for tree, found in claims.items():
        for claim in found:
            strata.setdefault((tree, claim.code), []).append(claim)
    for stratum in strata.values():
        chosen.shuffle(stratum)
    longest = max(map(len, strata.values()), default=0)
    turns = [(tree, found[turn]) for turn in range(longest) for (tree, _), found in sorted(strata.items()) if turn < len(found)]
    return sorted(turns[:wanted])


def judge_passed(judge: Judge, chosen: random.Random) -> Iterator[tuple[Claim, Verdict]]:
    """Addresses on the site and ids, drawn from pages drawn, of which sitecheck says nothing; each judged as if it had."""
    pages = sorted(path.relative_to(judge.folder).as_posix() for path in judge.folder.rglob("*.html") if path.is_file())
    told = {(found.file, found.value) for found in everything(judge.folder)}
    done: set[tuple[str, str]] = set()
    while len(done) < ADDRESSES + IDS:
        page = chosen.choice(pages)
        judge.open(page)
        if len(done) < ADDRESSES:
            drawn = [value for value, url in judge.page.evaluate(_ADDRESSES) if url.startswith(judge.host)]
        else:
            drawn = judge.page.evaluate(_IDS)
        value = chosen.choice(drawn or [""])
        if not value.strip() or (page, value) in told | done:
            continue
        is_address = len(done) < ADDRESSES
        done.add((page, value))
        code = "S003" if not is_address else "S002" if "#" in value else "S001"
        claim = Claim(code, page, 0, value, "")
        verdict = judge.on_the_page(claim)
        if code == "S002" and not verdict.is_true:
            # The page may be missing, and not its element.
            whole = judge.on_the_page(claim._replace(code="S001"))
            verdict = Verdict(whole.is_true, f"{whole.seen}; {verdict.seen}")
        yield claim, verdict


def as_toml(found: list[Judged], passed: list[Judged]) -> str:
    how = "\n".join(f"{code} = {_quoted(words)}" for code, words in JUDGED.items())
    return (
        "# Made by sample.py: of what sitecheck finds and passes in trees from elsewhere, a sample, judged by Chromium.\n"
        f"seed = {SEED}\n"
        f"finding = [\n{_entries(found, 'true', 'false alarm')}]\n"
        f"passed = [\n{_entries(passed, 'missed', 'sound')}]\n\n"
        f"[judged]\n{how}\n"
    )


def _entries(judged: list[Judged], if_true: str, if_false: str) -> str:
    return "".join(
        f"  {{ tree = {_quoted(tree)}, file = {_quoted(claim.file)}, "
        f"{f'line = {claim.line}, ' if claim.line else ''}code = {_quoted(claim.code)}, "
        f"address = {_quoted(claim.address)}, verdict = {_quoted(if_true if verdict.is_true else if_false)}, "
        f"seen = {_quoted(verdict.seen)} }},\n"
        for tree, claim, verdict in judged
    )


def _quoted(value: object) -> str:
    """A value as TOML has it, which in these cases is as JSON has it."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
