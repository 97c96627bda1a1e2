"""Judges a finding by what Chromium makes of the page, without asking sitecheck: whether what it claims is so.

A tree is served as a static host would serve it, with scripts off, so that a page is what its file says.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from browser.server import ServedSite, serving
from sitecheck_tests.claims import Claim

HERE = Path(__file__).parent
CRAWL = (HERE / "crawl.js").read_text(encoding="utf-8")
# The elements of which an attribute has a value, blanks collapsed, and where Chromium says that it leads.
_WITH_VALUE = """(wanted) => Array.from(document.querySelectorAll("*")).flatMap((element) => Array.from(element.attributes)
    .filter((attribute) => attribute.value.split(/\\s+/).filter(Boolean).join(" ") === wanted)
    .map(({ name, value }) => {
      const url = URL.canParse(value, element.baseURI) ? new URL(value, element.baseURI) : null;
      return { tag: element.localName, name, protocol: url?.protocol, href: url?.href, host: url?.host };
    }))"""
_WITH_ID = "(id) => Array.from(document.querySelectorAll('[id]')).filter((element) => element.id === id).length"
_FRAGMENT = """() => {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* It stays as it is. */ }
  return { target: document.querySelector(":target") !== null, id: document.getElementById(name) !== null,
           named: document.querySelector(`a[name="${CSS.escape(name)}"]`) !== null };
}"""
_STATUS = "async (url) => (await fetch(url)).status"
# Whether a style sheet, as Chromium has parsed it, holds an address.
_IN_STYLES = """(wanted) => Array.from(document.styleSheets).flatMap((sheet) => Array.from(sheet.cssRules))
    .some((rule) => rule.cssText.includes(`url("${wanted}")`))"""
_UTF8 = """async (url) => {
  const bytes = await (await fetch(url)).arrayBuffer();
  try { new TextDecoder("utf-8", { fatal: true }).decode(bytes); return bytes.byteLength > 0; } catch { return false; }
}"""


class Verdict(NamedTuple):
    """Whether a claim is true, and what was seen."""

    is_true: bool
    seen: str


@dataclass
class Judge:
    """Chromium on a tree that is served at `host`."""

    page: Page
    host: str
    folder: Path
    _crawled: dict[str, Any] | None = None

    def judge(self, claim: Claim) -> Verdict:
        """Whether a claim is true, and so is its line."""
        verdict = self.on_the_page(claim)
        if verdict.is_true and not self._is_on_its_line(claim):
            return Verdict(False, f"{verdict.seen}, but not on this line")
        return verdict

    def on_the_page(self, claim: Claim) -> Verdict:
        """Whether a claim is true, wherever its line is."""
        return _JUDGES[claim.code](self, claim)

    def crawled(self) -> dict[str, Any]:
        """The faults that Chromium sees in all pages of the tree, and how much it read: see crawl.js."""
        if self._crawled is None:
            paths = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html") if path.is_file())
            self.page.goto(f"{self.host}nothing-is-here")
            self._crawled = self.page.evaluate(CRAWL, {"host": self.host, "paths": paths})
        return self._crawled

    def _is_on_its_line(self, claim: Claim) -> bool:
        if claim.code in ("S020", "S021"):
            return claim.line == 1
        lines = (self.folder / claim.file).read_text(encoding="utf-8").split("\n")
        return claim.address in " ".join(html.unescape(lines[claim.line - 1]).split())

    def open(self, file: str) -> None:
        """Go to a page of the tree."""
        self.page.goto(f"{self.host}{quote(file)}", wait_until="domcontentloaded")

    def _elements(self, claim: Claim, value: str | None = None) -> list[dict[str, str]]:
        self.open(claim.file)
        found: list[dict[str, str]] = self.page.evaluate(_WITH_VALUE, claim.address if value is None else value)
        return found

    def _missing_from_styles(self, claim: Claim) -> Verdict:
        """An address in a style sheet is looked for in a page that has the sheet."""
        sheet, blank = f"{self.host}{quote(claim.file)}", f"{self.host}nothing-is-here"
        page = f'<link rel=stylesheet href="{sheet}">'
        self.page.route(blank, lambda route: route.fulfill(body=page, content_type="text/html"))
        self.page.goto(blank)
        self.page.unroute(blank)
        if not self.page.evaluate(_IN_STYLES, claim.address):
            return Verdict(False, "no rule of the style sheet has this address")
        url = self.page.evaluate("([value, base]) => new URL(value, base).href", [claim.address, sheet])
        status = self.page.evaluate(_STATUS, url)
        return Verdict(status == 404, f"a rule of the style sheet: {status}")

    def missing_file(self, claim: Claim) -> Verdict:
        if claim.file.endswith(".css"):
            return self._missing_from_styles(claim)
        for element in self._elements(claim):
            if element["href"] and element["href"].startswith(self.host):
                status = self.page.evaluate(_STATUS, element["href"])
                return Verdict(status == 404, f"<{element['tag']} {element['name']}>: {status}")
        return Verdict(False, "no element has this address")

    def missing_fragment(self, claim: Claim) -> Verdict:
        elements = [element for element in self._elements(claim) if element["name"] == "href" and element["href"]]
        if not elements:
            return Verdict(False, "no element has this address")
        answer = self.page.goto(elements[0]["href"], wait_until="domcontentloaded")
        # Within a page there is no answer, for nothing is fetched.
        is_there = answer is None or answer.ok
        seen = self.page.evaluate(_FRAGMENT)
        return Verdict(is_there and not any(seen.values()), f"the page is there: {is_there}; " + str(seen).replace("'", ""))

    def doubled_id(self, claim: Claim) -> Verdict:
        self.open(claim.file)
        times = self.page.evaluate(_WITH_ID, claim.address)
        return Verdict(times > 1 and f"given {times} times" in (claim.message or f"given {times} times"), f"{times} elements")

    def empty_or_unreadable(self, claim: Claim) -> Verdict:
        found = [e for e in self._elements(claim) if e["name"] in ("href", "src", "action", "data", "poster", "srcset")]
        wrong = [e for e in found if not claim.address or not e["href"]]
        return Verdict(bool(wrong), "; ".join(sorted({f"<{e['tag']} {e['name']}>" for e in wrong})) or "no such element")

    def leads_nowhere(self, claim: Claim) -> Verdict:
        found = [e for e in self._elements(claim) if e["tag"] in ("a", "area") and e["name"] == "href"]
        wrong = [e for e in found if not claim.address or e["protocol"] == "javascript:"]
        return Verdict(bool(wrong), f"<{wrong[0]['tag']} href> leads to {wrong[0]['protocol']}" if wrong else "no such link")

    def of_one_computer(self, claim: Claim) -> Verdict:
        return self._by_protocol(claim, ("file:",))

    def unencrypted(self, claim: Claim) -> Verdict:
        return self._by_protocol(claim, ("http:",))

    def _by_protocol(self, claim: Claim, protocols: tuple[str, ...]) -> Verdict:
        for element in self._elements(claim):
            if element["protocol"] in protocols and not (element["href"] or "").startswith(self.host):
                return Verdict(True, f"<{element['tag']} {element['name']}>: {element['protocol']}")
        return Verdict(False, "no element with this address and protocol")

    def names_nothing(self, claim: Claim) -> Verdict:
        name, _, value = claim.address.partition("=")
        found = [e for e in self._elements(claim, value.strip('"')) if e["name"] == name]
        gone = [token for token in value.strip('"').split() if not self.page.evaluate(_WITH_ID, token)]
        seen = f"<{found[0]['tag']} {name}>, and no element {', '.join(gone)}" if found else "no such element"
        return Verdict(bool(found and gone), seen)

    def led_to_by_none(self, claim: Claim) -> Verdict:
        crawled = self.crawled()
        is_found = ["S020", claim.file, "", ""] in crawled["faults"]
        return Verdict(is_found, f"{crawled['counts']['links']} addresses, {'none' if is_found else 'one'} of them leads there")

    def unreadable_file(self, claim: Claim) -> Verdict:
        self.page.goto(f"{self.host}nothing-is-here")
        url = f"{self.host}{quote(claim.file)}"
        status = self.page.evaluate(_STATUS, url)
        dangles = (self.folder / claim.file).is_symlink() and status == 404
        return Verdict(dangles or not self.page.evaluate(_UTF8, url), f"{status}{', a link to nothing' if dangles else ''}")


_JUDGES: dict[str, Callable[[Judge, Claim], Verdict]] = {
    "S001": Judge.missing_file, "S002": Judge.missing_fragment, "S003": Judge.doubled_id, "S010": Judge.empty_or_unreadable,
    "S012": Judge.leads_nowhere, "S013": Judge.of_one_computer, "S014": Judge.unencrypted, "S018": Judge.names_nothing,
    "S020": Judge.led_to_by_none, "S021": Judge.unreadable_file,
}


@contextmanager
def judging(folder: Path, browser: Browser) -> Iterator[Judge]:
    """A judge of the tree in a folder."""
    with serving(ServedSite(folder, "/", compresses=False)) as host:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.set_default_timeout(0)
        yield Judge(page, host, folder)
        page.context.close()
