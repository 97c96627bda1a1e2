"""Links in the pages: each leads somewhere that is there, below any base path, and says where."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from checks.link_texts import HOST
from checks.targets import Target, internal_target, is_elsewhere
from edition.addresses import file_named, page_address, split
from edition.block import NUMBERED_ID
from edition.configuration import CONFIGURATION
from edition.page import Page
from edition.published import published_files
from exports.catalogue import generated_files
from lint.rule import Problem, rule
from rendering.link import Link
from rendering.reading import Readings

_BY_REFERENCE = re.compile(r"!?\[(?P<text>(?:\\.|[^\[\]\\])+)\]\s?\[(?P<label>[^\[\]]*)\]")


@rule("L001", "reading")
def targets_exist(readings: Readings) -> Iterator[Problem]:
    """A link or picture leads to a page or file that is not there.

    A link in Markdown names a file below docs/, which the build turns into an address. One in HTML stays as it is, and so
    has to be an address already.

    Bad:
        [the Summit](astana.md), and <a href="astana-summit.md">the Summit</a>
    Good:
        [the Summit](astana-summit.md), and <a href="../astana-summit/">the Summit</a>
    Fix: name a file below docs/, with its ending .md for a page; in HTML, write the address of the page.
    """
    edition = readings.edition
    there = generated_files(edition) | frozenset(published_files(edition.root, edition.configuration))
    for page, link, target in _internal(readings):
        if not target.path or target.page:
            continue
        named = edition.pages_by_name.get(_named(page, link)) if link.is_raw else None
        if named:
            message = f"{link.target} is the file of a page, which HTML has to name by its address"
            fix = f"write the address, which ends in {page_address(named.name) or './'}, or a Markdown link"
            yield Problem(*page.place(link.offset), message, fix=fix)
        elif _is_web_address(link):
            # Another rule finds that a Markdown link must not name a page like this.
            continue
        elif target.is_outside or target.path not in there:
            where = "the site" if link.is_raw else "docs/"
            at = f"docs/{target.path}" if not link.is_raw else f"{target.path}, below the site"
            found = f"leads out of {where}" if target.is_outside else f"leads to {at}, which is not there"
            fix = "write https:// before it, if it is another site’s" if HOST.fullmatch(link.target.partition("/")[0]) else ""
            yield Problem(*page.place(link.offset), f"{link.target} {found}", fix=fix)


@rule("L002", "reading")
def anchors_exist(readings: Readings) -> Iterator[Problem]:
    """A link leads to an id that its page does not have.

    Bad:
        [paragraph 7](chairmanship.md#p7)
    Good:
        [paragraph 7](astana-summit.md#p7)
    Fix: name the page that has the id; for a paragraph, see the table of pages in CONTRIBUTING.md.
    """
    edition = readings.edition
    for page, link, target in _internal(readings):
        goal = target.page
        if goal and target.fragments and not any(name in readings.ids(goal) for name in target.fragments):
            fragment = target.fragments[0]
            message = f"{link.target} leads to #{fragment}, which docs/{goal.name} does not have"
            where = [p.name for p in edition.pages if fragment in {i.id for i in p.ids}]
            if NUMBERED_ID.fullmatch(fragment) and where:
                message += f"; it is in {where[0]}"
            yield Problem(*page.place(link.offset), message, f"{goal.name}#{fragment}")


@rule("L003", "reading")
def paths_are_relative(readings: Readings) -> Iterator[Problem]:
    """A link begins with a slash, or uses the web address of one of this site's pages.

    Below a base path, as GitHub Pages serves a project, a path from the root leads outside the site.

    Bad:
        [References](/references/)
    Good:
        [References](references.md)
    Fix: write the path of the file, relative to this page.
    """
    for page, link in _links(readings):
        if is_elsewhere(link):
            continue
        if link.target.startswith("/"):
            yield Problem(*page.place(link.offset), f"{link.target} begins with a slash, which breaks below a base path")
        elif _is_web_address(link):
            yield Problem(*page.place(link.offset), f"{link.target} is a web address of this site, not a file of docs/")


@rule("L004", "reading")
def links_have_texts(readings: Readings) -> Iterator[Problem]:
    """A link has no text, or a picture no alternative text.

    A screen reader has nothing to say about it.

    Bad:
        [](references.md)
    Good:
        [References](references.md)
    Fix: between the brackets, write where the link leads or what the picture shows.
    """
    for page in readings.edition.pages:
        reading = readings.of(page)
        met = [(one.link, one.offset) for one in reading.followed]
        for link, offset in [*met, *((link, link.offset) for link in reading.links if link.loads)]:
            if link.text is not None and not html.unescape(link.text).strip():
                kind = "picture without an alternative text" if link.loads else "link without a text"
                yield Problem(*page.place(offset), f"a {kind}: {link.target}")


@rule("L005", "reading")
def addresses_are_https(readings: Readings) -> Iterator[Problem]:
    """A link goes to an http address.

    Most hosts answer on https. Where an address has only been seen with http, a waiver says so.

    Bad:
        [OSCE](http://www.osce.org/who/timeline/1990s/15)
    Good:
        [OSCE](https://www.osce.org/who/timeline/1990s/15)
    Fix: write https, or waive it in scripts/waivers.toml with the reason.
    """
    for page, link in _links(readings):
        if link.target.lower().startswith("http://"):
            yield Problem(*page.place(link.offset), f"{link.target} is not https")
    for source in readings.edition.facts.of("source"):
        if source.text("address").lower().startswith("http://"):
            yield Problem(*source.place("address"), f"{source.text('address')} is not https")
    for entry in readings.edition.configuration.entries:
        if entry.target.lower().startswith("http://"):
            yield Problem(CONFIGURATION, entry.line, entry.column, f"{entry.target} is not https")


@rule("L006", "reading")
def reference_style_links_resolve(readings: Readings) -> Iterator[Problem]:
    """A reference-style link names no definition, so its brackets are printed.

    Bad:
        [the Declaration][astana]
    Good:
        [the Declaration](astana-summit.md#declaration)
    Fix: write the target in round brackets, or add the definition: `[astana]: astana-summit.md`
    """
    for page in readings.edition.pages:
        for offset in readings.of(page).unresolved:
            if match := _BY_REFERENCE.match(page.text, offset):
                label = match["label"] or match["text"]
                message = f"{' '.join(match[0].split())} names no definition [{label}]: …"
                yield Problem(*page.place(offset), message)


@rule("L007", "reading")
def nothing_is_loaded_from_elsewhere(readings: Readings) -> Iterator[Problem]:
    """A page loads a picture, script or style from another host.

    The edition makes no request to any other host, so readers aren't tracked and nothing vanishes.

    Bad:
        ![Astana](https://example.org/astana.jpg)
    Good:
        ![Astana](assets/astana.jpg)
    Fix: keep the file below docs/assets/, with its rights stated, or link to it instead.
    """
    for page, link in _links(readings):
        if link.loads and split(link.target).netloc:
            yield Problem(*page.place(link.offset), f"{link.target} would be loaded from another host")


def _links(readings: Readings) -> Iterator[tuple[Page, Link]]:
    for page in readings.edition.pages:
        for link in readings.of(page).links:
            yield page, link


def _internal(readings: Readings) -> Iterator[tuple[Page, Link, Target]]:
    for page, link in _links(readings):
        if target := internal_target(readings.edition, page, link):
            yield page, link, target


def _is_web_address(link: Link) -> bool:
    return not link.is_raw and split(link.target).path.endswith("/")


def _named(page: Page, link: Link) -> str:
    """The file below docs/ that a link written as HTML names, if it is taken for a Markdown link."""
    return file_named(page.name, unquote(split(link.target).path))
