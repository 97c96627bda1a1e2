"""What stands in a page before anything is resolved: its ids, its addresses, and what its elements name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from urllib.parse import urljoin

import turbohtml
from turbohtml import Document, Element, Namespace

from sitecheck import data, elements
from sitecheck.faults import Fault
from sitecheck.parsing import css_addresses, refresh, srcset
from sitecheck.written import Gathered, Written, faults_of_tree, nothing

_DATA_SCRIPTS = ("application/ld+json", "application/json", "importmap", "speculationrules")
_HREFS = turbohtml.XPath("//a/@href")
_META_PROPERTIES = frozenset({"url", "image", "thumbnailurl", "contenturl", "embedurl", "logo", "sameas"})


def gathered(tree: Document) -> Gathered:
    found = _gathered_from(tree, nothing())
    if found.templates:
        faults: list[Fault] = []
        in_shadow = _in_shadow(tree, faults)
        found = _gathered_from(tree, nothing()._replace(others=in_shadow, faults=faults))
    # All plain links and all ids at once: one by one they would take longer than all the rest.
    named = tree.select("[id]")
    ids = [node.attr("id") or "" for node in named]
    return found._replace(ids=ids, named=named, links=set(cast("list[str]", _HREFS(tree))))


def _gathered_from(tree: Document, found: Gathered) -> Gathered:
    for node in tree.select(elements.SELECTOR):
        tag = node.tag
        if tag == "a":
            name = node.attr("name")
            if name is not None:
                found.names.append(name)
            _attributes_of_link(node, found)
        elif tag in _SPECIAL:
            found = _SPECIAL[tag](node, found)
        else:
            _attributes(node, tag, found)
    if found.pictures:
        _parts_of_pictures(tree, found)
    return found


def _parts_of_pictures(tree: Document, found: Gathered) -> None:
    """What all SVG and maps of the page hold, each part once, however deep one is in another."""
    # Links in SVG are among the plain ones.
    for part in tree.select("svg,svg :not(a),map area"):
        _attributes(part, part.tag, found)
    for link in tree.select("svg a"):
        _attributes_of_link(link, found)


def _in_shadow(tree: Document, faults: list[Fault]) -> dict[Written, None]:
    """The addresses in shadow roots: the page shows what stands there, though its ids are not the page's.

    Templates are taken out of the tree.
    """
    for template in tree.select("template:not([shadowrootmode=open i],[shadowrootmode=closed i])"):
        template.decompose()
    shown: dict[Written, None] = {}
    # The innermost come first, so that what is in them is read once.
    for template in reversed(tree.select("template")):
        found = nothing()
        for node in template.select(f":is({elements.SELECTOR},a,area,svg *)"):
            _attributes(node, node.tag, found)
        named = template.select("[id]")
        faults += faults_of_tree(found._replace(ids=[node.attr("id") or "" for node in named], named=named))
        shown.update((written, None) for written in found.others if not written.value.strip().startswith("#"))
        template.decompose()
    return shown


def _template(node: Element, found: Gathered) -> Gathered:
    found.templates.append(node)
    return found


def _attributes(node: Element, tag: str, found: Gathered) -> None:
    for name in node.attrs:
        if name in elements.NAMES and not elements.is_idle(node, tag, name):
            _attribute(node, tag, name, found)


def _attributes_of_link(node: Element, found: Gathered) -> None:
    for name in node.attrs:
        if name in elements.NAMES and name != "href" and not elements.is_idle(node, "a", name):
            _attribute(node, "a", name, found)


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
        inner = gathered(turbohtml.parse(value, positions=False))
        inner_faults = [*inner.faults, *faults_of_tree(inner)]
        found.faults.extend(fault._replace(attribute=name, value=value) for fault in inner_faults)
        # Its own fragments are within it; what else it names is relative to its base, or the page around it.
        base = inner.base or ""
        links = [Written(link, name, True, True) for link in inner.links if link.strip()]
        others = [written._replace(attribute=name) for written in inner.others if written.value[:1] != "#"]
        for written in links + others:
            found.others[written._replace(value=urljoin(base, written.value) if base else written.value)] = None
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
    # Without a relation, one way or the other, it is no link; of some only the host is used, or the name.
    is_followed = not elements.OF_HOSTS.issuperset(relations) if relations else not {"rev", "itemprop"}.isdisjoint(node.attrs)
    if is_followed and not any(relation.startswith(elements.NAMING_RELATIONS) for relation in relations):
        _attributes(node, "link", found)
    return found


def _base_element(node: Element, found: Gathered) -> Gathered:
    is_first = found.base is None and node.attr("href") is not None and node.namespace == Namespace.HTML
    return found._replace(base=node.attr("href")) if is_first else found


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
    kind = (node.attr("type") or "").partition(";")[0].strip().lower()
    if kind in _DATA_SCRIPTS and node.attr("src") is None:
        addresses, fault = data.in_json(node.text, kind)
        found.others.update(
            dict.fromkeys(Written(value, "script", ignores_fragment=is_name) for value, is_name in addresses),
        )
        if fault:
            found.faults.append(Fault("S019", "script", node.text, f"a block of JSON is not JSON: {fault}"))
    return found


def _style(node: Element, found: Gathered) -> Gathered:
    if (node.attr("type") or "text/css").lower() == "text/css":
        found.others.update(_in_css(node.text, "<style>"))
    return found


def _svg(node: Element, found: Gathered) -> Gathered:
    found.pictures.append(node)
    return found


def _map(node: Element, found: Gathered) -> Gathered:
    found.pictures.append(node)
    if name := node.attr("name"):
        found.maps.add(name)
    return found


_SPECIAL = {
    "link": _link, "base": _base_element, "meta": _meta, "script": _script, "style": _style, "map": _map,
    "svg": _svg,
    "template": _template,
}
