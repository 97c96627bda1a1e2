"""Text fragments: whether the words that an address names occur on the page exactly once (WICG, Scroll to Text Fragment)."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

import turbohtml
from turbohtml import Element, Node, Text

# Elements that a browser shows as part of a line (HTML Standard, Rendering); any other begins a new one.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark nobr output q ruby rp rt s "
    "samp small span strike strong sub sup time tt u var wbr slot svg".split()
)
_UNSEEN = frozenset(
    "script style template head title noscript select iframe object video audio canvas datalist meter progress rp "
    "noembed noframes desc metadata".split()
)
_STYLED_AWAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.I)
_BLANKS = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u036f]")
_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00ad": None, "\u00a0": " "})


class Wanted(NamedTuple):
    """One `text=` directive: `prefix-,start,end,-suffix`, decoded."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


def parse(directive: str) -> list[Wanted]:
    """The text directives of what stands behind `:~:`; those that the syntax does not allow are left out, as browsers do."""
    found = []
    for part in directive.split("&"):
        name, sign, value = part.partition("=")
        if name != "text" or not sign:
            continue
        terms = value.split(",")
        prefix = unquote(terms.pop(0)[:-1]) if terms[0].endswith("-") and len(terms) > 1 else ""
        suffix = unquote(terms.pop()[1:]) if len(terms) > 1 and terms[-1].startswith("-") else ""
        # A hyphen of the words themselves is encoded; else browsers read nothing.
        if 1 <= len(terms) <= 2 and all(terms) and not any("-" in term for term in terms):
            found.append(Wanted(unquote(terms[0]), unquote(terms[1]) if len(terms) == 2 else "", prefix, suffix))
    return found


def blocks(html: str) -> list[str]:
    """The visible text of a page, a string for each block, blanks collapsed, in the case and form that is compared."""
    tree = turbohtml.parse(html, positions=False)
    found = [""]
    body = tree.select_one("body")
    if body is not None:
        _collect(body, found)
    return [text for block in found if (text := _BLANKS.sub(" ", _comparable(block)).strip())]


def fault(directive: str, texts: list[str]) -> str:
    """What is wrong with a directive on a page that has these blocks; empty if each of its texts is there once."""
    wanted = parse(directive)
    if not wanted:
        expected = "expected text=… with words, and %2D for a hyphen in them"
        return f"{directive!r} has no text directive that browsers read; {expected}"
    for text in wanted:
        times = _occurrences(text, texts)
        shown = f"“{text.start}{' … ' + text.end if text.end else ''}”"
        if times == 0:
            return f"the words {shown} do not occur"
        if times > 1:
            return f"the words {shown} occur {times} times; a browser shows only the first, so add words before or after"
    return ""


def _occurrences(wanted: Wanted, texts: list[str]) -> int:
    start, end = _comparable(wanted.start).strip(), _comparable(wanted.end).strip()
    prefix, suffix = _comparable(wanted.prefix).strip(), _comparable(wanted.suffix).strip()
    times = 0
    for number, block in enumerate(texts):
        for match in re.finditer(_bounded(start), block):
            if prefix and not _ends_with(block[:match.start()], prefix, texts[:number]):
                continue
            after, rest = block[match.end():], texts[number + 1:]
            if end:
                closing = re.search(_bounded(end), after)
                if closing:
                    after = after[closing.end():]
                else:
                    index = next((i for i, other in enumerate(rest) if re.search(_bounded(end), other)), None)
                    if index is None:
                        # No later beginning has an end behind it either.
                        return times
                    closing = re.search(_bounded(end), rest[index])
                    after, rest = rest[index][closing.end() if closing else 0:], rest[index + 1:]
            if suffix and not _begins_with(after, suffix, rest):
                continue
            times += 1
    return times


def _bounded(words: str) -> str:
    """A pattern that finds whole words, as browsers do; scripts that write no blanks have no such bounds.

    An apostrophe between letters, and a point or a comma between digits, is within a word (Unicode Standard Annex 29, 4.1.1).
    """
    first, last = words[:1], words[-1:]
    before = after = ""
    if first.isalnum() and first < "\u0e00":
        before = r"(?<!\w)" + (r"(?<!\d[.,;'])" if first.isdecimal() else r"(?<![^\W\d_]')")
    if last.isalnum() and last < "\u0e00":
        after = r"(?!\w)" + (r"(?![.,;']\d)" if last.isdecimal() else r"(?!'[^\W\d_])")
    return before + re.escape(words) + after


def _is_unseen(node: Element) -> bool:
    """Whether a browser shows nothing of an element, and does not show it when words in it are sought either."""
    hidden = node.attr("hidden")
    return (
        node.tag in _UNSEEN
        or (hidden is not None and hidden.lower() != "until-found")
        or (node.tag == "dialog" and node.attr("open") is None)
        or node.attr("popover") is not None
        or _STYLED_AWAY.search(node.attr("style") or "") is not None
    )


def _ends_with(text: str, words: str, earlier: list[str]) -> bool:
    bare = text.rstrip() or (earlier[-1] if earlier else "")
    return re.search(f"{_bounded(words)}$", bare) is not None


def _begins_with(text: str, words: str, later: list[str]) -> bool:
    bare = text.lstrip() or (later[0] if later else "")
    return re.match(_bounded(words), bare) is not None


def _comparable(text: str) -> str:
    """Base characters alone: case, accents and the shape of quotation marks make no difference; soft hyphens are left out."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold())


def _collect(root: Element, found: list[str]) -> None:
    """Gather the text below an element into blocks, without recursion: a page may be nested deeply.

    A line that is broken by the writer ends a block too, for words over its end are not found.
    """
    pending: list[tuple[Node, bool, bool]] = [(root, False, False)]
    while pending:
        node, leaves, keeps_lines = pending.pop()
        if isinstance(node, Text):
            first, *lines = node.data.split("\n") if keeps_lines else [node.data]
            found[-1] += first
            found.extend(lines)
        elif isinstance(node, Element):
            if leaves:
                found.append("")
                continue
            if _is_unseen(node):
                continue
            tag = node.tag
            if tag not in _INLINE or tag == "br":
                found.append("")
                pending.append((node, True, False))
            keeps = keeps_lines or tag in ("pre", "textarea")
            pending.extend((child, False, keeps) for child in reversed(list(node.children)))
