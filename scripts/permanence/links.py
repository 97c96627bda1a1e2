"""Links in the sources as a renaming changes them: those of the pages, and the entries of nav."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from edition.addresses import file_named, finished_named, finished_path, page_address, split
from edition.configuration import Configuration
from edition.errors import EditionError
from edition.page import Page
from edition.published import DOCS
from rendering.destination import destination
from rendering.link import Link
from rendering.reading import read


def relinked(root: Path, text: str, name: str, home: str, renamed: Mapping[str, str], *, was: str) -> str:
    """A page's Markdown with its links as they are to be once it stands at `home` and `renamed` has happened.

    `renamed` says of a page or an anchor (`page.md#id`) what it is called then. `name` is where the page stands now, and
    `was` where its links may have been written for. Raises EditionError if a link is written so that it can't be changed.
    """
    configuration = Configuration.load(root)
    before = read(Page.parse(name, text), configuration).links
    targets = [_retargeted(root, link, name, home, renamed, was) for link in before]
    for link, target in sorted(zip(before, targets, strict=True), key=lambda pair: pair[0].at, reverse=True):
        if target != link.target:
            begin, end = destination(text, link)
            text = text[:begin] + target + text[end:]
    page = Page.parse(name, text)
    for link, target in zip(read(page, configuration).links, targets, strict=False):
        if link.target != target:
            place = ":".join(map(str, page.place(link.offset)))
            raise EditionError(f"{place}: this link can't be made to lead to {target}; change it by hand first")
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


def _retargeted(root: Path, link: Link, name: str, home: str, renamed: Mapping[str, str], was: str) -> str:
    parts = split(link.target)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or (not parts.path and not parts.fragment):
        return link.target
    fragment = unquote(parts.fragment)
    if not parts.path:
        new_page, _, new_id = renamed.get(f"{name}#{fragment}", f"{name}#{fragment}").partition("#")
        path = "" if new_page == name else _path(new_page, home, link.is_raw)
    else:
        find = _page_at if link.is_raw else _found
        found = find(root, unquote(parts.path), (was, name), renamed)
        if found is None:
            return link.target
        anchor = renamed.get(f"{found}#{fragment}", "") if fragment else ""
        new_page, new_id = anchor.partition("#")[::2] if anchor else (renamed.get(found, found), fragment)
        if (new_page, new_id) == (found, fragment) and home == name == was:
            return link.target
        path = "" if new_page == home and new_id and found == name else _path(new_page, home, link.is_raw)
    if new_id == fragment:
        new_fragment = parts.fragment
    else:
        new_fragment = quote(new_id, safe="/:?@!$&'()*+,;=-._~")
    return f"{path}{'?' + parts.query if parts.query else ''}{'#' + new_fragment if new_fragment else ''}"


def _page_at(root: Path, path: str, homes: tuple[str, ...], renamed: Mapping[str, str]) -> str | None:
    """The page, now or of those that are renamed, whose address a link written as HTML gives; else the file that it names."""
    docs = root / DOCS
    there = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
    known = {finished_path(page): page for page in [*there, *(name for name in renamed if "#" not in name)]}
    for home in dict.fromkeys(homes):
        for finished in finished_named(home, path):
            if finished in known:
                return known[finished]
    return _found(root, path, homes, renamed)


def _found(root: Path, path: str, homes: tuple[str, ...], renamed: Mapping[str, str]) -> str | None:
    """The file below docs/ that a link's path means, read from the first of `homes` from which it means one."""
    for home in dict.fromkeys(homes):
        full = file_named(home, path)
        if full in renamed or (root / "docs" / full).is_file():
            return full
    return None


def _path(page: str, home: str, is_raw: bool) -> str:
    """How a page names another, or a file: in Markdown by its file, in HTML by its address."""
    if is_raw and page.endswith(".md"):
        return posixpath.relpath("/" + page_address(page), "/" + page_address(home)) + "/"
    return posixpath.relpath(page, posixpath.dirname(home) or ".")


def _leaves(node: yaml.Node) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [leaf for item in node.value for leaf in _leaves(item)]
    return [leaf for _, value in node.value for leaf in _leaves(value)] if isinstance(node, yaml.MappingNode) else []
