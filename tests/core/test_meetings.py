"""A meeting's days and its deadline, told where it takes place."""

from datetime import UTC, date, datetime, timedelta

import pytest

from exchange.core.meetings import Meeting

DEADLINE = datetime(2027, 6, 2, 21, tzinfo=UTC)
MEETING = Meeting(3, "jvo", date(2027, 6, 16), "", "America/Curacao", DEADLINE, (2026,))


def test_it_ends_with_its_last_day():
    assert MEETING.until == MEETING.day
    assert MEETING._replace(last_day=date(2027, 6, 18)).until == date(2027, 6, 18)


def test_it_is_over_at_midnight_where_it_takes_place():
    assert MEETING.over_at == datetime(2027, 6, 17, 4, tzinfo=UTC)
    there = MEETING._replace(zone="Europe/Amsterdam", last_day=date(2027, 6, 18))
    assert there.over_at == datetime(2027, 6, 18, 22, tzinfo=UTC)


def test_the_day_of_the_deadline_is_the_one_there():
    late = MEETING._replace(deadline=datetime(2027, 6, 3, 2, tzinfo=UTC))
    assert late.deadline_day == date(2027, 6, 2)
    assert late._replace(zone="Europe/Amsterdam").deadline_day == date(2027, 6, 3)


@pytest.mark.parametrize(
    "at, left",
    [
        (DEADLINE - timedelta(days=21), 21),
        (datetime(2027, 6, 2, 3, 59, tzinfo=UTC), 1),  # still the day before, on the islands
        (datetime(2027, 6, 2, 4, tzinfo=UTC), 0),
        (DEADLINE, 0),
        (DEADLINE + timedelta(seconds=1), -1),
        (DEADLINE + timedelta(days=3), -3),
    ],
)
def test_days_left_are_those_of_the_calendar_there_and_below_zero_once_over(at, left):
    assert MEETING.days_left(at) == left


def test_days_left_are_whole_across_a_change_of_the_clocks():
    spring = datetime(2027, 3, 29, 15, tzinfo=UTC)  # the clocks went forward on the 28th
    meeting = MEETING._replace(zone="Europe/Amsterdam", deadline=spring)
    assert meeting.days_left(datetime(2027, 3, 27, 22, 59, tzinfo=UTC)) == 2


def test_keys_name_the_deadline_by_its_instant_and_its_day_and_by_nothing_else():
    assert MEETING.due == "2027-06-02T21:00Z/2027-06-02"
    assert MEETING._replace(id=4, zone="America/Aruba").due == MEETING.due
    assert MEETING._replace(deadline=DEADLINE + timedelta(hours=1)).due != MEETING.due
    assert MEETING._replace(zone="Asia/Tokyo").due != MEETING.due
