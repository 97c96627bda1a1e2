"""How hosts are asked: robots.txt, Retry-After, pauses and retries. Time passes as the tests say, and nobody waits."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from typing import Any

import pytest

from sitecheck.external.answer import Answer
from sitecheck.external.asking import Asking
from sitecheck.external.judging import judge
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Outcome, Unanswered
from sitecheck.external.target import Target

START = 1_800_000_000.0
LIMITS = Limits(gap=1, backoff=3, tries=3, patience=60)


class Clock:
    """Time that passes when all wait."""

    def __init__(self) -> None:
        self._now = 0.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now

    def date(self) -> float:
        return START + self._now

    def jitter(self) -> float:
        return 1.5

    async def sleep(self, seconds: float) -> None:
        waiting = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self._now + seconds, id(waiting), waiting))
        await waiting

    async def pass_until(self, done: Callable[[], bool]) -> None:
        while not done():
            for _ in range(50):
                await asyncio.sleep(0)
            if self._sleeping:
                self._now, _, waiting = heapq.heappop(self._sleeping)
                waiting.set_result(None)


@dataclass
class Hosts:
    """Plays hosts: `answers` are what each address answers, one after the other, the last again and again."""

    answers: dict[str, list[Answer | Unanswered]]
    clock: Clock = field(default_factory=Clock)
    limits: Limits = LIMITS
    asked: list[tuple[float, str, str]] = field(default_factory=list)

    async def ask(self, target: Target, method: str, cookies: str) -> Answer:
        self.asked.append((self.clock.now(), method, target.url))
        answers = self.answers.get(target.url, [Answer(404, {})])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Unanswered):
            raise answer
        return answer

    def judged(self, *addresses: str) -> list[Outcome]:
        async def all_of_them() -> list[Outcome]:
            asking = Asking(self.ask, self.clock, self.limits, "sitecheck")
            tasks = [asyncio.create_task(self._judge(address, asking)) for address in addresses]
            await self.clock.pass_until(lambda: all(task.done() for task in tasks))
            return [task.result() for task in tasks]

        return asyncio.run(all_of_them())

    def _judge(self, address: str, asking: Asking) -> Coroutine[Any, Any, Outcome]:
        async def one() -> Outcome:
            return (await judge(address, [""], asking, self.limits))[""]

        return one()

    def times(self, path: str) -> list[tuple[float, str]]:
        return [(when, method) for when, method, url in self.asked if url.endswith(path)]


@dataclass
class SlowHosts(Hosts):
    """Hosts that take `seconds` to answer; `most` is how many of them were asked at once."""

    seconds: float = 1
    most: int = 0
    open_now: int = 0

    async def ask(self, target: Target, method: str, cookies: str) -> Answer:
        self.open_now += 1
        self.most = max(self.most, self.open_now)
        await self.clock.sleep(self.seconds)
        self.open_now -= 1
        return await super().ask(target, method, cookies)


PDF = Answer(200, {"content-type": "application/pdf"})


def robots(text: str) -> list[Answer | Unanswered]:
    return [Answer(200, {"content-type": "text/plain"}, text.encode())]


def test_one_host_is_asked_one_thing_after_the_other_and_two_side_by_side():
    hosts = Hosts({f"https://{host}.test/{path}": [PDF] for host in "ab" for path in "123"})
    hosts.judged(*hosts.answers)
    for host in "ab":
        assert [when for when, _, url in hosts.asked if f"{host}.test" in url] == [0, 1, 2, 3]


def test_http_and_https_are_one_host():
    hosts = Hosts({"https://a.test/1": [PDF], "http://a.test/1": [PDF]})
    hosts.judged(*hosts.answers)
    assert [when for when, _, _ in hosts.asked] == [0, 1, 2, 3]


@pytest.mark.parametrize(("text", "gap"), {
    "User-agent: *\nCrawl-delay: 7.5": 7.5,
    "User-agent: sitecheck\nCrawl-delay: 4\n\nUser-agent: *\nCrawl-delay: 9": 4,
    "User-agent: other\nCrawl-delay: 9": 1,
    "User-agent: *\nCrawl-delay: 0.1": 1,
    "User-agent: *\nCrawl-delay: soon": 1,
    "<!doctype html><p>No such thing": 1,
}.items())
def test_the_delay_of_robots_txt_is_kept(text: str, gap: float):
    hosts = Hosts({"https://a.test/robots.txt": robots(text), "https://a.test/1": [PDF], "https://a.test/2": [PDF]})
    hosts.judged("https://a.test/1", "https://a.test/2")
    first, second = (hosts.times(path)[0][0] for path in ("/1", "/2"))
    assert second - first == gap


@pytest.mark.parametrize(("text", "is_asked"), {
    "User-agent: *\nDisallow: /private/": False,
    "User-agent: *\nDisallow: /private/\nAllow: /private/1": True,
    "User-agent: *\nDisallow: /*/1$": False,
    "User-agent: sitecheck\nDisallow:\n\nUser-agent: *\nDisallow: /": True,
    "User-agent: other\nDisallow: /": True,
}.items())
def test_what_robots_txt_forbids_is_not_asked_and_not_called_dead(text: str, is_asked: bool):
    hosts = Hosts({"https://a.test/robots.txt": robots(text), "https://a.test/private/1": [PDF]})
    (outcome,) = hosts.judged("https://a.test/private/1")
    assert bool(hosts.times("/1")) is is_asked
    assert outcome.kind is (Kind.ALIVE if is_asked else Kind.FORBIDDEN)


def test_robots_txt_is_read_once_and_followed_where_it_went():
    moved: list[Answer | Unanswered] = [Answer(301, {"location": "https://b.test/robots.txt"})]
    hosts = Hosts({
        "https://a.test/robots.txt": moved, "https://b.test/robots.txt": robots("User-agent: *\nDisallow: /no"),
        "https://a.test/yes": [PDF],
    })
    outcomes = hosts.judged("https://a.test/yes", "https://a.test/no", "https://a.test/no/2")
    assert [outcome.kind for outcome in outcomes] == [Kind.ALIVE, Kind.FORBIDDEN, Kind.FORBIDDEN]
    assert len(hosts.times("robots.txt")) == 2


LATER = formatdate(START + 21, usegmt=True)


@pytest.mark.parametrize(("value", "wait"), {"20": 20, LATER: 20, "": 4.5, "never": 4.5, "0": 1}.items())
def test_the_whole_host_waits_as_long_as_retry_after_asks(value: str, wait: float):
    busy = Answer(429, {"retry-after": value} if value else {})
    hosts = Hosts({"https://a.test/1": [busy, PDF], "https://a.test/2": [PDF]})
    assert [outcome.kind for outcome in hosts.judged("https://a.test/1", "https://a.test/2")] == [Kind.ALIVE, Kind.ALIVE]
    assert hosts.times("/1")[0] == (1, "HEAD")
    assert hosts.times("/2")[0][0] == 1 + wait
    assert hosts.times("/1")[1] == (2 + wait, "GET")


def test_a_host_that_asks_for_more_than_our_patience_is_left_for_this_run():
    hosts = Hosts({"https://a.test/1": [Answer(429, {"retry-after": "3600"})], "https://a.test/2": [PDF]})
    outcomes = hosts.judged("https://a.test/1", "https://a.test/2")
    assert [outcome.kind for outcome in outcomes] == [Kind.REFUSED, Kind.REFUSED]
    assert len(hosts.asked) == 2 and hosts.clock.now() < 60


def test_errors_are_tried_again_with_longer_pauses():
    hosts = Hosts({"https://a.test/1": [Answer(500, {})]})
    assert hosts.judged("https://a.test/1")[0].kind is Kind.FAILING
    # The first GET follows HEAD at the host's pace; then twice 3 and four times 3 seconds, half as much again by chance.
    assert hosts.times("/1") == [(1, "HEAD"), (2, "GET"), (11, "GET"), (29, "GET")]


def test_a_host_that_is_busy_lets_nobody_ask_until_the_time_that_it_names():
    busy = Answer(503, {"retry-after": "20"})
    hosts = Hosts({"https://a.test/1": [busy, PDF], "https://a.test/2": [PDF]})
    assert [outcome.kind for outcome in hosts.judged("https://a.test/1", "https://a.test/2")] == [Kind.ALIVE, Kind.ALIVE]
    assert hosts.times("/1") == [(1, "HEAD"), (22, "GET")] and hosts.times("/2") == [(21, "HEAD")]


def test_robots_txt_that_is_busy_is_waited_for_too():
    busy = Answer(429, {"retry-after": "20"})
    hosts = Hosts({"https://a.test/robots.txt": [busy], "https://a.test/1": [PDF]})
    assert hosts.judged("https://a.test/1")[0].kind is Kind.ALIVE
    assert hosts.times("/1") == [(20, "HEAD")]


def test_a_delay_beyond_our_patience_is_not_waited_for():
    text = "User-agent: *\nCrawl-delay: 61"
    hosts = Hosts({"https://a.test/robots.txt": robots(text), "https://a.test/1": [PDF]})
    (outcome,) = hosts.judged("https://a.test/1")
    assert outcome.kind is Kind.FORBIDDEN and len(hosts.asked) == 1 and hosts.clock.now() == 0


def test_a_name_with_a_dot_at_its_end_is_the_same_host():
    hosts = Hosts({"https://a.test/1": [PDF], "https://a.test./1": [PDF]})
    hosts.judged(*hosts.answers)
    assert [when for when, _, _ in hosts.asked] == [0, 1, 2, 3]


def test_one_host_may_be_asked_a_few_things_side_by_side():
    hosts = SlowHosts({f"https://a.test/{n}": [PDF] for n in range(9)}, limits=replace(LIMITS, side_by_side=3), seconds=10)
    hosts.judged(*hosts.answers)
    assert hosts.most == 3
    # Told when they are over; they began a gap apart, after robots.txt.
    assert [when for when, _, _ in hosts.asked[:4]] == [10, 21, 22, 23]


def test_what_can_not_change_is_not_tried_again():
    error = Unanswered(Kind.TLS_EXPIRED, "the certificate has expired", whole_host=True)
    hosts = Hosts({"https://a.test/robots.txt": [error], "https://a.test/1": [error], "https://a.test/2": [error]})
    outcomes = hosts.judged("https://a.test/1", "https://a.test/2")
    assert [outcome.kind for outcome in outcomes] == [Kind.TLS_EXPIRED] * 2
    assert len(hosts.asked) == 1


def test_no_more_connections_than_allowed_are_open_at_once():
    hosts = SlowHosts({f"https://{n}.test/": [PDF] for n in range(30)}, limits=replace(LIMITS, connections=7))
    hosts.judged(*hosts.answers)
    assert hosts.most == 7
