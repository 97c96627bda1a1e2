"""Links to other hosts: what is hostile, broken or seldom seen has the right outcome too, and takes no longer."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from dataclasses import replace
from functools import partial

import pytest

import playedoddities  # noqa: F401
import playedserver
from playedserver import HERE, Server, network
from sitecheck.external import judging
from sitecheck.external.cache import Cache
from sitecheck.external.exchange import Exchange
from sitecheck.external.limits import Limits
from sitecheck.external.network import Network
from sitecheck.external.outcome import Kind, Outcome
from sitecheck.external.robots import Robots
from sitecheck.external.run import Run
from sitecheck.external.target import parse

QUICK = Limits(
    run=40, exchange=2, connect=2, headers=1, body=300_000, unpacked=1_000_000, redirects=5, tries=2, gap=0,
    backoff=0.01, patience=2, failures=5,
)
ODD = {
    "/to-mapped": (Kind.NOT_PUBLIC, "::ffff:a00:1"),
    "/to-decimal": (Kind.NOT_PUBLIC, "169.254.169.254"),
    "/to-hexadecimal": (Kind.NOT_PUBLIC, "169.254.169.254"),
    "/to-number-with-name": (Kind.NOT_PUBLIC, "10.0.0.1"),
    "/to-data": (Kind.REDIRECTS, "its scheme is data"),
    "/to-user": (Kind.MOVED, "/page"),
    "/to-nothing-sound": (Kind.REDIRECTS, "names no host"),
    "/to-place": (Kind.MOVED, "/page#p7"),
    "/to-place#other": (Kind.MOVED, "/page#p7"),
    "/to-missing-place#p7": (Kind.NO_FRAGMENT, "#p8"),
    "/to-place-that-moves": (Kind.NO_FRAGMENT, "#p8"),
    "/temporary#p7": (Kind.ALIVE, ""),
    "/temporary#p8": (Kind.NO_FRAGMENT, "#p8"),
    "/round-1": (Kind.REDIRECTS, "circle"),
    "/http-0.9": (Kind.UNSOUND, "not sound HTTP"),
    "/http-2": (Kind.UNSOUND, "not sound HTTP"),
    "/two-lengths": (Kind.UNSOUND, "not sound HTTP"),
    "/many-headers": (Kind.UNSOUND, "not sound HTTP"),
    "/nul-in-header": (Kind.UNSOUND, "not sound HTTP"),
    "/continue#p7": (Kind.ALIVE, ""),
    "/continue-for-ever": (Kind.FAILING, "in time"),
    "/negative-chunk": (Kind.ALIVE, ""),
    "/negative-chunk#p7": (Kind.UNSOUND, "to its end"),
    "/huge-chunk#p7": (Kind.ALIVE, ""),
    "/huge-chunk#p8": (Kind.UNSOUND, "to its end"),
    "/endless-chunk": (Kind.ALIVE, ""),
    "/endless-chunk#p8": (Kind.UNSOUND, "to its end"),
    "/304": (Kind.REFUSED, "304"),
    "/204": (Kind.ALIVE, ""),
    "/206#p7": (Kind.ALIVE, ""),
    "/206#p8": (Kind.UNSOUND, "to its end"),
    "/401": (Kind.REFUSED, "401"),
    "/418": (Kind.REFUSED, "418"),
    "/451": (Kind.REFUSED, "legal reasons"),
    "/busy-for-a-day": (Kind.REFUSED, "86400 seconds"),
    "/busy-once": (Kind.ALIVE, ""),
    "/busy-until-then": (Kind.ALIVE, ""),
    "/timed-out-once": (Kind.ALIVE, ""),
    "/never-again": (Kind.REFUSED, "31536000 seconds"),
    "/before-now": (Kind.REFUSED, "429"),
    "/sent-by-header": (Kind.GONE, "it redirects to"),
    "/sent-round": (Kind.REDIRECTS, "circle"),
    "/sent-to-script#p7": (Kind.ALIVE, ""),
    "/sent-inside": (Kind.NOT_PUBLIC, "10.0.0.1"),
    "/strict#p7": (Kind.ALIVE, ""),
    "/deflate#p7": (Kind.ALIVE, ""),
    "/bare-deflate#p7": (Kind.ALIVE, ""),
    "/bare-deflate#p8": (Kind.NO_FRAGMENT, ""),
    "/brotli": (Kind.ALIVE, ""),
    "/brotli#p7": (Kind.UNSOUND, "to its end"),
    "/gzip-in-parts#p9": (Kind.ALIVE, ""),
    "/gzip-in-parts#p8": (Kind.NO_FRAGMENT, ""),
    "/gzip-and-rubbish#p8": (Kind.NO_FRAGMENT, ""),
    "/late-bomb#p7": (Kind.UNSOUND, "to its end"),
    "/unreadable-type#p7": (Kind.ALIVE, ""),
    "/one-line#p7": (Kind.UNSOUND, "to its end"),
    "/deep#p7": (Kind.ALIVE, ""),
    "/rebuilt#b4999": (Kind.ALIVE, ""),
    "/rebuilt#b5000": (Kind.NO_FRAGMENT, ""),
    "/encoded-ids#a%20b": (Kind.ALIVE, ""),
    "/encoded-ids#c%20d": (Kind.ALIVE, ""),
    "/encoded-ids#100%": (Kind.ALIVE, ""),
    "/encoded-ids#100%25": (Kind.ALIVE, ""),
    "/encoded-ids#a%2520b": (Kind.ALIVE, ""),
    "/encoded-ids#a": (Kind.NO_FRAGMENT, ""),
    "/not-there#a": (Kind.NO_FRAGMENT, ""),
    "/not-there#b": (Kind.NO_FRAGMENT, ""),
    "/not-there#c": (Kind.NO_FRAGMENT, ""),
    "/not-there#d": (Kind.NO_FRAGMENT, ""),
    "/not-there#e": (Kind.NO_FRAGMENT, ""),
    "/code-host#usage": (Kind.ALIVE, ""),
    "/code-host#user-content-usage": (Kind.ALIVE, ""),
    "/code-host#L10": (Kind.ALIVE, ""),
    "/code-host#L10-L20": (Kind.ALIVE, ""),
    "/code-host#license": (Kind.BY_SCRIPT, "only in a script"),
    "/code-host#richTex": (Kind.NO_FRAGMENT, ""),
    "/head-goes-round": (Kind.ALIVE, ""),
    "/head-is-moved": (Kind.ALIVE, ""),
    "/heavy-file": (Kind.ALIVE, ""),
    "/file.pdf#page=7": (Kind.ALIVE, ""),
}
# What a host says in robots.txt, and what comes of its page.
ROBOTS = {
    "robots-page.test": (Kind.ALIVE, ""),
    "robots-error.test": (Kind.ALIVE, ""),
    "robots-round.test": (Kind.ALIVE, ""),
    "robots-inside.test": (Kind.ALIVE, ""),
    "robots-forbid.test": (Kind.FORBIDDEN, "asks programs not to look"),
    "robots-hour.test": (Kind.FORBIDDEN, "3600 seconds between two requests"),
    "robots-busy.test": (Kind.ALIVE, ""),
    "robots-endless.test": (Kind.ALIVE, ""),
    "robots-agents.test": (Kind.ALIVE, ""),
}


asked = partial(playedserver.asked, limits=QUICK)


@pytest.fixture(scope="module")
def played(server: Server) -> dict[str, Outcome]:
    """Every oddity, each on a host of its own, all in one run."""
    addresses = {path: server.url(path, f"odd{number}.test") for number, path in enumerate(ODD)}
    addresses |= {host: server.url("/page", host) for host in ROBOTS}
    started = time.monotonic()
    outcomes = asked(*addresses.values())
    assert time.monotonic() - started < 20
    return {path: outcomes[address] for path, address in addresses.items()}


@pytest.mark.parametrize("name", ODD | ROBOTS)
def test_an_oddity_has_its_outcome(name: str, played: dict[str, Outcome]):
    kind, said = (ODD | ROBOTS)[name]
    assert played[name].kind is kind, played[name]
    assert said in played[name].detail


def test_a_users_name_and_password_are_not_passed_on(played: dict[str, Outcome]):
    assert "secret" not in played["/to-user"].address + played["/to-user"].detail


def test_the_page_that_robots_txt_forbids_or_delays_is_not_asked(played: dict[str, Outcome], server: Server):
    seen = [(host, path) for host, _, path in server.seen if host in ("robots-forbid.test", "robots-hour.test")]
    assert sorted(seen) == [("robots-forbid.test", "/robots.txt"), ("robots-hour.test", "/robots.txt")]


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch):
    found, connected = iter([[HERE], ["10.0.0.1"]]), []
    original = asyncio.open_connection

    async def resolve(host: str, port: int) -> list[str]:
        return next(found)

    async def connect(host: str, *rest: object, **more: object) -> object:
        connected.append(host)
        return await original(host, *rest, **more)

    monkeypatch.setattr(asyncio, "open_connection", connect)
    address = server.url("/page", "rebound.test")
    outcome = Run(QUICK, replace(network(), resolve=resolve)).outcomes([address], Cache(None))[address]
    assert outcome.kind is Kind.NOT_PUBLIC and "10.0.0.1" in outcome.detail
    # Connections are made to the number that was looked at, and never to the name.
    assert connected == [HERE]


@pytest.mark.parametrize("written", ["http://қазақстан.test:{port}/page#p7", "http://GOOD.test.:{port}/page#p7"])
def test_a_name_is_asked_as_a_browser_reads_it(written: str, server: Server):
    address = written.format(port=server.ports["http"])
    assert asked(address)[address].kind is Kind.ALIVE


def test_a_certificate_is_for_the_name_without_its_last_dot(server: Server):
    address = server.url("/page", "good.test.", "https")
    assert asked(address)[address].kind is Kind.ALIVE


def test_a_handshake_that_is_broken_off_may_pass():
    def hang_up(listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            connection.recv(10_000)
            connection.close()

    with socket.create_server((HERE, 0)) as listening:
        threading.Thread(target=hang_up, args=(listening,), daemon=True).start()
        address = f"https://good.test:{listening.getsockname()[1]}/"
        assert asked(address)[address].kind is Kind.FAILING
        listening.shutdown(socket.SHUT_RDWR)


def test_a_handshake_that_ends_too_early_may_pass(monkeypatch: pytest.MonkeyPatch):
    async def ends(*_: object, **__: object) -> None:
        raise ssl.SSLEOFError(8, "unexpected eof while reading")

    monkeypatch.setattr(asyncio, "open_connection", ends)
    assert asked("https://good.test/")["https://good.test/"].kind is Kind.FAILING


def test_servers_without_secure_renegotiation_are_connected_to():
    assert Network().trust.options & 0x4


def test_what_nobody_foresaw_at_one_host_costs_the_others_nothing(server: Server, monkeypatch: pytest.MonkeyPatch):
    original = judging.Document

    def fails(answer: object) -> object:
        if b"Front" in answer.body:
            raise RecursionError("too deep")
        return original(answer)

    monkeypatch.setattr(judging, "Document", fails)
    bad, good = server.url("/", "bad.test"), server.url("/page", "fine.test")
    outcomes = asked(bad, good)
    assert outcomes[good].kind is Kind.ALIVE
    assert outcomes[bad].kind is Kind.UNSOUND and "RecursionError: too deep" in outcomes[bad].detail


@pytest.mark.parametrize(("path", "is_read"), {"/heavy-file": False, "/page": True}.items())
def test_a_file_that_is_no_page_is_not_fetched(path: str, is_read: bool, server: Server):
    exchange = Exchange(network(), QUICK, "a test")
    answer = asyncio.run(exchange.ask(parse(server.url(path)), "GET"))
    assert answer.status == 200 and bool(answer.body) is is_read


def test_many_links_to_hosts_of_every_kind_take_no_longer_than_the_slowest_of_them(server: Server):
    limits = replace(QUICK, exchange=0.4, connect=0.4, headers=0.4, tries=1, failures=3, patience=1)
    kinds = ["/silent", "/slow-body", "/page", "/error", "/reset", "/forbidden", "/temporary", "/file.pdf", "/gone", "/empty"]

    def links(host: int) -> list[str]:
        # Each host has a kind of its own that most of its links are.
        return [server.url(f"{kinds[(host if number % 4 else number) % len(kinds)]}?{number}", f"any{host}.test")
                for number in range(8)]

    def seconds(addresses: list[str]) -> float:
        started = time.monotonic()
        asked(*addresses, limits=limits)
        return time.monotonic() - started

    slowest = max(seconds(links(host + 100)) for host in (0, 1))
    # One after the other they would take ten times as long; the rest is for a machine that has other things to do.
    assert seconds([link for host in range(50) for link in links(host)]) < 2 * slowest + 5


@pytest.mark.parametrize(("body", "complete"), [
    (b"User-agent: *\nDisallow: /", False), (b"User-agent: *\n" + b"#" * 511_974 + b"\nDisallow: /private/", True),
])
def test_half_a_line_of_robots_txt_forbids_nothing(body: bytes, complete: bool):
    assert Robots(body, "sitecheck", complete=complete).may_ask("https://a.example/")


def test_the_last_line_of_robots_txt_needs_no_end():
    assert not Robots(b"User-agent: *\nDisallow: /", "sitecheck").may_ask("https://a.example/")
