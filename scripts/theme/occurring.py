"""What a selector can meet in a site: what its pages have, and what its scripts may add."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from theme.scripts import Scripts


class Part(NamedTuple):
    """One demand of a selector on an element; `kind` is "tag", "class", "id" or "attribute".

    An attribute may have to stand in a relation ("=", "~=", "^=" …) to a value; `operator` is empty if it need only be there.
    """

    kind: str
    name: str
    operator: str = ""
    value: str = ""


# What a browser adds: a reader opens a <details>, and a table that a script writes gets the rows that were left out.
_BY_THE_BROWSER = {("attribute", "open"), ("tag", "tbody"), ("tag", "tr"), ("tag", "colgroup")}
# What a script makes without writing it down: String(open), and numbers.
_MADE_VALUES = re.compile(r"true|false|-?\d.*|", re.ASCII | re.S)
_WORD = re.compile(r"[\w-]+")


class Occurring:
    """The names that can occur in a rendered site.

    Each is taken by itself: scripts copy elements and their classes, so that any two may meet on one element, and any
    element may come to stand in any other.
    """

    def __init__(self, pages: Iterable[str], scripts: Iterable[str], sheets: Iterable[str] = ()) -> None:
        """Takes the texts of the pages, of the scripts, and of the sheets that are not to be cut."""
        self._names: set[tuple[str, str]] = set()
        self._values: dict[str, set[str]] = defaultdict(set)
        texts, styles = list(scripts), list(sheets)
        for page in pages:
            tree = LexborHTMLParser(page)
            for node in tree.css("*"):
                self._names.add(("tag", (node.tag or "").lower()))
                for name, value in node.attributes.items():
                    self._values[name.lower()].add(value or "")
            texts += [node.text() for node in tree.css("script") if node.attributes.get("type") != "application/ld+json"]
            # Its content is in no page until a script puts it there.
            texts += [node.html or "" for node in tree.css("template")]
            styles += [node.text() for node in tree.css("style")]
        self._scripts = Scripts(texts)
        self._names.update(("class", name) for value in self._values["class"] for name in value.split())
        self._names.update(("id", value) for value in self._values["id"])
        values = set().union(*self._values.values())
        self._words = {word for value in values for word in _WORD.findall(value.lower())}
        styles += [value for value in values if "var(" in value] + list(self._values["style"])
        self._styles = {word for style in styles for word in _WORD.findall(style)}

    def meets(self, part: Part) -> bool:
        """Whether an element may have `part`, now or when scripts have changed it."""
        if part[:2] in _BY_THE_BROWSER or part[:2] in self._names:
            return True
        if part.kind == "tag":
            return self._scripts.make(part.name)
        if part.kind != "attribute":
            return self._scripts.say(part.name)
        return self._has(part) or self._may_set(part)

    def asks_for(self, name: str) -> bool:
        """Whether a script, a page or a sheet that is not to be cut may use a custom property or an animation."""
        return name in self._styles or self._scripts.say(name)

    def _has(self, attribute: Part) -> bool:
        # HTML takes the values of some attributes in either case.
        asked = attribute.value.lower()
        return any(_stands(value.lower(), attribute.operator, asked) for value in self._values.get(attribute.name, ()))

    def _may_set(self, attribute: Part) -> bool:
        if not self._scripts.set(attribute.name):
            return False
        if attribute.operator not in ("=", "~=") or _MADE_VALUES.fullmatch(attribute.value):
            return True
        words = _WORD.findall(attribute.value)
        return all(word.lower() in self._words or self._scripts.say(word) for word in words)


def _stands(value: str, operator: str, asked: str) -> bool:
    if operator == "":
        return True
    if operator == "=":
        return value == asked
    if operator == "|=":
        return value == asked or value.startswith(asked + "-")
    if not asked:
        return False
    if operator == "~=":
        return asked in value.split()
    return {"^=": value.startswith, "$=": value.endswith, "*=": value.__contains__}[operator](asked)
