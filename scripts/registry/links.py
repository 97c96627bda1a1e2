"""Links in the sources as a renaming changes them: those of the pages, and the entries of nav."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from edition.addresses import page_address
from edition.checks.links import links
from edition.page import Page
from edition.targets import split


def relinked(root: Path, text: str, name: str, home: str, renamed: Mapping[str, str], *, was: str) -> str:
    """A page's Markdown with its links as they are to be once it stands at `home` and `renamed` has happened.

    `renamed` says of a page or an anchor (`page.md#id`) what it is called then. `name` is where the page stands now, and
    `was` where its links may have been written for.
    """
    for link in sorted(links(Page.parse(name, text)), key=lambda link: link.offset, reverse=True):
        target = _retargeted(root, link.target, name, home, renamed, was)
        if target != link.target:
            at = text.find(link.target, link.offset)
            if at >= 0:
                text = text[:at] + target + text[at + len(link.target):]
    return text


def renamed_in_nav(configuration: str, old: str, new: str) -> str:
    """mkdocs.yml with a page of its nav under its new name; all else, comments too, is left to the letter."""
    try:
        document = yaml.compose(configuration, yaml.SafeLoader)
    except yaml.YAMLError:
        return configuration
    spans = []
    for key, value in document.value if isinstance(document, yaml.MappingNode) else []:
        if key.value == "nav":
            spans += [(node.start_mark.index, node.end_mark.index) for node in _leaves(value) if node.value == old]
    for begin, end in sorted(spans, reverse=True):
        configuration = configuration[:begin] + configuration[begin:end].replace(old, new) + configuration[end:]
    return configuration


def _retargeted(root: Path, target: str, name: str, home: str, renamed: Mapping[str, str], was: str) -> str:
    parts = split(target)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or (not parts.path and not parts.fragment):
        return target
    fragment = unquote(parts.fragment)
    if not parts.path:
        new_page, _, new_id = renamed.get(f"{name}#{fragment}", f"{name}#{fragment}").partition("#")
        path = "" if new_page == name else _relative(new_page, home)
    elif parts.path.endswith("/"):
        # Raw HTML may name a page by its address.
        own, fragment_of = page_address(name), {page_address(old): old for old in renamed if "#" not in old}
        goal = fragment_of.get(posixpath.normpath(posixpath.join("/" + own, unquote(parts.path))).strip("/") + "/")
        if goal is None:
            return target
        path = posixpath.relpath("/" + page_address(renamed[goal]), "/" + page_address(home)) + "/"
        new_id = fragment
    else:
        found = _found(root, unquote(parts.path), (was, name), renamed)
        if found is None:
            return target
        anchor = renamed.get(f"{found}#{fragment}", "") if fragment else ""
        new_page, new_id = anchor.partition("#")[::2] if anchor else (renamed.get(found, found), fragment)
        path = "" if new_page == home and new_id and found == name else _relative(new_page, home)
        if (new_page, new_id) == (found, fragment) and home == name == was:
            return target
    if new_id == fragment:
        new_fragment = parts.fragment
    else:
        new_fragment = quote(new_id, safe="/:?@!$&'()*+,;=-._~")
    return f"{path}{'?' + parts.query if parts.query else ''}{'#' + new_fragment if new_fragment else ''}"


def _found(root: Path, path: str, homes: tuple[str, ...], renamed: Mapping[str, str]) -> str | None:
    """The file below docs/ that a link's path means, read from the first of `homes` from which it means one."""
    for home in dict.fromkeys(homes):
        full = posixpath.normpath(posixpath.join(posixpath.dirname(home), path))
        if full in renamed or (root / "docs" / full).is_file():
            return full
    return None


def _relative(page: str, home: str) -> str:
    return posixpath.relpath(page, posixpath.dirname(home) or ".")


def _leaves(node: yaml.Node) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [leaf for item in node.value for leaf in _leaves(item)]
    return [leaf for _, value in node.value for leaf in _leaves(value)] if isinstance(node, yaml.MappingNode) else []
