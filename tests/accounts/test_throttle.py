import time
from contextlib import suppress

import pytest
from limits import RateLimitItemPerMinute, RateLimitItemPerSecond

from exchange.accounts.throttle import Throttle, TooMany, network_of


@pytest.mark.parametrize(
    "one, other",
    [
        ("192.0.2.1", "192.0.2.254"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::1"),
        ("::ffff:192.0.2.1", "192.0.2.77"),
    ],
)
def test_neighbours_share_a_network(one, other):
    assert network_of(one) == network_of(other)


@pytest.mark.parametrize(
    "one, other", [("192.0.2.1", "192.0.3.1"), ("2001:db8:1:2::1", "2001:db8:1:3::1")]
)
def test_others_do_not(one, other):
    assert network_of(one) != network_of(other)


def test_a_network_has_sixty_tries_whatever_the_account():
    throttle = Throttle()
    for number in range(60):
        throttle.tries("password", f"{number}@example.org", f"192.0.2.{number}")
    with pytest.raises(TooMany):
        throttle.tries("password", "another@example.org", "192.0.2.99")
    throttle.tries("password", "another@example.org", "198.51.100.1")


def test_who_tries_elsewhere_keeps_nobody_from_a_password():
    throttle = Throttle(account=RateLimitItemPerMinute(1, 15))
    throttle.tries("password", "ana@example.org", "192.0.2.1")
    with pytest.raises(TooMany):
        throttle.tries("password", "ana@example.org", "192.0.2.2")
    throttle.tries("password", "ana@example.org", "198.51.100.1")


def test_an_account_has_a_hundred_tries_from_everywhere():
    throttle = Throttle()
    for number in range(100):
        throttle.tries("password", "ana@example.org", f"192.0.{number}.1")
        throttle.succeeded("password", "ana@example.org", f"192.0.{number}.1")
    with pytest.raises(TooMany):
        throttle.tries("password", "ana@example.org", "198.51.100.1")


def test_one_network_uses_up_no_more_of_them_than_its_own():
    throttle = Throttle(anywhere=RateLimitItemPerMinute(11, 15))
    for number in range(20):
        with suppress(TooMany):
            throttle.tries("password", "ana@example.org", f"192.0.2.{number}")
    throttle.tries("password", "ana@example.org", "198.51.100.1")


def test_codes_are_few_wherever_they_come_from_as_the_password_was_known():
    throttle = Throttle(account=RateLimitItemPerMinute(1, 15))
    throttle.tries("code", "7", "192.0.2.1")
    with pytest.raises(TooMany):
        throttle.tries("code", "7", "198.51.100.1")


def test_tries_of_one_kind_do_not_count_for_another():
    throttle = Throttle(account=RateLimitItemPerMinute(1, 15))
    throttle.tries("password", "ana@example.org", "192.0.2.1")
    throttle.tries("code", "ana@example.org", "192.0.2.1")


def test_a_try_that_succeeded_makes_room_again():
    throttle = Throttle(account=RateLimitItemPerMinute(2, 15))
    for _ in range(3):
        throttle.tries("password", "ana@example.org", None)
        throttle.succeeded("password", "ana@example.org", None)


def test_nobody_is_locked_out_for_good():
    throttle = Throttle(account=RateLimitItemPerSecond(1))
    throttle.tries("password", "ana@example.org", None)
    with pytest.raises(TooMany):
        throttle.tries("password", "ana@example.org", None)
    time.sleep(1.1)
    throttle.tries("password", "ana@example.org", None)
