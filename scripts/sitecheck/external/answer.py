"""An answer of a host, and how its body becomes text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

import webencodings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
# A year: whoever asks for more means “never”.
_LONGEST = 31_536_000.0
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w:.-]+)", re.I)
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
        return self._type in ("text/html", "application/xhtml+xml")

    @property
    def may_be_text(self) -> bool:
        """Whether the body is worth reading: a file of another kind is never looked into."""
        return not self._type or self.is_html or self._type.startswith("text/")

    @property
    def is_challenge(self) -> bool:
        """Whether the host wants a proof that a person is looking."""
        return self.headers.get("cf-mitigated", "").lower() == "challenge" or "x-amzn-waf-action" in self.headers

    def retry_after(self, date: float) -> float | None:
        """The seconds that the host asks to wait (RFC 9110, 10.2.3), seen from `date`; None if it does not say."""
        value = self.headers.get("retry-after", "").strip()
        if re.fullmatch(r"[0-9]+", value):
            return min(float(value), _LONGEST)
        try:
            until = parsedate_to_datetime(value)
            return min(max(0.0, until.replace(tzinfo=until.tzinfo or UTC).timestamp() - date), _LONGEST)
        except (ValueError, OverflowError):
            return None

    def texts(self) -> list[str]:
        """The body as text, in the encoding that it states and, if that proves wrong, in the most likely others.

        Names of encodings are those of the WHATWG Encoding standard.
        """
        stated = [name for mark, name in _MARKS if self.body.startswith(mark)]
        if named := _CHARSET.search(self.headers.get("content-type", "")):
            stated.append(named[1])
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
    def _type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
