"""Takes the content coding off a body (RFC 9110, 8.4.1), within a limit: a small body may be made to unpack to a huge one."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB, _BARE = 47, -15


class Unpacker:
    """Unpacks a body as it comes, up to so many bytes."""

    def __init__(self, coding: str, limit: int) -> None:
        self.is_sound = True
        self._left = limit
        names = [name.strip().lower() for name in coding.split(",") if name.strip().lower() not in ("", "identity")]
        self._is_plain = not names
        # Some hosts leave out the wrapping of “deflate”, and browsers let them.
        self._may_be_bare = names == ["deflate"]
        self._is_known = names in (["gzip"], ["x-gzip"], ["deflate"])
        self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._has_ended = False

    def unpack(self, data: bytes) -> bytes:
        """What `data` adds to the body; `is_sound` turns false where it makes no sense or is too much."""
        if self._is_plain:
            unpacked = data[:self._left]
            self._left -= len(unpacked)
            return unpacked
        self.is_sound = self.is_sound and self._is_known
        unpacked = b""
        while data and self.is_sound and not self.is_full:
            # A file of gzip may be several, one after the other; what else follows the end is left.
            if self._has_ended:
                if not data.startswith(b"\x1f"):
                    break
                self._inflater, self._has_ended = zlib.decompressobj(_GZIP_OR_ZLIB), False
            part = self._inflated(data)
            self._left -= len(part)
            unpacked += part
            self._has_ended = self._inflater.eof
            self.is_sound = self.is_sound and not self._inflater.unconsumed_tail
            data = self._inflater.unused_data
        return unpacked

    @property
    def is_full(self) -> bool:
        return self._left <= 0

    @property
    def is_whole(self) -> bool:
        """Whether the coding came to its end."""
        return self.is_sound and (self._is_plain or self._has_ended)

    def _inflated(self, data: bytes) -> bytes:
        try:
            part = self._inflater.decompress(data, max(self._left, 1))
        except zlib.error:
            if not self._may_be_bare:
                self.is_sound = False
                return b""
            self._may_be_bare, self._inflater = False, zlib.decompressobj(_BARE)
            return self._inflated(data)
        self._may_be_bare = False
        return part
