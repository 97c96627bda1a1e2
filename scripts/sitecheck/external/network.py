"""Names to addresses, and which of them may be asked: a link must not make this machine fetch an internal page."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from sitecheck.external.outcome import Kind, Unanswered

Resolver = Callable[[str, int], Awaitable[list[str]]]
# What carries an IPv4 address within an IPv6 one: NAT64 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not global (RFC 6890), whatever this version of Python says of them.
_SPECIAL = tuple(map(ipaddress.ip_network, (
    "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "64:ff9b:1::/48", "fec0::/10",
)))
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
# Python before 3.12 has no name for it.
_LEGACY_SERVER_CONNECT = 0x4
NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


async def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them. Raises socket.gaierror."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where another form hides it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        same = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped
        if same is not None:
            return is_public(str(same))
        if any(within is not None and not is_public(str(within)) for within in (ip.sixtofour, *(ip.teredo or ()))):
            return False
    if any(ip.version == block.version and ip in block for block in _SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast


def trusting() -> ssl.SSLContext:
    """What certificates are checked by. A server may lack secure renegotiation (RFC 5746), which OpenSSL refuses since 3.0:
    nothing is sent that would have to be kept secret.
    """
    context = ssl.create_default_context()
    context.options |= _LEGACY_SERVER_CONNECT
    return context


def allowing(networks: Iterable[str]) -> Callable[[str], bool]:
    """What tells of an IP address whether it is public or in one of `networks`."""
    allowed = [ipaddress.ip_network(network) for network in networks]

    def may_ask(address: str) -> bool:
        ip = ipaddress.ip_address(address.partition("%")[0])
        plain = getattr(ip, "ipv4_mapped", None) or ip
        return is_public(address) or any(plain.version == block.version and plain in block for block in allowed)

    return may_ask


@dataclass(frozen=True)
class Network:
    """`may_ask` tells of an IP address whether it may be asked; `trust` is what certificates are checked by."""

    resolve: Resolver = system_resolver
    may_ask: Callable[[str], bool] = is_public
    trust: ssl.SSLContext = field(default_factory=trusting)

    async def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """The addresses to connect to, all of them allowed: no name is looked up a second time. Raises Unanswered."""
        try:
            async with asyncio.timeout(seconds):
                found = [host] if _is_number(host) else list(dict.fromkeys(await self.resolve(host, port)))
        except TimeoutError:
            raise Unanswered(Kind.FAILING, f"the name {host} was not resolved in time", counts=True) from None
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME:
                raise Unanswered(Kind.NO_HOST, f"there is no host {host}", whole_host=True) from None
            raise Unanswered(Kind.FAILING, f"the name {host} can't be looked up: {error.strerror}", counts=True) from None
        except UnicodeError:
            raise Unanswered(Kind.MALFORMED, f"{host} is not a name of a host", whole_host=True) from None
        if not found:
            raise Unanswered(Kind.NO_HOST, f"the host {host} has no address", whole_host=True)
        for address in found:
            if not self.may_ask(address):
                raise Unanswered(Kind.NOT_PUBLIC, f"{host} is {address}, which is not public", whole_host=True)
        return found


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
