"""Where in a file an address or an id stands, as written."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import turbohtml

from lint.place import line_and_column
from sitecheck.faults import Fault

_OPENING = re.compile(r"[^\s=]+\s*=\s*[\"']?")
# What stands in comments and in these elements is no markup, or none of the page.
_WITHOUT_MARKUP = ("script", "style", "textarea", "title", "template")
_BEGINNING = re.compile(rf"<(?:!--|({'|'.join(_WITHOUT_MARKUP)})\b)", re.I)
_ENDS = {"": re.compile("-->"), **{name: re.compile(f"</{name}", re.I) for name in _WITHOUT_MARKUP}}
# Of these the place is that of the attribute, for it is what is wrong, and not what it says.
OF_THE_ATTRIBUTE = frozenset({"S003", "S017", "S018"})


def placed(fault: Fault, text: str) -> Fault:
    """The fault with its line and column in the text of its file."""
    line, column = place_of(text, fault.attribute, fault.value, fault.code)
    return fault._replace(line=line, column=column)


def place_of(text: str, attribute: str, value: str, code: str = "") -> tuple[int, int]:
    """The line and the column at which `value` stands, for a finding with this code."""
    return line_and_column(text, offset_of(text, attribute, value, whole_attribute=code in OF_THE_ATTRIBUTE))


def offset_of(text: str, attribute: str, value: str, *, whole_attribute: bool = False) -> int:
    """The offset at which `value` stands in `text`: in the first attribute that has it, else anywhere; 0 if nowhere.

    With `whole_attribute` it is the offset of the attribute's name. Attributes in angle brackets are texts of elements.
    """
    if not attribute:
        return 0
    if attribute == "<style>" or not attribute.isascii() or attribute in ("css", "json", "xml"):
        return max(_found(text, value), 0)
    if attribute == "script":
        at = text.find(value)
        # The element begins before its text.
        return max(text.rfind("<script", 0, at), 0) if "\n" in value or value[:1] in "{[" else max(_found(text, value), 0)
    if span := _as_usual(text, attribute, value) or _attribute(text, attribute, value):
        start, end = span
        if whole_attribute:
            return start
        opening = _OPENING.match(text, start, end)
        begin = opening.end() if opening else start
        inside = text.find(value, begin, end) if value else begin
        return inside if inside >= 0 else begin
    return max(_found(text, value), 0)


def _as_usual(text: str, attribute: str, value: str) -> tuple[int, int] | None:
    """The span of the first attribute that has this value as a whole, if it is written as usual: faster than parsing."""
    named = re.compile(rf"[\s\"'/]{re.escape(attribute)}\s*=\s*(?P<quote>[\"']?)\Z", re.I)
    spans = []
    for written in dict.fromkeys((value, html.escape(value, quote=False))):
        at = text.find(written) if written else -1
        while at >= 0:
            before = named.search(text, max(at - len(attribute) - 20, 0), at)
            end = at + len(written)
            if before and text[end:end + 1] in set(before["quote"] or " \t\n\f\r>") and _is_in_tag(text, before.start()):
                spans.append((before.start() + 1, end + len(before["quote"])))
                break
            at = text.find(written, end)
    return min(spans, default=None)


def _is_in_tag(text: str, at: int) -> bool:
    opening = text.rfind("<", 0, at)
    return text.find(">", opening, at) < 0 <= opening and not any(start <= at < end for start, end in _no_markup(text))


def _attribute(text: str, attribute: str, value: str) -> tuple[int, int] | None:
    """The span of the first attribute of that name that is `value`, or else of the first that has it in it."""
    containing = None
    for node in _tree(text).select("*" if ":" in attribute else f"[{attribute}]"):
        has = node.attr(attribute)
        if has is None or value not in has or (has != value and containing):
            continue
        location = node.source_location
        span = location.attrs.get(attribute) if location else None
        if span and has == value:
            return span.start_offset, span.end_offset
        containing = containing or ((span.start_offset, span.end_offset) if span else None)
    return containing


@lru_cache(maxsize=2)
def _no_markup(text: str) -> list[tuple[int, int]]:
    """The spans, in order; each kind that is never closed is looked for to the end of the text once."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    at = 0
    while begin := _BEGINNING.search(text, at):
        name = (begin[1] or "").lower()
        at = begin.end()
        start = text.find(">", at) + 1 if name and name not in unclosed else begin.start()
        end = _ENDS[name].search(text, max(start, at)) if name not in unclosed and (start or not name) else None
        if end is None:
            unclosed.add(name)
        else:
            spans.append((start, end.start() if name else end.end()))
            at = end.end()
    return spans


# One page often has many findings; the largest are many megabytes.
@lru_cache(maxsize=2)
def _tree(text: str) -> turbohtml.Document:
    return turbohtml.parse(text, source_locations=True)


def _found(text: str, value: str) -> int:
    for form in (value, html.escape(value), value.replace("/", "\\/")):
        at = text.find(form) if form else -1
        if at >= 0:
            return at
    return -1
