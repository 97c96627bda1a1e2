"""What the robots.txt of a host asks of programs (RFC 9309)."""

from __future__ import annotations

import math
import re

from protego import Protego

# RFC 9309, 2.3.1.2: at least five; 2.5: at least 500 kibibytes.
ROBOTS_REDIRECTS = 5
_ROBOTS_BYTES = 512_000
_AGENT = re.compile(r"(?i)(\s*user[- ]?agent[\s:]+)([^#]*)")


class Robots:
    """`token` is the agent’s name in robots.txt; `delay` is the wait between two requests, 0 if that is not said.

    Of a `body` that is not `complete`, as of one that is too long, the last line may be half of one, and is left out.
    """

    def __init__(self, body: bytes, token: str, *, complete: bool = True) -> None:
        self._token = token
        lines = body[:_ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
        if not complete or len(body) > _ROBOTS_BYTES:
            # Half of `Disallow: /private/` forbids everything.
            del lines[-1:]
        self._rules = Protego.parse("\n".join(self._simplified(line) for line in lines))
        delay = self._rules.crawl_delay(token) or 0.0
        self.delay = delay if math.isfinite(delay) and delay > 0 else 0.0

    def may_ask(self, url: str) -> bool:
        return self._rules.can_fetch(url, self._token)

    def _simplified(self, line: str) -> str:
        """All other agents are one: the parser takes as long as there are agents times rules."""
        named = _AGENT.match(line)
        if not named or named[2].strip().lower() in ("*", self._token):
            return line
        return f"{named[1]}other"
