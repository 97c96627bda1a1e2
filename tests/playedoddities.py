"""More of what hosts on the web do, for the server of playedserver: what is hostile, broken, or seldom seen."""

from __future__ import annotations

import gzip
import zlib

from playedserver import BOMB, PAGE, Played, Request, plays

LINES = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = LINES + b"Transfer-Encoding: chunked\r\n\r\n"


def sends_to(path: str, status: str, location: str) -> None:
    """Register a redirect; `{here}` stands for the host's own name and port."""

    async def redirect(played: Played, request: Request) -> None:
        await played.redirect(status, location.format(here=request.headers["host"]))

    plays(path)(redirect)


def says(path: str, data: bytes) -> None:
    """Register an answer to HEAD and GET, byte for byte."""

    async def say(played: Played, request: Request) -> None:
        await played.send(data)

    plays(path)(say)


def answers(path: str, status: str, body: bytes | str = b"", **headers: str) -> None:
    """Register a sound answer."""

    async def answer(played: Played, request: Request) -> None:
        await played.answer(status, body, **headers)

    plays(path)(answer)


def answers_once(path: str, status: str, **headers: str) -> None:
    """Register an answer to the first GET and to each HEAD; what follows is the page."""

    async def once(played: Played, request: Request) -> None:
        if request.method == "HEAD" or not request.before:
            await played.answer(status, **headers)
        else:
            await played.answer("200 OK", PAGE)

    plays(path)(once)


sends_to("/to-mapped", "302 Found", "http://[::ffff:10.0.0.1]/")
sends_to("/to-decimal", "302 Found", "http://2852039166/latest/meta-data/")
sends_to("/to-hexadecimal", "302 Found", "http://0xa9.254.0251.0xfe/")
sends_to("/to-number-with-name", "302 Found", "http://good.test@10.0.0.1/")
sends_to("/to-data", "302 Found", "data:text/html,<p id=p7>")
sends_to("/to-user", "301 Moved Permanently", "http://user:secret@{here}/page")
sends_to("/to-nothing-sound", "302 Found", "http://[::1")
sends_to("/to-place", "301 Moved Permanently", "/page#p7")
sends_to("/to-missing-place", "302 Found", "/page#p8")
sends_to("/to-place-that-moves", "302 Found", "/temporary#p8")
sends_to("/round-1", "302 Found", "/round-2")
sends_to("/round-2", "307 Temporary Redirect", "/round-1")

says("/http-0.9", PAGE.encode())
says("/http-2", b"HTTP/2 200\r\n\r\n" + PAGE.encode())
says("/two-lengths", LINES + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + PAGE.encode())
says("/many-headers", LINES + b"".join(b"X-%d: a\r\n" % number for number in range(40_000)) + b"\r\n")
says("/continue", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + LINES + b"\r\n" + PAGE.encode())
says("/negative-chunk", CHUNKED + b"-9\r\n<p id=p7>\r\n0\r\n\r\n")
says("/huge-chunk", CHUNKED + b"ffffffffffffffffff\r\n<p id=p7>\r\n")
says("/endless-chunk", CHUNKED + b"9;" + b"a" * 200_000)
says("/nul-in-header", LINES + b"X-Nul: a\0b\r\n\r\n")

answers("/304", "304 Not Modified")
answers("/204", "204 No Content", content_type="", content_length="")
answers("/206", "206 Partial Content", PAGE)
answers("/401", "401 Unauthorized", www_authenticate="Basic")
answers("/451", "451 Unavailable For Legal Reasons")
answers("/418", "418 I'm a teapot")
answers("/busy-for-a-day", "503 Service Unavailable", retry_after="86400")
answers("/never-again", "429 Too Many Requests", retry_after="9" * 400)
answers("/before-now", "429 Too Many Requests", retry_after="-5")
answers_once("/busy-once", "503 Service Unavailable", retry_after="1")
answers_once("/busy-until-then", "503 Service Unavailable", retry_after="Thu, 01 Jan 1970 00:00:00 GMT")
answers_once("/timed-out-once", "408 Request Timeout")

