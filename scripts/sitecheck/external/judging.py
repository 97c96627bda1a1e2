"""Judges an address, and each fragment that is wanted of its document."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from urllib.parse import unquote

from sitecheck.external.asking import Asking
from sitecheck.external.document import Document, can_be_looked_for, is_front_page
from sitecheck.external.following import End, follow
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Outcome, Unanswered
from sitecheck.external.target import MalformedAddress, Target, parse

_GONE = frozenset({404, 410})
# RFC 7725.
_LEGAL = 451


async def judge(url: str, fragments: Collection[str], asking: Asking, limits: Limits) -> dict[str, Outcome]:
    """What comes of a document, for each of its `fragments`, as they are written; the empty one is the document itself."""
    try:
        start = parse(url)
    except MalformedAddress as error:
        return dict.fromkeys(fragments, Outcome(Kind.MALFORMED, str(error)))
    wants_body = any(map(can_be_looked_for, fragments))
    try:
        end = await follow(start, asking, limits.redirects, body=wants_body)
        document = Document(end.answer) if end.answer.is_good and end.answer.is_html else None
        if outcome := _unwell(end, start) or await _pretending(end, start, document, asking, limits):
            return dict.fromkeys(fragments, outcome)
    except Unanswered as error:
        return dict.fromkeys(fragments, Outcome(error.kind, error.detail))
    return {fragment: _arrived(end, start, fragment, document) for fragment in fragments}


def _unwell(end: End, start: Target) -> Outcome | None:
    """The outcome of an answer that is no good; None if it is."""
    status = end.answer.status
    by = f"; it redirects to {end.target.url}" if end.target.url != start.url else ""
    if end.answer.is_good:
        return None
    if end.answer.is_challenge:
        return Outcome(Kind.REFUSED, f"the host wants proof that a person is asking ({status}){by}")
    if status == _LEGAL:
        return Outcome(Kind.REFUSED, f"the host answers {status}, not shown here for legal reasons{by}")
    if status in _GONE:
        return Outcome(Kind.GONE, f"the host answers {status}, {'not found' if status == 404 else 'gone'}{by}")
    if status >= 500:
        return Outcome(Kind.FAILING, f"the host answers {status}, an error of its own{by}")
    return Outcome(Kind.REFUSED, f"the host answers {status} to a program{by}")


async def _pretending(
    end: End, start: Target, document: Document | None, asking: Asking, limits: Limits
) -> Outcome | None:
    """The outcome of an answer that is good but for what it says; None if it is what was asked for.

    What looks like “not found” is compared with the answer to an address that certainly is not there.
    """
    is_front = is_front_page(end.target) and not is_front_page(start)
    if not is_front and not (document and document.may_say_not_found):
        return None
    folder = start.path[:start.path.rstrip("/").rfind("/") + 1]
    nonsense = parse(f"{start.origin}{folder}{sha256(start.url.encode()).hexdigest()[:16]}")
    try:
        other = await follow(nonsense, asking, limits.redirects, body=True)
    except Unanswered:
        return None
    if not other.answer.is_good:
        return None
    if is_front and other.target.url == end.target.url:
        return Outcome(Kind.SOFT_404, f"the host leads to {end.target.url}, as from any address that it does not have")
    if document and document.title and other.answer.is_html and Document(other.answer).title == document.title:
        return Outcome(Kind.SOFT_404, f"the page says “{document.title[:100]}”, as for any address that is not there")
    return None


def _arrived(end: End, start: Target, fragment: str, document: Document | None) -> Outcome:
    # A redirect's own fragment goes before the link's.
    wanted = end.target.fragment or fragment
    shown = unquote(wanted)
    if document and can_be_looked_for(wanted) and not document.has(wanted):
        if not end.answer.complete:
            return Outcome(Kind.UNSOUND, f"the page answers, but could not be read to its end to find #{shown}")
        if document.is_in_script(wanted):
            return Outcome(Kind.BY_SCRIPT, f"the page answers, but has #{shown} only in a script, which may add it")
        return Outcome(Kind.NO_FRAGMENT, f"the page answers, but has no #{shown}")
    if end.lasting.url != start.url:
        new = end.lasting.address if end.lasting.fragment else end.lasting.url + (f"#{fragment}" if fragment else "")
        return Outcome(Kind.MOVED, f"it has moved for good, to {new}", new)
    return Outcome(Kind.ALIVE)
