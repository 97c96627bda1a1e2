"""Whether a selector can meet anything in a site, as far as its names tell."""

from __future__ import annotations

from collections.abc import Sequence

from tinycss2.ast import Node

from theme.occurring import Occurring, Part
from theme.sheets import inside, split

_DEMAND_NOTHING = (">", "+", "~", "*", "&")
# Of these, one argument has to hold; what stands in :not(), :nth-child() and the others demands nothing.
_ONE_OF = ("is", "where", "has", "matches", "-webkit-any", "-moz-any")
# Of the states and pseudo-elements, those that every browser knows which knows modules.
_KNOWN = frozenset(
    "active after before checked default disabled empty enabled first-child first-letter first-line first-of-type focus "
    "focus-within hover indeterminate invalid lang last-child last-of-type link not nth-child nth-last-child "
    "nth-last-of-type nth-of-type only-child only-of-type optional read-only read-write required root selection target "
    "valid visited".split()
)
_RELATIONS = ("=", "~=", "|=", "^=", "$=", "*=")


class _NotUnderstood(Exception):
    """A selector in a form that is not known here. It stays."""


def can_meet(selector: Sequence[Node], site: Occurring) -> bool:
    """Whether everything that the selector names may be there; how it has to stand to each other is not asked."""
    try:
        parts, choices = _demands(selector)
    except _NotUnderstood:
        return True
    return all(map(site.meets, parts)) and all(any(can_meet(one, site) for one in choice) for choice in choices)


def is_known(selector: Sequence[Node]) -> bool:
    """Whether every browser knows what is in the selector. One that doesn't takes none of the rule's other selectors."""
    before = None
    for node in selector:
        if (before == ":" and node != ":" and _state(node) not in _KNOWN) or not is_known(inside(node)):
            return False
        before = node
    return True


def _state(node: Node) -> str:
    return node.lower_name if node.type == "function" else getattr(node, "lower_value", "")


def _demands(selector: Sequence[Node]) -> tuple[list[Part], list[list[list[Node]]]]:
    """What elements have to have for a selector to hold; and the choices that its :is() and the like give."""
    parts: list[Part] = []
    choices: list[list[list[Node]]] = []
    nodes = iter(selector)
    for node in nodes:
        if node.type == "ident":
            parts.append(Part("tag", node.lower_value))
        elif node.type == "hash":
            parts.append(Part("id", node.value))
        elif node == ".":
            parts.append(Part("class", _name(next(nodes, None))))
        elif node.type == "[] block":
            parts.append(_attribute([inner for inner in node.content if inner.type != "whitespace"]))
        elif node == ":":
            state = next(nodes, None)
            if state == ":":
                state = next(nodes, None)
            if state is None or state.type not in ("ident", "function"):
                raise _NotUnderstood
            if state.type == "function" and state.lower_name in _ONE_OF:
                choices.append(split(state.arguments))
        elif node.type != "whitespace" and node not in _DEMAND_NOTHING:
            raise _NotUnderstood
    return parts, choices


def _name(node: Node | None) -> str:
    if node is None or node.type != "ident":
        raise _NotUnderstood
    return str(node.value)


def _attribute(nodes: list[Node]) -> Part:
    if len(nodes) == 1:
        return Part("attribute", _name(nodes[0]).lower())
    if len(nodes) not in (3, 4) or nodes[1] not in _RELATIONS or nodes[2].type not in ("ident", "string"):
        raise _NotUnderstood
    return Part("attribute", _name(nodes[0]).lower(), nodes[1].value, nodes[2].value)
