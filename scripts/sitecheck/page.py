"""Reads one page: its ids, where each of its addresses leads, and what is wrong with it by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import turbohtml
from turbohtml import Document, Element
from upa_url import URL

from sitecheck import data, elements
from sitecheck.parsing import css_addresses, refresh, srcset
from sitecheck.web import Goal, Web

_BLANKS = " \t\n\f\r"
# Signs that stand in a fragment as they are, without those of a text directive (URL Standard, fragment percent-encode set).
_PLAIN = re.compile(r"(?!.*:~:)[!#-;=?-_a-~]+")
# The URL Standard takes these off both ends of an address.
_ALL_BLANKS = "".join(map(chr, range(0x21)))
_DATA_SCRIPTS = ("application/ld+json", "application/json", "importmap")
_META_PROPERTIES = frozenset({"url", "image", "thumbnailurl", "contenturl", "embedurl", "logo", "sameas"})
# What the element must be that an attribute names (HTML Standard).
_NAMED: dict[str, frozenset[str]] = {
    "for": frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"}),
    "list": frozenset({"datalist"}),
    "form": frozenset({"form"}),
    "headers": frozenset({"th"}),
}


class Written(NamedTuple):
    """An address as it is written in a page: by which attribute or element, and how it is to be read."""

    value: str
    attribute: str
    navigates: bool = False
    may_be_empty: bool = False
    ignores_fragment: bool = False
    # Fragments in CSS and the addresses of JSON-LD do not heed <base>.
    heeds_base: bool = True


class Fault(NamedTuple):
    """What is wrong at one place of a file: `value` as it stands there, in `attribute`, by which its line is found."""

    code: str
    attribute: str
    value: str
    message: str


class Trace(NamedTuple):
    """An address as it stands in a file, and where it leads."""

    goal: Goal
    attribute: str
    value: str


class PageRecord(NamedTuple):
    """What is kept of a page; `marks` are its ids and the names of its anchors, `goals` the numbers of
    those that its addresses lead to, as the reader that made it counts them."""

    path: str
    ids: list[str]
    marks: list[str]
    goals: set[int]
    redirect: Goal | None
    faults: list[Fault]


class Gathered(NamedTuple):
    """What stands in a page before anything is resolved.

    `tags` are those of the elements with the `ids`; `links` are the addresses of plain links, the most of all.
    """

    ids: list[str]
    tags: list[str]
    names: list[str]
    maps: set[str]
    base: str | None
    refresh: str | None
    links: dict[str, None]
    others: dict[Written, None]
    references: list[tuple[str, str, str]]
    faults: list[Fault]
    templates: list[Element]


class PageReader:
    """Reads pages of the site at `web`; what it resolved once in a folder it remembers.

    Its `goals` are the places that addresses led to so far; records name them by their numbers.
    """

    def __init__(self, web: Web) -> None:
        self.web = web
        self.goals: list[Goal] = []
        # Where each address of the page that was read last stands, if that is asked for.
        self.trail: list[Trace] | None = None
        self._numbers: dict[Goal, int] = {}
        self._faulty: set[int] = set()
        self._folder = "\0"
        self._links: dict[str, int] = {}
        self._others: dict[Written, int] = {}

    def number(self, goal: Goal) -> int:
        """The number of a goal among all `goals`."""
        known = self._numbers.get(goal)
        if known is None:
            known = self._numbers[goal] = len(self.goals)
            self.goals.append(goal)
            if goal.code:
                self._faulty.add(known)
        return known

    def read(self, path: str, html: str) -> PageRecord:
        """The record of the page `path`, whose text is `html`."""
        found = _gathered(turbohtml.parse(html, positions=False, allow_declarative_shadow_roots=False))
        marks = {*found.ids, *found.names}
        faults = found.faults
        faults += _faults_of_ids(found.ids)
        if found.references:
            faults += _faults_of_references(found)
        folder = path.rpartition("/")[0]
        if folder != self._folder:
            self._folder, self._links, self._others = folder, {}, {}
        own = URL(self.web.document(path))
        base, links, others = own, self._links, self._others
        if found.base is not None:
            base, links, others = self._base(own, found.base, faults), {}, {}
        # Most addresses have been seen in another page of the folder: these are looked up all at once.
        numbers = set(map(links.get, found.links))
        own_links: dict[str, int] = {}
        if None in numbers:
            own_links = self._resolved(found, links, base, marks)
            numbers = {*map(links.get, found.links), *own_links.values()}
            numbers.discard(None)
        written = self._written(found, others, own, base)
        numbers.update(written.values())
        redirect = self.web.goal(found.refresh, base) if found.refresh is not None else None
        if redirect is not None:
            written[Written(found.refresh or "", "content")] = self.number(redirect)
            numbers.add(self.number(redirect))
        goals: set[int] = numbers  # type: ignore[assignment]
        if self.trail is not None or not self._faulty.isdisjoint(goals):
            self._note([
                *(Trace(self.goals[links[value]], "href", value) for value in found.links if value in links),
                *(Trace(self.goals[number], "href", value) for value, number in own_links.items()),
                *(Trace(self.goals[number], address.attribute, address.value) for address, number in written.items()),
            ], faults)
        return PageRecord(path, found.ids, list(marks), goals, redirect, faults)

    def _resolved(self, found: Gathered, links: dict[str, int], base: URL, marks: set[str]) -> dict[str, int]:
        """Add to `links` where new addresses lead; what depends on the page itself is returned instead."""
        own: dict[str, int] = {}
        for value in found.links.keys() - links.keys():
            if value[:1] == "#" and found.base is None and value[1:] in marks:
                continue
            address, _, fragment = value.partition("#")
            if fragment and not _is_of_the_page(address) and _PLAIN.fullmatch(fragment):
                # A file is resolved once: the URL Standard leaves such signs in a fragment as they are.
                known = links.get(address)
                if known is None:
                    known = links[address] = self.number(self.web.goal(address, base))
                path = self.goals[known].path
                if path is not None:
                    links[value] = self.number(Goal(path, fragment))
                    continue
            number = self.number(self.web.goal(value, base) if value.strip() else _NOWHERE)
            if _is_of_the_page(value):
                own[value] = number
            else:
                links[value] = number
        return own

    def _written(self, found: Gathered, others: dict[Written, int], own: URL, base: URL) -> dict[Written, int]:
        """Where the addresses lead that are no plain links."""
        numbers = {}
        for written in found.others:
            number = others.get(written)
            if number is None:
                number = self.number(self._goal(written, own, base))
                if not _is_of_the_page(written.value):
                    others[written] = number
            numbers[written] = number
        return numbers

    def _note(self, traces: list[Trace], faults: list[Fault]) -> None:
        for trace in traces:
            if trace.goal.code:
                faults.append(Fault(trace.goal.code, trace.attribute, trace.value, trace.goal.message))
        if self.trail is not None:
            self.trail += traces

    def _goal(self, written: Written, own: URL, base: URL) -> Goal:
        if not written.value.strip():
            return _NOWHERE if written.navigates else Goal() if written.may_be_empty else _EMPTY
        goal = self.web.goal(written.value, base if written.heeds_base else own, navigates=written.navigates)
        return goal._replace(fragment="", directive="") if written.ignores_fragment else goal

    def _base(self, own: URL, value: str, faults: list[Fault]) -> URL:
        """The address that others are relative to (https://html.spec.whatwg.org/#the-base-element)."""
        try:
            base = URL(value, own)
        except (RuntimeError, TypeError):
            faults.append(Fault("S010", "href", value, f"<base> has {value!r}, which is no address"))
            return own
        return own if base.protocol in ("data:", "javascript:") else base


def _is_of_the_page(value: str) -> bool:
    """Whether what an address leads to depends on the page that it stands in, and not on the folder alone."""
    return value.lstrip(_ALL_BLANKS)[:1] in ("#", "?", "")


_NOWHERE = Goal(code="S012", message="an empty address leads to the page that it stands in")
_EMPTY = Goal(code="S010", message="an address is empty; expected one")


def _gathered(tree: Document) -> Gathered:
    found = _nothing()
    found = _gathered_from(tree.select(elements.SELECTOR), found)
    if found.templates:
        in_shadow = _in_shadow(tree)
        found = _gathered_from(_without_templates(tree), _nothing()._replace(others=in_shadow))
    # All plain links at once: one by one they would take longer than all the rest.
    hrefs = tree.xpath("//a/@href")
    return found._replace(links=dict.fromkeys(map(str, hrefs))) if isinstance(hrefs, list) else found


def _gathered_from(nodes: Iterable[Element], found: Gathered) -> Gathered:
    ids, tags = found.ids, found.tags
    for node in nodes:
        identifier = node.attr("id")
        tag = node.tag
        if identifier is not None:
            ids.append(identifier)
            tags.append(tag)
        if tag == "a":
            name = node.attr("name")
            if name is not None:
                found.names.append(name)
            for attribute in node.attrs:
                if attribute in elements.NAMES and attribute != "href":
                    _attribute(node, tag, attribute, found)
        elif tag in _SPECIAL:
            found = _SPECIAL[tag](node, found)
        else:
            _attributes(node, tag, found)
    return found


def _nothing() -> Gathered:
    return Gathered([], [], [], set(), None, None, {}, {}, [], [], [])


def _in_shadow(tree: Document) -> dict[Written, None]:
    """The addresses in shadow roots: the page shows what stands there, though its ids are not the page's."""
    found = _nothing()
    for template in tree.select("template[shadowrootmode]"):
        for node in template.select(f"{elements.SELECTOR},a"):
            _attributes(node, node.tag, found)
    return {written: None for written in found.others if not written.value.strip().startswith("#")}


def _without_templates(tree: Document) -> list[Element]:
    """The elements of a page without those in templates, which are no part of it."""
    for template in tree.select("template"):
        template.decompose()
    return list(tree.select(elements.SELECTOR))


def _template(node: Element, found: Gathered) -> Gathered:
    found.templates.append(node)
    return found


def _attributes(node: Element, tag: str, found: Gathered) -> None:
    for name in node.attrs:
        if name in elements.NAMES:
            _attribute(node, tag, name, found)


def _attribute(node: Element, tag: str, name: str, found: Gathered) -> None:
    kind, value = elements.kind_of(tag, name), node.attr(name) or ""
    if kind in (elements.LINK, elements.ADDRESS):
        found.others[Written(value, name, kind == elements.LINK, name == "cite")] = None
    elif kind == elements.ADDRESSES:
        found.others.update(dict.fromkeys(Written(part, name) for part in value.split()))
    elif kind == elements.SRCSET:
        found.others.update(dict.fromkeys(Written(part, name) for part in srcset(value)))
        if not value.strip():
            found.others[Written("", name)] = None
    elif kind in (elements.STYLE, elements.PAINT):
        found.others.update(_in_css(value, name))
    elif kind == elements.SRCDOC:
        inner = _gathered(turbohtml.parse(value, positions=False))
        # Its own fragments are within it; what else it names is relative to the page around it.
        found.others.update(
            dict.fromkeys(Written(link, name, True, True) for link in inner.links),
        )
        found.others.update(dict.fromkeys(w._replace(attribute=name) for w in inner.others if w.value[:1] != "#"))
    elif kind == elements.MAP:
        found.references.append((name, value, value))
    else:
        tokens = value.split() if kind == elements.IDS else [value] if kind else []
        found.references.extend((name, value, token) for token in tokens)


def _in_css(text: str, attribute: str) -> Iterable[tuple[Written, None]]:
    for value, _ in css_addresses(text):
        if value and not value.startswith("#default#"):
            yield Written(value, attribute, heeds_base=not value.startswith("#")), None


def _link(node: Element, found: Gathered) -> Gathered:
    relations = (node.attr("rel") or "").lower().split()
    if not any(relation.startswith(elements.NAMING_RELATIONS) for relation in relations):
        _attributes(node, "link", found)
    return found


def _base_element(node: Element, found: Gathered) -> Gathered:
    return found._replace(base=node.attr("href")) if found.base is None and node.attr("href") is not None else found


def _meta(node: Element, found: Gathered) -> Gathered:
    content = node.attr("content") or ""
    name = (node.attr("property") or node.attr("name") or "").lower()
    is_address = name in elements.META_ADDRESSES or (node.attr("itemprop") or "").lower() in _META_PROPERTIES
    if is_address and content.strip():
        found.others[Written(content, "content", heeds_base=False)] = None
    if (node.attr("http-equiv") or "").strip().lower() == "refresh" and found.refresh is None:
        target = refresh(content)
        if target is not None:
            return found._replace(refresh=target)
    return found


def _script(node: Element, found: Gathered) -> Gathered:
    _attributes(node, "script", found)
    kind = (node.attr("type") or "").strip().lower()
    if kind in _DATA_SCRIPTS and node.attr("src") is None:
        addresses, fault = data.in_json(node.text, kind)
        found.others.update(
            dict.fromkeys(Written(value, "script", ignores_fragment=is_name, heeds_base=False) for value, is_name in addresses),
        )
        if fault:
            found.faults.append(Fault("S019", "script", node.text, f"a block of JSON is not JSON: {fault}"))
    return found


def _style(node: Element, found: Gathered) -> Gathered:
    found.others.update(_in_css(node.text, "<style>"))
    return found


def _map(node: Element, found: Gathered) -> Gathered:
    if name := node.attr("name"):
        found.maps.add(name)
    return found


_SPECIAL = {
    "link": _link, "base": _base_element, "meta": _meta, "script": _script, "style": _style, "map": _map,
    "template": _template,
}


def _faults_of_ids(ids: list[str]) -> Iterator[Fault]:
    if len(" ".join(ids).split()) != len(ids):
        for identifier in ids:
            if not identifier:
                yield Fault("S017", "id", "", "an id is empty")
            elif any(sign in _BLANKS for sign in identifier):
                yield Fault("S017", "id", identifier, f"the id {identifier!r} has a blank in it")
    if len(set(ids)) != len(ids):
        for identifier, times in Counter(ids).items():
            if times > 1 and identifier:
                yield Fault("S003", "id", identifier, f"the id {identifier} is given {times} times")


def _faults_of_references(found: Gathered) -> Iterator[Fault]:
    # Where an id is given twice, the first element has it.
    tags = dict(zip(reversed(found.ids), reversed(found.tags), strict=True))
    for name, value, token in dict.fromkeys(found.references):
        if name == "usemap":
            if not token.startswith("#") or token[1:] not in found.maps:
                yield Fault("S018", name, value, f'usemap="{value}" names no map; expected # and the name of a <map>')
        elif not token:
            yield Fault("S018", name, value, f'{name}="" names nothing')
        elif token not in tags:
            yield Fault("S018", name, value, f'{name}="{value}" names the id {token}, which the page does not have')
        elif name in _NAMED:
            tag = tags[token]
            if tag not in _NAMED[name] and "-" not in tag:
                expected = "a form control" if name == "for" else f"a <{'> or <'.join(sorted(_NAMED[name]))}>"
                yield Fault("S018", name, value, f'{name}="{value}" names a <{tag}>, expected {expected}')
