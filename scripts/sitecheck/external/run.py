"""Asks many addresses side by side, and ends in time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sitecheck.external.asking import Asking
from sitecheck.external.cache import Cache
from sitecheck.external.clock import Clock, SystemClock
from sitecheck.external.exchange import Exchange
from sitecheck.external.judging import judge
from sitecheck.external.limits import Limits
from sitecheck.external.network import Network
from sitecheck.external.outcome import Kind, Outcome
from sitecheck.external.target import without_directive

TOKEN = "sitecheck"
AGENT = f"Mozilla/5.0 (compatible; {TOKEN}/1.0; checks the links of a site)"
# Names are looked up in threads.
_LOOKING_UP = 32
# From so many hosts on, nobody answering is taken for a fault of this machine's own network.
_ENOUGH_HOSTS = 3
# A run that is killed loses no more than this.
_SECONDS_UNSAVED = 5
_NO_ANSWER = frozenset({Kind.NO_HOST, Kind.FAILING, Kind.NO_ROUTE, Kind.NOT_ASKED})


class Offline(Exception):
    """No host at all could be reached, so that nothing can be said of any."""


@dataclass
class Run:
    """`tell` is called with the number of addresses that are settled, and that of all."""

    limits: Limits = field(default_factory=Limits)
    network: Network = field(default_factory=Network)
    clock: Clock = field(default_factory=SystemClock)
    agent: str = AGENT
    tell: Callable[[int, int], None] = lambda done, all_of_them: None

    def outcomes(self, addresses: Iterable[str], cache: Cache) -> dict[str, Outcome]:
        """What came of each address, now or lately.

        Raises Offline, and OSError if the cache can't be written, before anything is asked. What was found is kept, even
        if this is interrupted or killed.
        """
        wanted = set(addresses)
        cache.write(wanted)
        try:
            return asyncio.run(self._outcomes(sorted(wanted), cache))
        finally:
            cache.write(wanted)

    async def _outcomes(self, addresses: list[str], cache: Cache) -> dict[str, Outcome]:
        date = self.clock.date()
        outcomes = {address: fresh for address in addresses if (fresh := cache.fresh(address, date))}
        documents: dict[str, dict[str, str]] = {}
        for address in addresses:
            if address not in outcomes:
                url, _, fragment = address.partition("#")
                documents.setdefault(url, {})[fragment] = address
        asking = Asking(Exchange(self.network, self.limits, self.agent).ask, self.clock, self.limits, TOKEN)
        asked: dict[str, Outcome] = {}
        saving = asyncio.create_task(self._saving(asking, asked, cache, set(addresses)))
        try:
            await self._ask(documents, asking, asked, len(outcomes))
            if not asking.is_heard and all(outcome.kind in _NO_ANSWER for outcome in asked.values()):
                hosts = {url.partition("//")[2].partition("/")[0] for url in documents}
                if len(hosts) >= _ENOUGH_HOSTS:
                    raise Offline(f"none of {len(hosts)} hosts can be reached; is this machine on the internet?")
        finally:
            saving.cancel()
            # Without a single answer, nothing that was met says anything of the hosts.
            if asking.is_heard or len(documents) < _ENOUGH_HOSTS:
                self._keep(asked, cache)
        late = Outcome(Kind.NOT_ASKED, f"its turn did not come within {self.limits.run:.0f} seconds")
        return {address: outcomes.get(address) or asked.get(address, late) for address in addresses}

    def _keep(self, asked: dict[str, Outcome], cache: Cache) -> None:
        for address, outcome in asked.items():
            if not outcome.asked:
                asked[address] = cache.keep(address, outcome, self.clock.date())

    async def _saving(self, asking: Asking, asked: dict[str, Outcome], cache: Cache, used: set[str]) -> None:
        while True:
            await self.clock.sleep(_SECONDS_UNSAVED)
            if asking.is_heard:
                self._keep(asked, cache)
                # At the end it is written once more, and what is in the way then is told.
                with suppress(OSError):
                    cache.write(used)

    async def _ask(
        self, documents: dict[str, dict[str, str]], asking: Asking, asked: dict[str, Outcome], settled: int
    ) -> None:
        """Put into `asked` what comes of each document and its fragments, until the time is over."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOKING_UP))
        all_of_them = settled + sum(map(len, documents.values()))

        async def settle(url: str, wanted: dict[str, str]) -> None:
            try:
                judged = await judge(url, [without_directive(fragment) for fragment in wanted], asking, self.limits)
                asked.update((address, judged[without_directive(fragment)]) for fragment, address in wanted.items())
            except Exception as error:
                # An answer that this program can't deal with must not cost those of all other hosts.
                unforeseen = Outcome(Kind.UNSOUND, f"this program could not handle it: {type(error).__name__}: {error}")
                asked.update(dict.fromkeys(wanted.values(), unforeseen))
            self.tell(settled + len(asked), all_of_them)

        self.tell(settled, all_of_them)
        if tasks := [asyncio.create_task(settle(url, wanted)) for url, wanted in documents.items()]:
            await self._within_time(tasks)

    async def _within_time(self, tasks: list[asyncio.Task[None]]) -> None:
        everything = asyncio.gather(*tasks, return_exceptions=True)
        bell = asyncio.create_task(self.clock.sleep(self.limits.run))
        waited_for: list[asyncio.Future[Any]] = [everything, bell]
        try:
            await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in [bell, *tasks]:
                task.cancel()
            await asyncio.gather(bell, return_exceptions=True)
        for end in await everything:
            if isinstance(end, Exception):
                raise end
