"""Serves a folder on this machine as a static host would, and lets its pages reload when another folder is shown."""

from __future__ import annotations

import errno
import mimetypes
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from edition.errors import EditionError

_VERSION = "/.preview/version"
# A page asks only while it is seen, and holds no connection, of which a browser has six for all its tabs.
_RELOADING = """<script>
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch("%s");
    if (await answer.text() !== "%s") location.reload();
  } catch {
    // The preview has ended, or has not begun again.
  }
}, 500);
</script>
"""
# What a system may not know, or may call otherwise.
_MEDIA_TYPES = {
    ".js": "text/javascript", ".json": "application/json", ".jsonld": "application/ld+json", ".svg": "image/svg+xml",
    ".woff2": "font/woff2", ".md": "text/markdown", ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True)
class Shown:
    """What is on show: a folder, or one page at every address, for want of a folder."""

    folder: Path | None = None
    page: str = ""
    # Another preview may have been here before, and its pages are still open.
    version: str = field(default_factory=lambda: str(time.time_ns()))


class PreviewServer(ThreadingHTTPServer):
    """Serves what is `shown` below the path `base`, which begins and ends with a slash."""

    def __init__(self, host: str, port: int, base: str) -> None:
        self.address_family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        self.base = base
        self.shown = Shown()
        super().__init__((str(address[0]), port), _Handler)

    def server_bind(self) -> None:
        """As any server, without asking the network for this machine's name, which can take long."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no event."""


@contextmanager
def serving(host: str, port: int, base: str) -> Iterator[PreviewServer]:
    """A server that answers until the block ends. Raises EditionError if it can't have the port."""
    try:
        server = PreviewServer(host, port, base)
    except (socket.gaierror, UnicodeError):
        raise EditionError(f"{host} is not an address of this machine; try: serve --host 127.0.0.1") from None
    except OSError as error:
        free = _next_free(host, port, base) if error.errno in (errno.EADDRINUSE, errno.EACCES) else None
        advice = f"try: serve --port {free}" if free else "try: serve --host 127.0.0.1"
        raise EditionError(f"port {port} of {host} can't be used ({error.strerror}); {advice}") from None
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _next_free(host: str, port: int, base: str) -> int | None:
    for candidate in range(port + 1, 65536):
        try:
            PreviewServer(host, candidate, base).server_close()
        except OSError:
            continue
        return candidate
    return None


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        path, shown = urlsplit(self.path).path, self.server.shown
        if path == _VERSION:
            self._answer(200, shown.version.encode(), "text/plain")
        elif shown.folder is None:
            self._answer(500, _reloading(shown.page, shown.version), "text/html")
        elif path == "/" != self.server.base:
            self._redirect(self.server.base)
        else:
            self._answer_with_file(shown.folder, unquote(path), shown.version)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the terminal is for what the editor has to know."""

    def _answer_with_file(self, root: Path, path: str, version: str) -> None:
        file = _file_at(root, self.server.base, path)
        if file and file.is_dir() and not path.endswith("/"):
            self._redirect(quote(path) + "/")
            return
        if file and file.is_dir():
            file /= "index.html"
        status = 200
        if not (file and file.is_file()):
            status, file = 404, root / "404.html"
        content = file.read_bytes() if file.is_file() else b"Not found"
        media_type = _media_type(file)
        if media_type == "text/html":
            content = _reloading(content.decode("utf-8", errors="replace"), version)
        self._answer(status, content, media_type)

    def _redirect(self, address: str) -> None:
        query = urlsplit(self.path).query
        self.send_response(302)
        self.send_header("Location", address + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, content: bytes, media_type: str) -> None:
        self.send_response(status)
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        self.send_header("Content-Type", media_type + charset)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)


def _file_at(root: Path, base: str, path: str) -> Path | None:
    """The file or folder at a path on the host; None if it would lie outside the site."""
    if not path.startswith(base) or "\0" in path:
        return None
    file = (root / path[len(base):].lstrip("/")).resolve()
    return file if file.is_relative_to(root.resolve()) else None


def _media_type(file: Path) -> str:
    return _MEDIA_TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _reloading(html: str, version: str) -> bytes:
    """A page with the script by which it reloads, at its end."""
    before, end, after = html.rpartition("</body>")
    return f"{before}{_RELOADING % (_VERSION, version)}{end}{after}".encode()