answers("/sent-by-header", "200 OK", PAGE, refresh="0; url=/gone")
answers("/sent-round", "200 OK", "<meta http-equiv=refresh content='0;url=/sent-round-too'>")
answers("/sent-round-too", "200 OK", "<meta http-equiv=refresh content='0;url=/sent-round'>")
answers("/sent-to-script", "200 OK", PAGE + "<meta http-equiv=refresh content='0;url=javascript:go()'>")
answers("/sent-inside", "200 OK", "<meta http-equiv=refresh content='0;url=http://inside.test/'>")
answers("/strict", "200 OK", PAGE, strict_transport_security="max-age=63072000; includeSubDomains; preload")

answers("/deflate", "200 OK", zlib.compress(PAGE.encode()), content_encoding="deflate")
answers("/bare-deflate", "200 OK", zlib.compress(PAGE.encode())[2:-4], content_encoding="deflate")
answers("/brotli", "200 OK", b"\x8b\x03\x80<p>\x03", content_encoding="br")
answers("/gzip-in-parts", "200 OK", gzip.compress(b"<p>One") + gzip.compress(b"<p id=p9>"), content_encoding="gzip")
answers("/gzip-and-rubbish", "200 OK", gzip.compress(PAGE.encode()) + b"\0\0rubbish", content_encoding="gzip")
answers("/late-bomb", "200 OK", BOMB + gzip.compress(b"<p id=p7>"), content_encoding="gzip")
answers("/unreadable-type", "200 OK", PAGE, content_type="text/html; charset*=x%00''; charset=\"")

answers("/one-line", "200 OK", "<p>" + "word " * 400_000 + "<p id=p7>")
answers("/deep", "200 OK", "<p id=p7>" + "<div>" * 50_000)
answers("/rebuilt", "200 OK", "<p>" + "".join(f"<b id=b{n}>" for n in range(5_000)) + "</p>" + "<p>x</p>" * 20_000)
answers("/encoded-ids", "200 OK", "<p id='a%20b'><p id='c d'><p id='100%'>")
answers("/not-there", "200 OK", "<!--<p id=a>--><script>'<p id=b>'</script><textarea><p id=c></textarea><p data-id=d name=e>")
answers("/code-host", "200 OK", (
    "<h2 id=user-content-usage>Usage</h2>"
    "<script type=application/json>{\"richText\": \"<h2 id=\\\"user-content-license\\\">\", \"at\": \"build\"}</script>"
))


@plays("/continue-for-ever")
async def continue_for_ever(played: Played, request: Request) -> None:
    while True:
        await played.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@plays("/head-goes-round")
async def head_goes_round(played: Played, request: Request) -> None:
    if request.method == "HEAD":
        await played.redirect("301 Moved Permanently", "/head-goes-round")
    else:
        await played.answer("200 OK", PAGE)


@plays("/head-is-moved")
async def head_is_moved(played: Played, request: Request) -> None:
    if request.method == "HEAD":
        await played.redirect("301 Moved Permanently", "/gone")
    else:
        await played.answer("200 OK", PAGE)


@plays("/heavy-file")
async def heavy_file(played: Played, request: Request) -> None:
    if request.method == "HEAD":
        await played.answer("405 Method Not Allowed")
        return
    await played.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n")
    while True:
        await played.send(b"%PDF" * 4096)


@plays("/robots.txt")
async def robots(played: Played, request: Request) -> None:
    host = request.host
    if host == "robots-page.test":
        await played.answer("200 OK", "<!doctype html><title>Shop</title><p>User-agent: you. Disallow: nothing.")
    elif host == "robots-error.test":
        await played.answer("500 Internal Server Error", "Disallow: /")
    elif host == "robots-round.test":
        await played.redirect("302 Found", "/robots.txt")
    elif host == "robots-inside.test":
        await played.redirect("302 Found", "http://inside.test/robots.txt")
    elif host == "robots-forbid.test":
        await played.answer("200 OK", "User-agent: SiteCheck # this one\nDisallow: /page\n", content_type="text/plain")
    elif host == "robots-hour.test":
        await played.answer("200 OK", "User-agent: *\nCrawl-delay: 3600", content_type="text/plain")
    elif host == "robots-busy.test" and not request.before:
        await played.answer("429 Too Many Requests", retry_after="1")
    elif host == "robots-endless.test":
        await played.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            await played.send(b"User-agent: *\nAllow: /\nDisallow: /*private*\n" * 100)
    elif host == "robots-agents.test":
        agents = "".join(f"User-agent: a{number}\n" for number in range(6_000))
        await played.answer("200 OK", agents + "Allow: /\n" * 12_000, content_type="text/plain")
    else:
        await played.answer("404 Not Found")
