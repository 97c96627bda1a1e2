"""Asks for one address until it is settled whether it answers: HEAD, then GET, with retries, as its host allows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sitecheck.external.answer import Answer
from sitecheck.external.clock import Clock
from sitecheck.external.hosts import Hosts
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.robots import ROBOTS_REDIRECTS, Robots
from sitecheck.external.target import MalformedAddress, Target, parse

Ask = Callable[[Target, str, str], Awaitable[Answer]]
_TOO_MANY = 429
_PASSING = frozenset({408, 425, _TOO_MANY})
# RFC 9110, 10.2.3, and RFC 6585, 4: for the whole host, and until a time that it names.
_BUSY = frozenset({_TOO_MANY, 503})


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
            if answer and answer.is_good and not answer.is_html:
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
        if answer.status == _TOO_MANY and not self._asks_to_wait(answer):
            self._hosts[target.host].pause(self._backoff(0))
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
            if attempt >= self._limits.tries:
                return answer
            if self._asks_to_wait(answer):
                if host.wait > self._limits.patience:
                    return answer
            elif answer.status == _TOO_MANY:
                host.pause(self._backoff(attempt))
            else:
                await self._clock.sleep(self._backoff(attempt))

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
            if self._asks_to_wait(answer):
                host.pause(answer.retry_after(self._clock.date()) or 0)
            return answer

    def _asks_to_wait(self, answer: Answer) -> bool:
        return answer.status in _BUSY and answer.retry_after(self._clock.date()) is not None

    def _backoff(self, attempt: int) -> float:
        return self._limits.backoff * 2.0 ** attempt * self._clock.jitter()

    async def _obey_robots(self, target: Target) -> None:
        """Keep to the host's robots.txt (RFC 9309). Raises Unanswered if it does not let this address be asked."""
        host = self._hosts[target.host]
        if target.origin not in host.rules:
            host.rules[target.origin] = asyncio.create_task(self._robots(target))
        rules = await asyncio.shield(host.rules[target.origin])
        host.gap = max(host.gap, rules.delay)
        if not rules.may_ask(target.url):
            raise Unanswered(Kind.FORBIDDEN, f"the robots.txt of {target.host} asks programs not to look")
        if rules.delay > self._limits.patience:
            message = f"the robots.txt of {target.host} asks for {rules.delay:.0f} seconds between two requests"
            raise Unanswered(Kind.FORBIDDEN, message)

    async def _robots(self, target: Target) -> Robots:
        """Its rules. Where robots.txt can't be read, RFC 9309 wants nothing asked, because it means crawlers; here each address
        was chosen by a person, and is asked, so that a dead host is distinguished from a robots.txt that fails.
        """
        try:
            at = parse(f"{target.origin}/robots.txt")
            for _ in range(ROBOTS_REDIRECTS + 1):
                answer = await self._once(at, "GET", "")
                if not answer.is_redirect:
                    break
                at = at.joined(answer.headers.get("location", ""))
        except (Unanswered, MalformedAddress):
            return Robots(b"", self._token)
        return Robots(answer.body if answer.is_good else b"", self._token, complete=answer.complete)
