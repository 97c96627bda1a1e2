"""mkdocs.yml as the edition reads it: its settings and the pages that nav lists, each with its place in the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from edition.errors import UnreadableError, not_found, not_utf8

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class Entry:
    """A line of nav that is no section: its target as written (empty if there is none), and its place."""

    title: str
    target: str
    line: int
    column: int

    @property
    def is_page(self) -> bool:
        """Whether it names a file below docs/; the rest are links to other places."""
        parts = urlsplit(self.target)
        return not (parts.scheme or parts.netloc or self.target.startswith("/"))


@dataclass(frozen=True)
class Configuration:
    """The settings as values; `node` is the same as YAML's tree, which knows the places."""

    values: dict[str, Any]
    node: yaml.MappingNode = field(repr=False)

    @classmethod
    def load(cls, root: Path) -> Configuration:
        """Read mkdocs.yml below `root`. Raises UnreadableError if it is missing or no YAML that can be read."""
        try:
            return cls.parse((root / CONFIGURATION).read_bytes().decode("utf-8"))
        except FileNotFoundError:
            raise not_found(CONFIGURATION) from None
        except UnicodeDecodeError as error:
            raise not_utf8(CONFIGURATION, error) from None

    @classmethod
    def parse(cls, text: str) -> Configuration:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            values = loader.construct_document(node) if node else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = (mark.line + 1, mark.column + 1) if mark else ()
            problem = getattr(error, "problem", None) or error
            fix = "correct it here or just before"
            raise UnreadableError(CONFIGURATION, f"not YAML ({problem})", fix, *place) from None
        if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
            fix = f"restore it: git checkout -- {CONFIGURATION}"
            raise UnreadableError(CONFIGURATION, "no settings, each as `name: value`", fix)
        return cls(values, node)

    def place(self, name: str) -> tuple[str, int, int]:
        """Where a setting stands; the file's beginning if it is not there."""
        for key, _ in self.node.value:
            if key.value == name:
                return CONFIGURATION, key.start_mark.line + 1, key.start_mark.column + 1
        return CONFIGURATION, 1, 1

    @cached_property
    def entries(self) -> list[Entry]:
        """Every entry of nav that is no section, in order."""
        nav = next((value for key, value in self.node.value if key.value == "nav"), None)
        return list(_entries(nav)) if nav else []

    @property
    def pages(self) -> list[str]:
        """The pages of nav, below docs/, in reading order, each once."""
        targets = [entry.target for entry in self.entries if entry.is_page and entry.target.endswith(".md")]
        return list(dict.fromkeys(targets))


class PythonName(str):
    """An object that a setting names with `!!python/name:`, by its dotted name; it is not loaded."""


if TYPE_CHECKING:
    _SafeLoader = yaml.SafeLoader
else:
    # The faster one, where PyYAML was built with it.
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):
    """Reads mkdocs.yml as MkDocs does, as far as `!ENV`, and without acting on tags that concern MkDocs alone."""

    def environment(self, node: yaml.ScalarNode | yaml.SequenceNode) -> object:
        """The first variable that is set and not empty; else the default, the last of the list."""
        if isinstance(node, yaml.ScalarNode):
            return os.environ.get(node.value) or None
        *names, default = self.construct_sequence(node, deep=True)
        return next((os.environ[name] for name in names if os.environ.get(str(name))), default)


_Loader.add_constructor("!ENV", _Loader.environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, name, node: PythonName(name))
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _entries(node: yaml.Node, title: str = "") -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _entries(child, title)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _entries(value, str(key.value))
    else:
        target = "" if node.tag.endswith(":null") else node.value.strip()
        yield Entry(title, target, node.start_mark.line + 1, node.start_mark.column + 1)
