"""Reads the files of a site that are no pages: style sheets, pictures in SVG, site maps, robots.txt, manifests, JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

from upa_url import URL

from sitecheck.data import at_path, in_manifest
from sitecheck.faults import Fault
from sitecheck.folder import is_page
from sitecheck.page import PageReader, PageRecord, Trace, empty_record
from sitecheck.parsing import css_addresses
from sitecheck.web import Goal
from sitecheck.xml_files import in_xml, style_sheets, with_usual_prefix

# The search index that generators of documentation write, its addresses relative to the site's root.
_USUAL_JSON = {"search/search_index.json": "docs.*.location ../"}
_ROBOTS_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(?P<url>[^\s#]+)", re.I | re.M)


def is_read(path: str, json_paths: Mapping[str, str]) -> bool:
    """Whether a file is read for its addresses or its ids."""
    lower = path.lower()
    name = lower.rpartition("/")[2]
    return (
        is_page(path)
        or lower.endswith((".css", ".svg", ".webmanifest"))
        or lower == "robots.txt"
        or name in ("manifest.json", "atom.xml", "feed.xml", "rss.xml")
        or (name.startswith("sitemap") and name.endswith(".xml"))
        or path in json_paths
        or path in _USUAL_JSON
    )


def read(reader: PageReader, path: str, text: str, json_paths: Mapping[str, str]) -> PageRecord:
    """The record of any file that `is_read`; a page's is the fullest."""
    lower = path.lower()
    if is_page(path):
        return reader.read(path, text)
    if lower.endswith(".svg"):
        record = reader.read(path, with_usual_prefix(text))
        for value in style_sheets(text):
            _add(record, reader, URL(reader.web.document(path)), value, "xml")
        return record._replace(faults=[fault for fault in record.faults if fault.code not in ("S018",)])
    record = empty_record(path)
    own = URL(reader.web.document(path))
    if lower.endswith(".css"):
        for value, _ in css_addresses(text):
            # A fragment alone is that of the page which the style sheet is for.
            if value and not value.startswith("#"):
                _add(record, reader, own, value, "css")
    elif told := json_paths.get(path) or _USUAL_JSON.get(path):
        pattern, _, base = told.partition(" ")
        values, fault = at_path(text, pattern)
        _data(record, reader, URL.parse(base, own) or own, values, fault)
    elif lower.endswith((".webmanifest", "manifest.json")):
        _data(record, reader, own, *in_manifest(text))
    elif lower == "robots.txt":
        for match in _ROBOTS_SITEMAP.finditer(text):
            _absolute(record, reader, own, match["url"])
    else:
        _xml(record, reader, own, text)
    return record


def _add(record: PageRecord, reader: PageReader, base: URL, value: str, attribute: str) -> Goal:
    goal = reader.web.goal(value, base, navigates=False)
    record.goals.add(reader.goals.number(goal))
    if reader.trail is not None:
        reader.trail.append(Trace(goal, attribute, value))
    if goal.code:
        record.faults.append(Fault(goal.code, attribute, value, goal.message))
    return goal


def _data(record: PageRecord, reader: PageReader, base: URL, values: list[str], fault: str) -> None:
    if fault:
        record.faults.append(Fault("S019", "", "", f"the file is not the JSON that is expected: {fault}"))
    for value in values:
        _add(record, reader, base, value, "json")


def _absolute(record: PageRecord, reader: PageReader, own: URL, value: str) -> None:
    """An address of a site map or feed, which must be whole (https://www.sitemaps.org/protocol.html)."""
    if URL.canParse(value):
        _add(record, reader, own, value, "xml")
    else:
        record.faults.append(Fault("S010", "xml", value, f"{value} is not a whole address; expected https://…"))


def _xml(record: PageRecord, reader: PageReader, own: URL, text: str) -> None:
    found, fault = in_xml(text)
    if fault:
        record.faults.append(Fault("S019", "", "", f"the file is not XML: {fault}"))
    for address in found:
        if address.must_be_whole:
            _absolute(record, reader, own, address.value)
        else:
            _add(record, reader, URL.parse(address.base, own) or own, address.value, "xml")
