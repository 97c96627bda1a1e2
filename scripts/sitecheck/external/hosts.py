"""One host at a time: who may ask it, when, and whether it is still worth asking."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sitecheck.external.clock import Clock
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.robots import Robots


class Host:
    """Answers one request after another, or a few side by side, with a pause between them.

    `rules` has its robots.txt, for each origin, scheme and port included, where it was asked for.
    """

    def __init__(self, name: str, hosts: Hosts) -> None:
        self.name = name
        self.gap = hosts.limits.gap
        self.rules: dict[str, asyncio.Task[Robots]] = {}
        self._hosts = hosts
        self._places = asyncio.Semaphore(hosts.limits.side_by_side)
        self._turn = asyncio.Lock()
        self._free_from = 0.0
        self._failures: Counter[str] = Counter()
        self._left: dict[str, Unanswered] = {}

    @asynccontextmanager
    async def turn(self, origin: str) -> AsyncIterator[None]:
        """Wait until this host may be asked. Raises Unanswered if `origin` is not to be asked any more."""
        clock, limits = self._hosts.clock, self._hosts.limits
        async with self._places:
            async with self._turn:
                while True:
                    if left := self._left.get(origin):
                        raise Unanswered(left.kind, left.detail)
                    wait = self.wait
                    if wait <= 0:
                        break
                    if wait > max(limits.patience, self.gap):
                        raise Unanswered(Kind.REFUSED, f"{self.name} asks to come back in {wait:.0f} seconds")
                    await clock.sleep(wait)
                self.pause(self.gap)
            async with self._hosts.connections:
                try:
                    yield
                finally:
                    self.pause(self.gap)

    @property
    def wait(self) -> float:
        """The seconds until it may be asked again."""
        return self._free_from - self._hosts.clock.now()

    def pause(self, seconds: float) -> None:
        """Let nobody ask for so long."""
        self._free_from = max(self._free_from, self._hosts.clock.now() + seconds)

    def answered(self, origin: str) -> None:
        self._failures[origin] = 0

    def did_not(self, origin: str, error: Unanswered) -> None:
        """Take note that it did not answer; where that settles it, it is not asked again in this run."""
        self._failures[origin] += error.counts
        if error.whole_host or self._failures[origin] >= self._hosts.limits.failures:
            self._left[origin] = error

    def is_left(self, origin: str) -> bool:
        return origin in self._left


class Hosts:
    """All hosts of a run, and the connections that they share."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self.clock = clock
        self.limits = limits
        self.connections = asyncio.Semaphore(limits.connections)
        self._known: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        # A dot at the end only says that the name is whole.
        name = name.rstrip(".")
        return self._known.setdefault(name, Host(name, self))
