"""Time and chance, given to whatever waits, so that tests need not wait."""

from __future__ import annotations

import asyncio
import random
import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Seconds on a clock that only goes forward."""

    def date(self) -> float:
        """Seconds since 1970, UTC."""

    def jitter(self) -> float:
        """A number from 0.5 to 1.5, by which a wait is multiplied, so that not all who wait come back at once."""

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def now(self) -> float:
        return time.monotonic()

    def date(self) -> float:
        return time.time()

    def jitter(self) -> float:
        return random.uniform(0.5, 1.5)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
