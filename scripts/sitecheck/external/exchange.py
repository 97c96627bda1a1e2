"""One request and its answer (RFC 9110, RFC 9112), within limits of time and size."""

from __future__ import annotations

import asyncio
import ssl

import h11

from sitecheck.external.answer import Answer
from sitecheck.external.connecting import Connection, connect
from sitecheck.external.limits import Limits
from sitecheck.external.network import Network
from sitecheck.external.outcome import Kind, Unanswered
from sitecheck.external.target import Target
from sitecheck.external.unpacking import Unpacker

_AT_ONCE = 65_536
_PART = 206


class Exchange:
    """Asks hosts over the network. `agent` is the name by which it makes itself known."""

    def __init__(self, network: Network, limits: Limits, agent: str) -> None:
        self._network = network
        self._limits = limits
        self._agent = agent

    async def ask(self, target: Target, method: str, cookies: str = "") -> Answer:
        """The answer to GET or HEAD. Raises Unanswered where there is none, and says why."""
        limits = self._limits
        conversation: _Conversation | None = None
        try:
            async with asyncio.timeout(limits.exchange):
                conversation = _Conversation(await connect(target, self._network, limits), limits)
                async with asyncio.timeout(limits.headers):
                    await conversation.request(method, target, self._headers(target, cookies))
                    beginning = await conversation.beginning()
                if method == "HEAD" or beginning.is_redirect or (beginning.is_good and not beginning.may_be_text):
                    return beginning
                return await conversation.whole()
        except TimeoutError:
            if conversation and (partial := conversation.partial):
                return partial
            raise Unanswered(Kind.FAILING, f"{target.host} does not answer in time", counts=True) from None
        except h11.RemoteProtocolError as error:
            raise Unanswered(Kind.UNSOUND, f"the answer is not sound HTTP: {error}") from None
        except h11.LocalProtocolError as error:
            raise Unanswered(Kind.MALFORMED, f"the address can't be asked: {error}") from None
        except (OSError, ssl.SSLError):
            raise Unanswered(Kind.FAILING, f"{target.host} breaks off the connection", counts=True) from None
        finally:
            if conversation:
                conversation.close()

    def _headers(self, target: Target, cookies: str) -> list[tuple[str, str]]:
        headers = [
            ("Host", target.origin.partition("://")[2]), ("User-Agent", self._agent),
            ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("Accept-Language", "en,*;q=0.5"),
            ("Accept-Encoding", "gzip"), ("Connection", "close"),
        ]
        return headers + ([("Cookie", cookies)] if cookies else [])


class _Conversation:
    def __init__(self, connection: Connection, limits: Limits) -> None:
        self._reader, self._writer = connection
        self._limits = limits
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.header_bytes)
        self._has_begun = False
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = bytearray()

    async def request(self, method: str, target: Target, headers: list[tuple[str, str]]) -> None:
        request = h11.Request(method=method, target=target.request_target, headers=headers)
        self._writer.write((self._http.send(request) or b"") + (self._http.send(h11.EndOfMessage()) or b""))
        await self._writer.drain()

    async def beginning(self) -> Answer:
        """Status and headers."""
        while True:
            event = await self._event()
            if isinstance(event, h11.Response):
                self._status, self._headers = event.status_code, _joined(list(event.headers))
                return self._answer(complete=False)

    async def whole(self) -> Answer:
        """The answer with as much of its body as comes within the limits."""
        unpacker = Unpacker(self._headers.get("content-encoding", ""), self._limits.unpacked)
        read = 0
        while read < self._limits.body and unpacker.is_sound and not unpacker.is_full:
            try:
                event = await self._event()
            except (h11.RemoteProtocolError, OSError):
                break
            if not isinstance(event, h11.Data):
                is_whole = isinstance(event, h11.EndOfMessage) and (unpacker.is_whole or not read)
                return self._answer(complete=is_whole and self._status != _PART)
            read += len(event.data)
            self._body += unpacker.unpack(bytes(event.data))
        return self._answer(complete=False)

    @property
    def partial(self) -> Answer | None:
        """What is there by now; None if nothing is."""
        return self._answer(complete=False) if self._status else None

    def _answer(self, *, complete: bool) -> Answer:
        return Answer(self._status, self._headers, bytes(self._body), complete)

    async def _event(self) -> object:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            data = await self._reader.read(_AT_ONCE)
            if not data and not self._has_begun:
                raise ConnectionResetError
            self._has_begun = True
            self._http.receive_data(data)

    def close(self) -> None:
        self._writer.transport.abort()


def _joined(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; several of one name are joined as RFC 9110 has it, cookies by line feeds."""
    joined: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("ascii").lower(), _text(value)
        between = "\n" if key == "set-cookie" else ", "
        joined[key] = f"{joined[key]}{between}{text}" if key in joined and key != "location" else joined.get(key, text)
    return joined


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
