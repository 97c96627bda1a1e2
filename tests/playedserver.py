"""A server on this machine that plays what hosts on the web do: each path one behaviour, well or badly behaved.

Certificates are in tests/data/tls: by an authority of the tests for good.test, expired.test and early.test, by a stranger
for stranger.test, by itself for self-signed.test; all are valid until 2999, but for the one that expired in 2021 and the
one that begins in 2900. Their keys protect nothing.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitecheck.external.cache import Cache
from sitecheck.external.limits import Limits
from sitecheck.external.network import Network
from sitecheck.external.outcome import Outcome
from sitecheck.external.run import Run

TLS = Path(__file__).parent / "data" / "tls"
CERTIFICATES = ("good", "expired", "early", "self-signed", "stranger")
HERE, HERE_BY_IPV6 = "127.0.0.1", "::1"
_TLS_RECORD = b"\x16"
FOR_EVER = 3600.0
PAGE = "<!doctype html><title>A page</title><h1 id=top-1>A page</h1><p id=p7>Seven.</p><a name=old>Old</a>"
BOMB = gzip.compress(b"\0" * 20_000_000, 1)
NOT_FOUND = "<!doctype html><title>Page not found</title>"


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    host: str
    # How often this path was asked for before, by the same method.
    before: int


Behaviour = Callable[["Played", Request], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}


def plays(path: str) -> Callable[[Behaviour], Behaviour]:
    """Register a behaviour for a path."""

    def register(behaviour: Behaviour) -> Behaviour:
        BEHAVIOURS[path] = behaviour
        return behaviour

    return register


@dataclass
class Played:
    """One connection, on which an answer is written."""

    writer: asyncio.StreamWriter
    request: Request

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()
        # What never ends must let the others have their turn.
        await asyncio.sleep(0)

    async def answer(self, status: str, body: bytes | str = b"", **headers: str) -> None:
        """A sound answer; underscores in the names of headers are hyphens. A HEAD gets no body."""
        content = body.encode("utf-8") if isinstance(body, str) else body
        named = {"content_type": "text/html; charset=utf-8", "content_length": str(len(content)), **headers}
        lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value)]
        await self.send("\r\n".join([*lines, "", ""]).encode("utf-8") + (b"" if self.request.method == "HEAD" else content))

    async def redirect(self, status: str, to: str, **headers: str) -> None:
        await self.answer(status, location=to, **headers)

    def reset(self) -> None:
        """Break the connection off with a reset, not with an end."""
        at_once = b"\1\0\0\0\0\0\0\0"
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        self.writer.transport.abort()


@dataclass
class Server:
    """`seen` has each request, as (host, method, path). `ports` are those of http and https, and of http by IPv6 alone,
    `six`, where this machine has it.
    """

    seen: list[tuple[str, str, str]] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    times: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def url(self, path: str, host: str = "good.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.ports[scheme]}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first = await reader.readexactly(1)
            if first == _TLS_RECORD:
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
            lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, path, _ = lines[0].split(" ")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
            host = headers["host"].rpartition(":")[0]
            key = (host, method, path)
            self.seen.append(key)
            self.times[key] = self.times.get(key, -1) + 1
            request = Request(method, path, headers, host, self.times[key])
            await BEHAVIOURS.get(path.partition("?")[0], _unknown)(Played(writer, request), request)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def _unknown(played: Played, request: Request) -> None:
    if request.path == "/robots.txt":
        await played.answer("404 Not Found")
    elif request.path.startswith("/many/"):
        # Slower hosts have higher numbers.
        await asyncio.sleep(int(request.path.split("/")[2]) / 1000)
        await played.answer("200 OK", content_type="application/pdf")
    elif request.path.startswith("/soft/"):
        await played.answer("200 OK", NOT_FOUND)
    elif request.path.startswith("/to-front/"):
        await played.redirect("302 Found", "/")
    else:
        await played.answer("404 Not Found", NOT_FOUND)


@contextmanager
def playing() -> Iterator[Server]:
    """The server, in a thread of its own."""
    server, loop, ready = Server(), asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def run() -> None:
        plain = await asyncio.start_server(server.serve, HERE, 0, backlog=2000)
        secure = await asyncio.start_server(server.serve, HERE, 0, ssl=_contexts())
        servers = [("http", plain), ("https", secure)]
        with suppress(OSError):
            servers.append(("six", await asyncio.start_server(server.serve, HERE_BY_IPV6, 0)))
        for scheme, listening in servers:
            server.ports[scheme] = listening.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        for _, listening in servers:
            listening.close()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    loop.set_exception_handler(lambda loop, context: None)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def network(**known: list[str] | OSError) -> Network:
    """A network in which every name is this machine, but for those `known`, with underscores for dots."""

    async def resolve(host: str, port: int) -> list[str]:
        found = known.get(host.replace(".", "_"), [HERE])
        if isinstance(found, OSError):
            raise found
        return found

    trust = ssl.create_default_context(cafile=str(TLS / "authority.pem"))
    return Network(resolve, lambda address: address in (HERE, HERE_BY_IPV6), trust)


def asked(*addresses: str, limits: Limits, **known: list[str] | OSError) -> dict[str, Outcome]:
    """What comes of asking for these addresses, in a `network` with those `known` and one host that is not public."""
    return Run(limits, network(inside_test=["10.0.0.1"], **known)).outcomes(addresses, Cache(None))


def _contexts() -> ssl.SSLContext:
    """One that has the certificate of each name, and that of good.test for every other name."""
    contexts = {}
    for name in CERTIFICATES:
        contexts[f"{name}.test"] = context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / f"{name}.pem")

    def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, context: ssl.SSLContext) -> None:
        connection.context = contexts.get(name or "", contexts["good.test"])

    contexts["good.test"].sni_callback = choose
    return contexts["good.test"]


@plays("/")
async def front(played: Played, request: Request) -> None:
    await played.answer("200 OK", "<title>Front</title>")


@plays("/page")
async def page(played: Played, request: Request) -> None:
    await played.answer("200 OK", PAGE)


@plays("/file.pdf")
async def file(played: Played, request: Request) -> None:
    await played.answer("200 OK", b"%PDF-1.7", content_type="application/pdf")


@plays("/gone")
async def gone(played: Played, request: Request) -> None:
    await played.answer("410 Gone", "Gone.")


@plays("/slow-headers")
async def slow_headers(played: Played, request: Request) -> None:
    for sign in "HTTP/1.1 200 OK\r\nX-Slow: " + "a" * 3600:
        await played.send(sign.encode())
        await asyncio.sleep(0.2)


@plays("/silent")
async def silent(played: Played, request: Request) -> None:
    await asyncio.sleep(FOR_EVER)


@plays("/slow-body")
async def slow_body(played: Played, request: Request) -> None:
    await played.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n")
    while request.method == "GET":
        await played.send(b"<p>")
        await asyncio.sleep(0.1)


@plays("/endless-body")
async def endless_body(played: Played, request: Request) -> None:
    await played.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p id=p7>")
    while request.method == "GET":
        await played.send(b"<p>again" * 4096)


@plays("/endless-headers")
async def endless_headers(played: Played, request: Request) -> None:
    await played.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await played.send(b"X-More: " + b"a" * 4096 + b"\r\n")


@plays("/bomb")
async def bomb(played: Played, request: Request) -> None:
    await played.answer("200 OK", BOMB, content_encoding="gzip")


@plays("/gzip")
async def zipped(played: Played, request: Request) -> None:
    await played.answer("200 OK", gzip.compress(PAGE.encode()), content_encoding="gzip")


@plays("/broken-gzip")
async def broken_gzip(played: Played, request: Request) -> None:
    await played.answer("200 OK", b"\x1f\x8b this is no gzip", content_encoding="gzip")


@plays("/too-short")
async def too_short(played: Played, request: Request) -> None:
    await played.answer("200 OK", PAGE, content_length="99999")


@plays("/too-long")
async def too_long(played: Played, request: Request) -> None:
    await played.answer("200 OK", PAGE + "<p id=p9>", content_length=str(len(PAGE)))


@plays("/broken-chunks")
async def broken_chunks(played: Played, request: Request) -> None:
    await played.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    if request.method == "GET":
        await played.send(b"9\r\n<p id=p7>\r\nzz\r\n")


@plays("/no-http")
async def no_http(played: Played, request: Request) -> None:
    await played.send(b"220 mail.example ESMTP\r\n\r\n")


@plays("/reset")
async def reset(played: Played, request: Request) -> None:
    played.reset()


@plays("/once-reset")
async def once_reset(played: Played, request: Request) -> None:
    if request.method == "GET" and request.before:
        await played.answer("200 OK", PAGE)
    else:
        played.reset()


@plays("/empty")
async def empty(played: Played, request: Request) -> None:
    pass


@plays("/head-refused")
async def head_refused(played: Played, request: Request) -> None:
    await played.answer("405 Method Not Allowed" if request.method == "HEAD" else "200 OK", PAGE)


@plays("/head-lies")
async def head_lies(played: Played, request: Request) -> None:
    await played.answer("404 Not Found" if request.method == "HEAD" else "200 OK", PAGE)


@plays("/head-resets")
async def head_resets(played: Played, request: Request) -> None:
    if request.method == "HEAD":
        played.reset()
    else:
        await played.answer("200 OK", PAGE)


@plays("/get-refused")
async def get_refused(played: Played, request: Request) -> None:
    await played.answer("405 Method Not Allowed")


@plays("/forbidden")
async def forbidden(played: Played, request: Request) -> None:
    await played.answer("403 Forbidden")


@plays("/challenge")
async def challenge(played: Played, request: Request) -> None:
    await played.answer("503 Service Unavailable", "Just a moment…", cf_mitigated="challenge")


@plays("/too-many")
async def too_many(played: Played, request: Request) -> None:
    await played.answer("429 Too Many Requests")


@plays("/too-many-once")
async def too_many_once(played: Played, request: Request) -> None:
    if request.before or request.method == "GET":
        await played.answer("200 OK", PAGE)
    else:
        await played.answer("429 Too Many Requests", retry_after="1")


@plays("/come-back-tomorrow")
async def come_back_tomorrow(played: Played, request: Request) -> None:
    await played.answer("429 Too Many Requests", retry_after="86400")


@plays("/error")
async def error(played: Played, request: Request) -> None:
    await played.answer("500 Internal Server Error")


@plays("/error-once")
async def error_once(played: Played, request: Request) -> None:
    is_first = request.method == "GET" and not request.before
    await played.answer("502 Bad Gateway" if request.method == "HEAD" or is_first else "200 OK", PAGE)


@plays("/permanent")
async def permanent(played: Played, request: Request) -> None:
    await played.redirect("301 Moved Permanently", "/page")


@plays("/permanent-to-gone")
async def permanent_to_gone(played: Played, request: Request) -> None:
    await played.redirect("308 Permanent Redirect", "/gone")


@plays("/permanent-then-temporary")
async def permanent_then_temporary(played: Played, request: Request) -> None:
    await played.redirect("301 Moved Permanently", "/temporary")


@plays("/temporary")
async def temporary(played: Played, request: Request) -> None:
    await played.redirect("302 Found", "/page")


@plays("/log-in-first")
async def log_in_first(played: Played, request: Request) -> None:
    await played.redirect("301 Moved Permanently", "/page?next=%2Flog-in-first")


@plays("/loop")
async def loop(played: Played, request: Request) -> None:
    await played.redirect("302 Found", "/loop")


@plays("/cookie")
async def cookie(played: Played, request: Request) -> None:
    if "seen=1" in request.headers.get("cookie", ""):
        await played.answer("200 OK", PAGE)
    else:
        await played.redirect("301 Moved Permanently", "/cookie", set_cookie="seen=1; Path=/; HttpOnly")


@plays("/further")
async def further(played: Played, request: Request) -> None:
    await played.redirect("302 Found", f"/further?{int(request.path.partition('?')[2] or 0) + 1}")


@plays("/redirect-nowhere")
async def redirect_nowhere(played: Played, request: Request) -> None:
    await played.answer("302 Found")


@plays("/redirect-to-file")
async def redirect_to_file(played: Played, request: Request) -> None:
    await played.redirect("302 Found", "file:///etc/passwd")


@plays("/redirect-inside")
async def redirect_inside(played: Played, request: Request) -> None:
    await played.redirect("302 Found", "http://inside.test/latest/meta-data/")


@plays("/redirect-to-number")
async def redirect_to_number(played: Played, request: Request) -> None:
    await played.redirect("301 Moved Permanently", "http://169.254.169.254/latest/meta-data/")


@plays("/about-not-found")
async def about_not_found(played: Played, request: Request) -> None:
    await played.answer("200 OK", "<title>404 Not Found: a history</title>")


@plays("/sent-on")
async def sent_on(played: Played, request: Request) -> None:
    await played.answer("200 OK", "<meta http-equiv=Refresh content=\"0; url='/gone'\">")


@plays("/shows-itself-anew")
async def shows_itself_anew(played: Played, request: Request) -> None:
    await played.answer("200 OK", "<meta http-equiv=refresh content=1><noscript><meta http-equiv=refresh content='0;/gone'>")


@plays("/sends-on-later")
async def sends_on_later(played: Played, request: Request) -> None:
    await played.answer("200 OK", "<meta http-equiv=refresh content='30; url=/gone'>")


@plays("/charset-lies")
async def charset_lies(played: Played, request: Request) -> None:
    html = "<title>Қазақстан</title><p id='мақала'>".encode()
    await played.answer("200 OK", html, content_type="text/html; charset=us-ascii")


@plays("/cyrillic")
async def cyrillic(played: Played, request: Request) -> None:
    html = "<meta charset=windows-1251><p id='статья'>".encode("windows-1251")
    await played.answer("200 OK", html, content_type="text/html")


@plays("/no-such-charset")
async def no_such_charset(played: Played, request: Request) -> None:
    await played.answer("200 OK", PAGE, content_type="text/html; charset=\"klingon\"")


@plays("/early-hints")
async def early_hints(played: Played, request: Request) -> None:
    await played.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    await played.answer("200 OK", PAGE)
