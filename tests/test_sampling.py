"""What the normal run leaves to the thorough one."""

from __future__ import annotations

import pytest

from sampling import sampled, strides


def normal(parameters: list) -> list[tuple]:
    return [parameter.values for parameter in parameters if not parameter.marks]


def test_a_sample_has_each_nth_and_what_is_kept_and_the_rest_is_thorough():
    parameters = sampled(range(10), every=4, keep=[9])
    assert [parameter.values for parameter in parameters] == [(number,) for number in range(10)]
    assert normal(parameters) == [(0,), (4,), (8,), (9,)]
    assert {mark.name for parameter in parameters for mark in parameter.marks} == {"thorough"}
    assert normal(sampled([("a", 1), ("b", 2)], keep=[("b", 2)])) == [("b", 2)]


def test_a_name_that_is_kept_must_be_one():
    with pytest.raises(ValueError, match="'chairmenship/'"):
        sampled(["", "chairmanship/"], keep=["chairmenship/"])


def test_very_many_things_are_stepped_over_in_the_normal_run_alone():
    assert [parameter.values for parameter in strides(11)] == [(11,), (1,)]
    assert normal(strides(11)) == [(11,)]
