"""The bounds come from the environment."""

from __future__ import annotations

import pytest

from exchange.settings import Apart, Limits, apart_from, limits_from


def test_what_is_not_set_has_its_default():
    assert apart_from({}) == Apart()
    assert apart_from({"EXCHANGE_LIMIT_SECONDS": "3"}) == Apart()


def test_each_bound_can_be_set():
    environment = {"EXCHANGE_APART_READERS": "4", "EXCHANGE_APART_SECONDS": "2.5"}
    assert apart_from(environment) == Apart(readers=4, seconds=2.5)
    assert limits_from(environment) == Limits()


@pytest.mark.parametrize("text", ["0", "-1", "two", "", "1.5", "nan"])
def test_a_bound_that_makes_no_sense_is_named(text):
    with pytest.raises(ValueError, match=r"EXCHANGE_APART_READERS is “.*”; a number above 0"):
        apart_from({"EXCHANGE_APART_READERS": text})


def test_no_time_is_no_bound():
    with pytest.raises(ValueError, match="EXCHANGE_APART_SECONDS"):
        apart_from({"EXCHANGE_APART_SECONDS": "nan"})
