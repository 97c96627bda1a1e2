"""What came of asking an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Weight(Enum):
    """What an outcome means to the owner of a site."""

    FINE = "fine"
    FAULT = "fault"
    # A fault once it has lasted.
    PASSING = "passing"
    # Nobody knows: to be looked at by hand.
    UNKNOWN = "unknown"


class Kind(Enum):
    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"
    NO_HOST = "no-host"
    NO_FRAGMENT = "no-fragment"
    SOFT_404 = "soft-404"
    REDIRECTS = "redirects"
    NOT_PUBLIC = "not-public"
    MALFORMED = "malformed"
    TLS_EXPIRED = "tls-expired"
    TLS_NAME = "tls-name"
    TLS_ISSUER = "tls-issuer"
    TLS_OTHER = "tls-other"
    FAILING = "failing"
    REFUSED = "refused"
    UNSOUND = "unsound"
    BY_SCRIPT = "by-script"
    FORBIDDEN = "forbidden"
    NO_ROUTE = "no-route"
    NOT_ASKED = "not-asked"

    @property
    def weight(self) -> Weight:
        if self is Kind.ALIVE:
            return Weight.FINE
        if self is Kind.FAILING:
            return Weight.PASSING
        return Weight.UNKNOWN if self in _UNKNOWN else Weight.FAULT


_UNKNOWN = frozenset({Kind.REFUSED, Kind.UNSOUND, Kind.BY_SCRIPT, Kind.FORBIDDEN, Kind.NO_ROUTE, Kind.NOT_ASKED})


@dataclass(frozen=True)
class Outcome:
    """`detail` says what was met, in words; `address` is the one to use instead, where the host named one.

    `asked` is when the host was asked, and `since` when it was first so, in seconds since 1970.
    """

    kind: Kind
    detail: str = ""
    address: str = ""
    asked: float = 0
    since: float = 0


class Unanswered(Exception):
    """There was no answer: `kind` and `detail` are those of the outcome.

    `whole_host` tells that every address of the host would get the same, `counts` that the host did not answer.
    """

    def __init__(self, kind: Kind, detail: str, *, whole_host: bool = False, counts: bool = False) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.whole_host = whole_host
        self.counts = counts
