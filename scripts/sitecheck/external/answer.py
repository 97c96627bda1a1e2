"""An answer of a host, and how its body becomes text."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime

import webencodings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Answer:
    """`headers` have lower-case names. `complete` tells whether the whole body was read and made sense."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    complete: bool = True

    @property
    def is_redirect(self) -> bool:
        return self.status in REDIRECTS

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_html(self) -> bool:
        return self._content_type.get_content_type() in ("text/html", "application/xhtml+xml")

    @property
    def is_challenge(self) -> bool:
        """Whether the host wants a proof that a person is looking."""
        return self.headers.get("cf-mitigated", "").lower() == "challenge" or "x-amzn-waf-action" in self.headers

    def retry_after(self, date: float) -> float | None:
        """The seconds that the host asks to wait (RFC 9110, 10.2.3), seen from `date`; None if it does not say."""
        value = self.headers.get("retry-after", "").strip()
        if value.isdecimal():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - date)
        except (ValueError, OverflowError):
            return None

    def texts(self) -> list[str]:
        """The body as text: by what it says of itself, and, where that is a lie, by what it can be besides.

        Names of encodings are those of the WHATWG Encoding standard.
        """
        stated = [name for mark, name in _MARKS if self.body.startswith(mark)]
        if charset := self._content_type.get_content_charset():
            stated.append(charset)
        if found := _META_CHARSET.search(self.body[:4096]):
            stated.append(found[1].decode("ascii"))
        texts = []
        known = [encoding for name in [*stated, "utf-8", "windows-1252"] if (encoding := webencodings.lookup(name))]
        for encoding in {encoding.name: encoding for encoding in known}.values():
            text = encoding.codec_info.decode(self.body, "replace")[0]
            texts.append(text)
            if "\N{REPLACEMENT CHARACTER}" not in text:
                break
        return texts

    @property
    def _content_type(self) -> Message:
        message = Message()
        message["Content-Type"] = self.headers.get("content-type", "application/octet-stream")
        return message


class Unpacker:
    """Takes the content coding off a body as it comes, up to so many bytes."""

    def __init__(self, coding: str, limit: int) -> None:
        self.is_sound = True
        self._left = limit
        names = [name.strip().lower() for name in coding.split(",") if name.strip().lower() not in ("", "identity")]
        self._is_plain = not names
        self._inflater = zlib.decompressobj(47) if names in (["gzip"], ["x-gzip"], ["deflate"]) else None

    def unpack(self, data: bytes) -> bytes:
        """What `data` adds to the body; `is_sound` turns false where it makes no sense or is too much."""
        if self._is_plain:
            unpacked = data[:self._left]
        elif self._inflater is None:
            self.is_sound = False
            return b""
        else:
            try:
                unpacked = self._inflater.decompress(data, max(self._left, 1))
            except zlib.error:
                self.is_sound = False
                return b""
            if self._inflater.unconsumed_tail:
                self.is_sound = False
        self._left -= len(unpacked)
        return unpacked

    @property
    def is_full(self) -> bool:
        return self._left <= 0

    @property
    def is_whole(self) -> bool:
        """Whether the coding came to its end."""
        return self.is_sound and (self._inflater is None or self._inflater.eof)
