"""One list for both runs: the thorough run tests all of it, the normal run a sample."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest


def sampled(values: Sequence, every: int = 0, keep: Collection = ()) -> list:
    """Parameters for parametrize: each `every`th of the values and those in `keep`; the others are thorough.

    A value that is a tuple stands for several parameters. Raises ValueError if `keep` has what is no value.
    """
    if strange := [value for value in keep if value not in values]:
        raise ValueError(f"{strange} are not among the values")
    return [
        _parameter(value, [] if (every and number % every == 0) or value in keep else [pytest.mark.thorough])
        for number, value in enumerate(values)
    ]


def strides(every: int) -> list:
    """Parameters for a test that goes through very many things itself: each `every`th, and in the thorough run all."""
    return [
        pytest.param(every, id=f"every {every}th"), pytest.param(1, id="all", marks=pytest.mark.thorough),
    ]


def _parameter(value, marks: list):
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=marks)
