"""Links to other hosts: each thing that a host may do has the right outcome, in time, and no host is pressed."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from dataclasses import replace
from functools import partial

import pytest

import playedserver
from playedserver import HERE, HERE_BY_IPV6, Server, network
from sitecheck.external.cache import Cache
from sitecheck.external.limits import Limits
from sitecheck.external.outcome import Kind, Outcome
from sitecheck.external.run import Offline, Run

QUICK = Limits(
    run=60, exchange=4, connect=3, headers=3, body=300_000, unpacked=1_000_000, redirects=5, tries=2, gap=0,
    backoff=0.01, patience=2, failures=5,
)
# What a path of the played server comes to: the kind, and a part of what is said of it.
PLAYED = {
    "/page": (Kind.ALIVE, ""),
    "/page#p7": (Kind.ALIVE, ""),
    "/page#old": (Kind.ALIVE, ""),
    "/page#TOP": (Kind.ALIVE, ""),
    "/page#:~:text=Seven": (Kind.ALIVE, ""),
    "/page#/a/route": (Kind.ALIVE, ""),
    "/page#p8": (Kind.NO_FRAGMENT, "has no #p8"),
    "/page#p8:~:text=Seven": (Kind.NO_FRAGMENT, "has no #p8"),
    "/file.pdf#page=3": (Kind.ALIVE, ""),
    "/file.pdf#p7": (Kind.ALIVE, ""),
    "/nothing": (Kind.GONE, "404"),
    "/gone": (Kind.GONE, "410"),
    "/slow-headers": (Kind.FAILING, "in time"),
    "/silent": (Kind.FAILING, "in time"),
    "/slow-body": (Kind.ALIVE, ""),
    "/slow-body#p7": (Kind.UNSOUND, "to its end"),
    "/endless-body": (Kind.ALIVE, ""),
    "/endless-body#p7": (Kind.ALIVE, ""),
    "/endless-body#p8": (Kind.UNSOUND, "to its end"),
    "/endless-headers": (Kind.UNSOUND, "not sound HTTP"),
    "/bomb": (Kind.ALIVE, ""),
    "/bomb#p7": (Kind.UNSOUND, "to its end"),
    "/gzip#p7": (Kind.ALIVE, ""),
    "/gzip#p8": (Kind.NO_FRAGMENT, ""),
    "/broken-gzip": (Kind.ALIVE, ""),
    "/broken-gzip#p7": (Kind.UNSOUND, "to its end"),
    "/too-short": (Kind.ALIVE, ""),
    "/too-short#p7": (Kind.ALIVE, ""),
    "/too-short#p8": (Kind.UNSOUND, "to its end"),
    "/too-long#p7": (Kind.ALIVE, ""),
    "/too-long#p9": (Kind.NO_FRAGMENT, ""),
    "/broken-chunks": (Kind.ALIVE, ""),
    "/broken-chunks#p8": (Kind.UNSOUND, "to its end"),
    "/no-http": (Kind.UNSOUND, "not sound HTTP"),
    "/reset": (Kind.FAILING, "breaks off"),
    "/once-reset": (Kind.ALIVE, ""),
    "/empty": (Kind.FAILING, "breaks off"),
    "/head-refused": (Kind.ALIVE, ""),
    "/head-lies": (Kind.ALIVE, ""),
    "/head-resets": (Kind.ALIVE, ""),
    "/get-refused": (Kind.REFUSED, "405"),
    "/forbidden": (Kind.REFUSED, "403"),
    "/challenge": (Kind.REFUSED, "proof that a person is asking"),
    "/too-many": (Kind.REFUSED, "429"),
    "/too-many-once": (Kind.ALIVE, ""),
    "/come-back-tomorrow": (Kind.REFUSED, "86400 seconds"),
    "/error": (Kind.FAILING, "500"),
    "/error-once": (Kind.ALIVE, ""),
    "/permanent": (Kind.MOVED, "/page"),
    "/permanent#p7": (Kind.MOVED, "/page#p7"),
    "/permanent#p8": (Kind.NO_FRAGMENT, "#p8"),
    "/permanent-to-gone": (Kind.GONE, "it redirects to"),
    "/permanent-then-temporary": (Kind.MOVED, "/temporary"),
    "/temporary": (Kind.ALIVE, ""),
    "/log-in-first": (Kind.ALIVE, ""),
    "/cookie": (Kind.ALIVE, ""),
    "/loop": (Kind.REDIRECTS, "circle"),
    "/further": (Kind.REDIRECTS, "more than 5"),
    "/redirect-nowhere": (Kind.REDIRECTS, "does not say where"),
    "/redirect-to-file": (Kind.REDIRECTS, "its scheme is file"),
    "/redirect-inside": (Kind.NOT_PUBLIC, "10.0.0.1"),
    "/redirect-to-number": (Kind.NOT_PUBLIC, "169.254.169.254"),
    "/sent-on": (Kind.GONE, "it redirects to"),
    "/shows-itself-anew": (Kind.ALIVE, ""),
    "/sends-on-later": (Kind.ALIVE, ""),
    "/soft/cited": (Kind.SOFT_404, "Page not found"),
    "/about-not-found": (Kind.ALIVE, ""),
    "/to-front/cited": (Kind.SOFT_404, "as from any address"),
    "/charset-lies#мақала": (Kind.ALIVE, ""),
    "/charset-lies#%D0%BC%D0%B0%D2%9B%D0%B0%D0%BB%D0%B0": (Kind.ALIVE, ""),
    "/cyrillic#статья": (Kind.ALIVE, ""),
    "/cyrillic#глава": (Kind.NO_FRAGMENT, "глава"),
    "/no-such-charset#p7": (Kind.ALIVE, ""),
    "/early-hints#p7": (Kind.ALIVE, ""),
}
SECURE = {
    "good.test": (Kind.ALIVE, ""),
    "expired.test": (Kind.TLS_EXPIRED, "has expired"),
    "early.test": (Kind.TLS_EXPIRED, "is not valid yet"),
    "other.test": (Kind.TLS_NAME, "for another host"),
    "self-signed.test": (Kind.TLS_ISSUER, "self-signed"),
    "stranger.test": (Kind.TLS_ISSUER, "an unknown authority"),
}


asked = partial(playedserver.asked, limits=QUICK)


@pytest.fixture(scope="module")
def played(server: Server) -> dict[str, Outcome]:
    """Every path of the played server, each on a host of its own, all in one run."""
    addresses = {path: server.url(path, f"n{number}.test") for number, path in enumerate(PLAYED)}
    started = time.monotonic()
    outcomes = asked(*addresses.values())
    assert time.monotonic() - started < 50
    return {path: outcomes[address] for path, address in addresses.items()}


@pytest.mark.parametrize("path", PLAYED)
def test_what_a_host_does_has_its_outcome(path: str, played: dict[str, Outcome]):
    kind, said = PLAYED[path]
    assert played[path].kind is kind, played[path]
    assert said in played[path].detail


@pytest.mark.parametrize("host", SECURE)
def test_what_is_wrong_with_a_secure_connection_is_told_apart(host: str, server: Server):
    address = server.url("/page", host, "https")
    outcome = asked(address)[address]
    assert outcome.kind is SECURE[host][0], outcome
    assert SECURE[host][1] in outcome.detail


def test_http_where_https_was_expected_is_no_secure_connection(server: Server):
    address = f"https://good.test:{server.ports['http']}/page"
    assert asked(address)[address].kind is Kind.TLS_OTHER


NAMES = {
    "nowhere.test": ("nowhere_test", socket.gaierror(socket.EAI_NONAME, "Name or service not known"), Kind.NO_HOST),
    "later.test": ("later_test", socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), Kind.FAILING),
    "empty.test": ("empty_test", [], Kind.NO_HOST),
    "mixed.test": ("mixed_test", [HERE, "192.168.1.1"], Kind.NOT_PUBLIC),
    "mapped.test": ("mapped_test", ["::ffff:10.0.0.1"], Kind.NOT_PUBLIC),
}


@pytest.mark.parametrize("host", NAMES)
def test_what_a_name_leads_to(host: str, server: Server):
    known, found, kind = NAMES[host]
    address = server.url("/page", host)
    outcome = asked(address, **{known: found})[address]
    assert outcome.kind is kind, outcome
    assert not [seen for seen in server.seen if seen[0] == host]


def test_a_port_where_nobody_listens():
    with socket.socket() as free:
        free.bind((HERE, 0))
        address = f"http://good.test:{free.getsockname()[1]}/"
    assert "refuses connections" in asked(address)[address].detail


@pytest.mark.parametrize("host", ["six.test", "[::1]"])
def test_a_host_of_ipv6_alone_is_asked_where_this_machine_has_it(host: str, server: Server):
    if "six" not in server.ports:
        pytest.skip("this machine has no IPv6")
    address = f"http://{host}:{server.ports['six']}/page#p7"
    assert asked(address, six_test=[HERE_BY_IPV6])[address].kind is Kind.ALIVE


def test_the_next_address_of_a_host_is_tried_where_the_first_does_not_answer(server: Server):
    address = server.url("/page", "two.test")
    assert asked(address, two_test=[HERE_BY_IPV6, HERE])[address].kind is Kind.ALIVE


def test_a_host_of_ipv6_alone_is_unknown_where_this_machine_has_none(monkeypatch: pytest.MonkeyPatch, server: Server):
    async def no_route(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(asyncio, "open_connection", no_route)
    run = Run(QUICK, replace(network(six_test=["2001:db8::1"]), may_ask=lambda address: True))
    outcome = run.outcomes(["http://six.test/"], Cache(None))["http://six.test/"]
    assert outcome.kind is Kind.NO_ROUTE and "IPv6" in outcome.detail


def test_no_host_at_all_is_a_fault_of_this_machines_network():
    gone = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    with pytest.raises(Offline, match="none of 3 hosts"):
        asked("http://a.test/", "http://b.test/", "http://c.test/", a_test=gone, b_test=gone, c_test=gone)


def test_a_host_that_does_not_answer_is_left_alone(server: Server):
    limits = replace(QUICK, headers=0.2)
    addresses = [server.url(f"/silent?{number}", "mute.test") for number in range(40)]
    started = time.monotonic()
    outcomes = asked(*addresses, limits=limits)
    assert {outcome.kind for outcome in outcomes.values()} == {Kind.FAILING}
    assert time.monotonic() - started < 20
    assert len([seen for seen in server.seen if seen[0] == "mute.test"]) <= QUICK.failures + 1


def test_a_run_ends_in_time_and_says_what_it_did_not_ask(server: Server):
    limits = replace(QUICK, run=0.5, headers=30, exchange=30)
    slow, quick = server.url("/silent", "slow.test"), server.url("/page", "quick.test")
    started = time.monotonic()
    outcomes = asked(slow, quick, limits=limits)
    assert time.monotonic() - started < 15
    assert (outcomes[slow].kind, outcomes[quick].kind) == (Kind.NOT_ASKED, Kind.ALIVE)


def test_what_is_had_is_kept_where_a_run_is_interrupted(server: Server):
    def interrupt(done: int, of: int) -> None:
        if done == 1:
            signal.raise_signal(signal.SIGINT)

    quick, slow = server.url("/page", "soon.test"), server.url("/silent", "late.test")
    cache = Cache(None)
    with pytest.raises(KeyboardInterrupt):
        Run(QUICK, network(), tell=interrupt).outcomes([quick, slow], cache)
    assert cache.fresh(quick, time.time()) and not cache.fresh(slow, time.time())


def test_a_thousand_links_take_no_longer_than_the_slowest_host_allows(server: Server):
    milliseconds = 150

    def links(host: int) -> list[str]:
        pause = milliseconds if host == 0 else host
        return [server.url(f"/many/{pause}/{number}", f"host{host}.test") for number in range(20)]

    def seconds(addresses: list[str]) -> float:
        started = time.monotonic()
        assert {outcome.kind for outcome in asked(*addresses).values()} == {Kind.ALIVE}
        return time.monotonic() - started

    alone, together = seconds(links(0)), seconds([link for host in range(50) for link in links(host)])
    # One after the other they would take eight times as long.
    assert together < 2 * max(alone, 20 * milliseconds / 1000)
    robots = [host for host, _, path in server.seen if path == "/robots.txt" and host.startswith("host")]
    assert len(robots) == 51
