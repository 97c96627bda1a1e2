"""Serves a folder below a base path the way GitHub Pages does: gzip where accepted, 404.html with status 404."""

from __future__ import annotations

import gzip
import http.server
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_TEXT = "; charset=utf-8"
_CONTENT_TYPES = {
    ".html": "text/html" + _TEXT,
    ".css": "text/css" + _TEXT,
    ".js": "application/javascript" + _TEXT,
    ".json": "application/json" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".gz": "application/gzip",
}
_COMPRESSED = {".html", ".css", ".js", ".json", ".txt", ".xml", ".svg"}


class Sent(NamedTuple):
    """One answer; `body` is the number of bytes sent, `raw` that of the file before compression."""

    path: str
    status: int
    body: int
    raw: int


class ServedSite:
    """The files of a folder below a base path, compressed if wished; `sent` are the answers so far, in order."""

    def __init__(self, folder: Path, base: str, *, compresses: bool = True) -> None:
        self.folder = folder.resolve()
        self.compresses = compresses
        self.base = f"/{base.strip('/')}/" if base.strip("/") else "/"
        self.sent: list[Sent] = []

    def locate(self, path: str) -> tuple[int, Path | str | None]:
        """200 and a file, 301 and the address to go to, or 404 and the page that says so, if there is one."""
        path = urllib.parse.unquote(path)
        if path + "/" == self.base:
            return 301, self.base
        if path.startswith(self.base) and "\0" not in path:
            file = (self.folder / path.removeprefix(self.base)).resolve()
            if file.is_dir() and not path.endswith("/"):
                return 301, urllib.parse.quote(path + "/")
            if path.endswith("/"):
                file /= "index.html"
            if file.is_relative_to(self.folder) and file.is_file():
                return 200, file
        error_page = self.folder / "404.html"
        return 404, error_page if error_page.is_file() else None


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: ServedSite

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        status, found = self.site.locate(path)
        if isinstance(found, str):
            self._answer(status, b"", {"Location": found + ("?" + query if query else "")})
        elif found is None:
            self._answer(status, b"404\n", {"Content-Type": "text/plain" + _TEXT})
        else:
            self._answer_with_file(status, found)

    do_HEAD = do_GET

    def _answer_with_file(self, status: int, file: Path) -> None:
        content = file.read_bytes()
        headers = {
            "Content-Type": _CONTENT_TYPES.get(file.suffix, "application/octet-stream"),
            "Cache-Control": "max-age=600",
            "Access-Control-Allow-Origin": "*",
        }
        body = content
        if file.suffix in _COMPRESSED and self.site.compresses:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(content, 6, mtime=0)
        self._answer(status, body, headers, len(content))

    def _answer(self, status: int, body: bytes, headers: dict[str, str], raw: int = 0) -> None:
        self.site.sent.append(Sent(self.path, status, len(body), raw))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address) -> None:
        """A browser that hangs up early is no fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(site: ServedSite) -> Iterator[str]:
    """Serve the site on a free port; gives its address, which ends in a slash."""
    server = _Server(("127.0.0.1", 0), type("SiteHandler", (_Handler,), {"site": site}))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{site.base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
