"""Letters: one identity at every try, waits that grow, given up in the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exchange.core.letters import GIVEN_UP_AFTER, Message, next_after_crash, next_try

NOW = datetime(2027, 5, 12, 13, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CHANCES = st.floats(0, 1)


def waits(chance):
    """From the first try on, each tried as soon as it may be."""
    found, now = [], NOW
    for tries in range(1, 10_000):
        at = next_try(NOW, tries, now, chance)
        if at is None:
            return found
        found.append(at - now)
        now = at
    raise AssertionError("never given up")


def test_waits_double_from_a_minute_to_four_hours():
    assert [wait / MINUTE for wait in waits(0)[:10]] == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]


def test_chance_takes_up_to_half_off():
    assert [wait / MINUTE for wait in waits(1)[:9]] == [0.5, 1, 2, 4, 8, 16, 32, 64, 120]


@given(CHANCES)
def test_a_letter_is_tried_for_two_days_and_hardly_less(chance):
    found = waits(chance)
    assert GIVEN_UP_AFTER - 4 * HOUR <= sum(found, timedelta()) < GIVEN_UP_AFTER
    assert 15 <= len(found) <= 40


@given(st.integers(1, 10**6), CHANCES)
def test_however_often_it_was_tried_it_waits_no_longer_than_four_hours(tries, chance):
    at = next_try(NOW, tries, NOW, chance)
    assert MINUTE / 2 <= at - NOW <= 4 * HOUR


def test_what_was_tried_first_two_days_ago_is_given_up():
    assert next_try(NOW - GIVEN_UP_AFTER, 2, NOW, 0) is None


def test_what_a_worker_was_sending_when_it_ended_goes_at_once_unless_it_ends_them_all():
    found = [(next_after_crash(crashes, NOW) - NOW) / MINUTE for crashes in range(1, 8)]
    assert found == [0, 0, 0, 1, 2, 4, 8]
    assert next_after_crash(10**6, NOW) - NOW == 4 * HOUR


def test_every_letter_is_known_to_the_mail_by_its_key_alone():
    one = Message(
        1,
        "2027-06-02T21:00Z/2027-06-02/before-7/aruba/3",
        "reminder",
        "a@a.example",
        "nl",
        NOW,
        NOW,
    )
    again = one._replace(id=2, tries=5, address="b@a.example")
    other = one._replace(key=f"{one.key}0")
    assert one.id_for_mail == again.id_for_mail != other.id_for_mail
    assert one.id_for_mail.isalnum()
