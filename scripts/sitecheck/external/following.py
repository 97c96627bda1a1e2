"""Follows redirects to where they end, as a browser would."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from sitecheck.external.answer import PERMANENT, Answer
from sitecheck.external.asking import Asking
from sitecheck.external.document import Document, refresh_of
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.target import MalformedAddress, Target

_REFRESH = "refresh"


@dataclass(frozen=True)
class End:
    """Where an address leads: the last target with its answer, and the address that stands for it from now on."""

    target: Target
    answer: Answer
    lasting: Target


async def follow(start: Target, asking: Asking, most: int, *, body: bool) -> End:
    """Ask for an address, and for those that it is redirected to. Raises Unanswered."""
    target = lasting = start
    is_permanent = True
    cookies: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    while True:
        jar = "; ".join(f"{name}={value}" for name, value in sorted(cookies.get(target.host, {}).items()))
        if (target.url, jar) in seen:
            raise Unanswered(Kind.REDIRECTS, f"the redirects go round in a circle, by {target.url}")
        if len(seen) > most:
            raise Unanswered(Kind.REDIRECTS, f"there are more than {most} redirects, the last to {target.url}")
        seen.add((target.url, jar))
        answer = await asking.answer(target, body=body, cookies=jar)
        if answer.is_redirect:
            following = _next(target, answer)
        elif sent := _sent(target, answer):
            following = sent
        else:
            return End(target, answer, lasting)
        _remember(answer, cookies.setdefault(target.host, {}))
        # Where HEAD is redirected, it has told nothing that GET did not have to tell again.
        body = True
        is_permanent = is_permanent and answer.status in PERMANENT and not _comes_back(target, following)
        target = following
        if is_permanent:
            lasting = following


def _next(target: Target, answer: Answer) -> Target:
    location = answer.headers.get("location", "")
    if not location:
        raise Unanswered(Kind.REDIRECTS, f"{target.url} answers {answer.status} and does not say where to go")
    try:
        return target.joined(location)
    except MalformedAddress as error:
        raise Unanswered(Kind.REDIRECTS, f"{target.url} redirects to {location[:200]!r}: {error}") from None


def _sent(target: Target, answer: Answer) -> Target | None:
    """Where a page that answers sends the browser; None if nowhere else, as where it only shows itself anew."""
    if not answer.is_good:
        return None
    sent = refresh_of(answer.headers.get(_REFRESH, ""))
    if not sent and answer.is_html and _REFRESH.encode() in answer.body.lower():
        sent = Document(answer).refresh
    try:
        following = target.joined(sent)
    except MalformedAddress:
        return None
    return following if following.url != target.url else None


def _comes_back(target: Target, following: Target) -> bool:
    """Whether a redirect is to a place, such as a form to log in, that leads back afterwards."""
    return len(target.path) > 1 and target.path in unquote(following.query)


def _remember(answer: Answer, jar: dict[str, str]) -> None:
    for line in answer.headers.get("set-cookie", "").split("\n"):
        name, equals, value = line.partition(";")[0].strip().partition("=")
        if equals and name and all(32 < ord(sign) < 127 for sign in name + value):
            jar[name] = value
