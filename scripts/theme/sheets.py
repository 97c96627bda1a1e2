"""A style sheet as rules and declarations, and back as text without comments and blank space.

tinycss2 finds the tokens and pairs the brackets. The rest is done here, for it parses no custom property that holds braces
among other things, and has errors where this keeps what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node, WhitespaceToken
from tinycss2.serializer import serialize, serialize_identifier

_COMBINATORS = (">", "+", "~")


@dataclass
class Declaration:
    """What stands between two semicolons, whether it is a declaration or a mistake; `custom` is a custom property's name."""

    nodes: Sequence[Node]
    custom: str = ""


@dataclass
class Rule:
    """A style rule, or a nested one."""

    selectors: list[list[Node]]
    items: list[Item]


@dataclass
class AtRule:
    """An at-rule, with no items if it ends in a semicolon."""

    keyword: str
    prelude: Sequence[Node]
    items: list[Item] | None


Item = Declaration | Rule | AtRule


def parse(text: str) -> list[Item]:
    """The rules of a sheet. What can't be understood becomes a part of what it stands in; nothing is raised."""
    nodes = tinycss2.parse_component_value_list(text, skip_comments=True)
    return list(_items([node for node in nodes if node not in ("<!--", "-->")], nested=False))


def write(items: Sequence[Item]) -> str:
    """The text of a sheet, short and always the same for the same items."""
    return "".join(map(_written, items))


def split(nodes: Sequence[Node]) -> list[list[Node]]:
    """The selectors of a list, parted at its commas."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if node == ",":
            found.append([])
        else:
            found[-1].append(node)
    return found


def inside(node: Node) -> Sequence[Node]:
    """What stands in a function's or a block's brackets; nothing for other tokens."""
    return getattr(node, "arguments", None) or getattr(node, "content", None) or ()


def _items(nodes: Sequence[Node], nested: bool) -> Iterator[Item]:
    """The items of a sheet or, if `nested`, of a block, where semicolons end declarations."""
    place = 0
    while place < len(nodes):
        first = nodes[place]
        if first.type == "whitespace" or (nested and first == ";"):
            place += 1
            continue
        is_at_rule = first.type == "at-keyword"
        custom = _custom_name(nodes, place) if nested else ""
        end = place
        while end < len(nodes):
            if (nodes[end] == ";" and (nested or is_at_rule)) or (nodes[end].type == "{} block" and not custom):
                break
            end += 1
        block = nodes[end] if end < len(nodes) and nodes[end].type == "{} block" else None
        if is_at_rule:
            items = None if block is None else list(_items(block.content, nested=True))
            yield AtRule(first.lower_value, nodes[place + 1:end], items)
        elif block is not None:
            yield Rule(split(nodes[place:end]), list(_items(block.content, nested=True)))
        elif nested:
            yield Declaration(nodes[place:end], custom)
        place = end + 1


def _custom_name(nodes: Sequence[Node], place: int) -> str:
    name = nodes[place]
    if name.type != "ident" or not name.value.startswith("--"):
        return ""
    behind = (node for node in nodes[place + 1:place + 4] if node.type != "whitespace")
    return str(name.value) if next(behind, None) == ":" else ""


def _written(item: Item) -> str:
    if isinstance(item, Declaration):
        return _declaration(item) + ";"
    if isinstance(item, Rule):
        return ",".join(_selector(selector) for selector in item.selectors) + _braced(write(item.items))
    prelude = serialize(_tidy(item.prelude))
    head = f"@{serialize_identifier(item.keyword)}" + (f" {prelude}" if prelude else "")
    return head + (";" if item.items is None else _braced(write(item.items)))


def _braced(text: str) -> str:
    return "{" + text.removesuffix(";") + "}"


def _declaration(item: Declaration) -> str:
    nodes = list(item.nodes)
    colon = next((place for place, node in enumerate(nodes) if node == ":"), None)
    if colon is None:
        return str(serialize(_tidy(nodes)))
    name, value = nodes[:colon], nodes[colon + 1:]
    if item.custom:
        # Scripts may read what is inside to the letter. A browser may not take an empty one without a space.
        return f"{serialize(_tidy(name))}:{serialize(_stripped(value)) or ' '}"
    return f"{serialize(_tidy(name))}:{serialize(_tidy(value))}"


def _selector(nodes: Sequence[Node]) -> str:
    return str(serialize(_without_space_at(_COMBINATORS, _tidy(nodes))))


def _tidy(nodes: Sequence[Node]) -> list[Node]:
    """The tokens with a single space where there was any, and none at the ends and at commas; inside brackets likewise."""
    short: list[Node] = []
    for node in nodes:
        if node.type == "function":
            node.arguments = _tidy(node.arguments)
        elif node.type in ("() block", "[] block", "{} block"):
            node.content = _tidy(node.content)
        if node.type != "whitespace":
            short.append(node)
        elif short and short[-1].type != "whitespace":
            short.append(WhitespaceToken(node.source_line, node.source_column, " "))
    return _without_space_at((",", ";"), _stripped(short))


def _without_space_at(signs: tuple[str, ...], nodes: list[Node]) -> list[Node]:
    return [
        node for before, node, behind in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False)
        if node.type != "whitespace" or (before not in signs and behind not in signs)
    ]


def _stripped(nodes: Sequence[Node]) -> list[Node]:
    places = [place for place, node in enumerate(nodes) if node.type != "whitespace"]
    return list(nodes[places[0]:places[-1] + 1]) if places else []
