"""How long, how much and how often is asked. Times are in seconds, sizes in bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`run` is for everything, `exchange` for one request with its answer, `connect` and `headers` for its parts.

    A host gets `side_by_side` requests at once, all of them together `connections`; `gap` is what passes between two to one
    host, unless its robots.txt asks for more. A host that asks for more than `patience` is left for this run; so is one that
    fails `failures` times in a row. `body` is what is read of an answer, `unpacked` what that may become.
    """

    run: float = 1500
    exchange: float = 40
    connect: float = 10
    headers: float = 20
    body: int = 2_000_000
    unpacked: int = 8_000_000
    header_bytes: int = 65_536
    redirects: int = 10
    tries: int = 3
    failures: int = 5
    gap: float = 1
    backoff: float = 3
    patience: float = 60
    connections: int = 64
    side_by_side: int = 1
