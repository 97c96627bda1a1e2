"""Lighthouse gives every page 100 in every category, on a phone and on a desktop."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest

from browser import chromium, toolbox
from browser.pages import ERROR_PAGE

CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}
# The error page asks not to be indexed, which costs it the last one by design.
CATEGORIES_OF_THE_ERROR_PAGE = CATEGORIES - {"seo"}


@pytest.fixture(scope="module")
def results(address: str, pages: list[str], tools_installed) -> dict[tuple[str, str], dict]:
    """Lighthouse's result for each page and preset; on a phone, where performance is below 100, a median of three."""
    with chromium.on_a_port() as port:
        results = {(r["page"], r["preset"]): r for r in _run(port, "mobile,desktop", 1, address, pages)}
        slow = [page for page in pages if results[page, "mobile"]["scores"]["performance"] < 100]
        results |= {(r["page"], r["preset"]): r for r in _run(port, "mobile", 3, address, slow)}
    return results


def _run(port: int, presets: str, runs: int, address: str, pages: list[str]) -> Iterator[dict]:
    if not pages:
        return
    command = toolbox.lighthouse_command(str(port), presets, str(runs), *(address + page for page in pages))
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    for line in done.stdout.splitlines():
        result = json.loads(line)
        yield {**result, "page": result["address"].removeprefix(address)}


@pytest.mark.parametrize("preset", ["mobile", "desktop"])
def test_every_page_has_100_in_every_category(results: dict, pages: list[str], preset: str):
    told = [line for page in pages for line in _shortcomings(results[page, preset])]
    assert not told, "\n" + "\n".join(told)


def _shortcomings(result: dict) -> Iterator[str]:
    page = result["page"] or "(home)"
    if result["error"]:
        yield f"{page}: {result['error']}"
    wanted = CATEGORIES_OF_THE_ERROR_PAGE if page == ERROR_PAGE else CATEGORIES
    for category in sorted(wanted & set(result["failing"])):
        yield f"{page}: {category} {result['scores'][category]}"
        for audit in result["failing"][category]:
            yield f"    {audit['id']} {audit['score']} (weight {audit['weight']}) {audit['value']}".rstrip()
            yield from (f"        {item}" for item in audit["items"])
