"""A run and its cache, as `[tool.sitecheck.external]` in pyproject.toml wants them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitecheck.external.cache import DAYS, Cache
from sitecheck.external.limits import Limits
from sitecheck.external.network import Network, allowing
from sitecheck.external.outcome import Weight
from sitecheck.external.run import Run
from sitecheck.external_settings import External


def configured_run(settings: External) -> Run:
    """A run within the limits that are set; no part of a request takes longer than the whole may."""
    limits = replace(Limits(), **settings.limits)
    limits = replace(
        limits, connect=min(limits.connect, limits.exchange), headers=min(limits.headers, limits.exchange),
    )
    return Run(limits, Network(may_ask=allowing(settings.allowed)))


def configured_cache(settings: External, path: Path | None, *, is_fresh: bool = True) -> Cache:
    """The outcomes that earlier runs left in a file, each valid for as long as is set."""
    days = {weight: settings.days.get(weight.value, DAYS[weight]) for weight in Weight}
    return Cache(path, days, is_fresh=is_fresh)
