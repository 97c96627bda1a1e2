"""Opens a connection to a host, by address, and distinguishes why it can't be opened."""

from __future__ import annotations

import asyncio
import errno
import ssl

from sitecheck.external.limits import Limits
from sitecheck.external.network import NO_ROUTE, Network
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.target import Target

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
# X509_V_ERR_… of OpenSSL.
_TIME = {9: "is not valid yet", 10: "has expired"}
_NAME = {62: "is for another host", 64: "is for another address"}
_ISSUER = {
    18: "is self-signed", 19: "depends on one that is self-signed",
    20: "is signed by an unknown authority, or the host leaves out a link of the chain",
    21: "is signed by an unknown authority, or the host leaves out a link of the chain",
}


async def connect(target: Target, network: Network, limits: Limits) -> Connection:
    """Connect to the first address of the host that answers. Raises Unanswered."""
    addresses = await network.addresses(target.host, target.port, limits.connect)
    errors: list[OSError] = []
    for address in addresses:
        try:
            async with asyncio.timeout(limits.connect / min(len(addresses), 2)):
                return await _open(target, address, network)
        except ssl.SSLCertVerificationError as error:
            raise _distrusted(target, error) from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError):
            # Broken off, which may pass; nothing is wrong with what was agreed upon.
            errors.append(ConnectionResetError(errno.ECONNRESET, "the handshake is broken off"))
        except ssl.SSLError as error:
            message = f"no secure connection: {(error.reason or str(error)).replace('_', ' ').lower()}"
            raise Unanswered(Kind.TLS_OTHER, message, whole_host=True) from None
        except TimeoutError as error:
            errors.append(error)
        except OSError as error:
            errors.append(error)
    raise _unconnected(target, addresses, errors)


async def _open(target: Target, address: str, network: Network) -> Connection:
    if target.scheme == "http":
        return await asyncio.open_connection(address, target.port)
    # The name is what the certificate is checked for, and what a host of many sites is told.
    return await asyncio.open_connection(address, target.port, ssl=network.trust, server_hostname=target.host.rstrip("."))


def _distrusted(target: Target, error: ssl.SSLCertVerificationError) -> Unanswered:
    for kind, told in ((Kind.TLS_EXPIRED, _TIME), (Kind.TLS_NAME, _NAME), (Kind.TLS_ISSUER, _ISSUER)):
        if error.verify_code in told:
            return Unanswered(kind, f"the certificate of {target.host} {told[error.verify_code]}", whole_host=True)
    message = f"the certificate of {target.host} is not trusted: {error.verify_message}"
    return Unanswered(Kind.TLS_OTHER, message, whole_host=True)


def _unconnected(target: Target, addresses: list[str], errors: list[OSError]) -> Unanswered:
    numbers = {error.errno for error in errors}
    if numbers and numbers <= NO_ROUTE:
        version = "IPv6" if all(":" in address for address in addresses) else "network"
        message = f"{target.host} can only be reached by {version}, which this machine does not have"
        return Unanswered(Kind.NO_ROUTE, message, whole_host=True)
    if numbers == {errno.ECONNREFUSED}:
        return Unanswered(Kind.FAILING, f"{target.host} refuses connections at port {target.port}", counts=True)
    if any(isinstance(error, TimeoutError) for error in errors):
        return Unanswered(Kind.FAILING, f"{target.host} can't be connected to in time", counts=True)
    told = next((error.strerror for error in errors if error.strerror), "the connection was broken off")
    return Unanswered(Kind.FAILING, f"{target.host} can't be connected to: {told}", counts=True)
