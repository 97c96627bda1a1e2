"""Asks for one address until it is settled whether it answers: HEAD, then GET, with retries, as its host allows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from protego import Protego

from sitecheck.external.answer import Answer
from sitecheck.external.clock import Clock
from sitecheck.external.hosts import Host, Hosts
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.target import MalformedAddress, Target, parse

Ask = Callable[[Target, str, str], Awaitable[Answer]]
_TOO_MANY = 429
_PASSING = frozenset({408, 425, _TOO_MANY})
# RFC 9309, 2.3.1.2: at least five.
_ROBOTS_REDIRECTS = 5
_ROBOTS_BYTES = 512_000


class Asking:
    """`ask` is one exchange: it takes a target, a method and cookies. `token` is the agent's name in robots.txt."""

    def __init__(self, ask: Ask, clock: Clock, limits: Limits, token: str) -> None:
        self._ask = ask
        self._clock = clock
        self._limits = limits
        self._hosts = Hosts(clock, limits)
        self._token = token
        # Whether any host has answered anything.
        self.is_heard = False

    async def answer(self, target: Target, *, body: bool, cookies: str = "") -> Answer:
        """The answer of a host, with its body if `body` or if HEAD does not settle it. Raises Unanswered."""
        await self._obey_robots(target)
        if not body:
            answer = await self._answer_to_head(target, cookies)
            if answer and (answer.is_redirect or (answer.is_good and not answer.is_html)):
                return answer
        return await self._answer_to_get(target, cookies)

    async def _answer_to_head(self, target: Target, cookies: str) -> Answer | None:
        """The answer to HEAD; None if it settles nothing, for some hosts do not know it, or misunderstand it."""
        try:
            answer = await self._once(target, "HEAD", cookies)
        except Unanswered as error:
            if self._hosts[target.host].is_left(target.origin) or error.kind is not Kind.FAILING:
                if error.kind is Kind.UNSOUND:
                    return None
                raise
            return None
        if answer.status == _TOO_MANY:
            self._hosts[target.host].pause(self._wait(answer, 0))
        return answer

    async def _answer_to_get(self, target: Target, cookies: str) -> Answer:
        host = self._hosts[target.host]
        attempt = 0
        while True:
            attempt += 1
            try:
                answer = await self._once(target, "GET", cookies)
            except Unanswered as error:
                if error.kind is not Kind.FAILING or host.is_left(target.origin) or attempt >= self._limits.tries:
                    raise
                await self._clock.sleep(self._backoff(attempt))
                continue
            is_passing = answer.status in _PASSING or answer.status >= 500
            if not is_passing or answer.is_challenge:
                return answer
            wait = self._wait(answer, attempt)
            if answer.status == _TOO_MANY or wait > self._limits.patience:
                host.pause(wait)
            if attempt >= self._limits.tries or wait > self._limits.patience:
                return answer
            if answer.status != _TOO_MANY:
                await self._clock.sleep(wait)

    async def _once(self, target: Target, method: str, cookies: str) -> Answer:
        host = self._hosts[target.host]
        async with host.turn(target.origin):
            try:
                answer = await self._ask(target, method, cookies)
            except Unanswered as error:
                host.did_not(target.origin, error)
                raise
            self.is_heard = True
            host.answered(target.origin)
            return answer

    def _wait(self, answer: Answer, attempt: int) -> float:
        asked = answer.retry_after(self._clock.date())
        return self._backoff(attempt) if asked is None else asked

    def _backoff(self, attempt: int) -> float:
        return self._limits.backoff * 2.0 ** attempt * self._clock.jitter()

    async def _obey_robots(self, target: Target) -> None:
        """Keep to the host's robots.txt (RFC 9309). Raises Unanswered if it does not let this address be asked."""
        host = self._hosts[target.host]
        if target.origin not in host.rules:
            host.rules[target.origin] = asyncio.create_task(self._robots(target, host))
        rules = await asyncio.shield(host.rules[target.origin])
        if not rules.can_fetch(target.url, self._token):
            raise Unanswered(Kind.FORBIDDEN, f"the robots.txt of {target.host} asks programs not to look")

    async def _robots(self, target: Target, host: Host) -> Protego:
        try:
            at = parse(f"{target.origin}/robots.txt")
            for _ in range(_ROBOTS_REDIRECTS + 1):
                answer = await self._once(at, "GET", "")
                if not answer.is_redirect:
                    break
                at = at.joined(answer.headers.get("location", ""))
        except (Unanswered, MalformedAddress):
            # The address itself will tell what is the matter with its host.
            return Protego.parse("")
        text = answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace") if answer.is_good else ""
        rules = Protego.parse(text)
        host.gap = max(host.gap, rules.crawl_delay(self._token) or 0)
        return rules
