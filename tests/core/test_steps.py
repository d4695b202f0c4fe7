"""When the steps of a plan fall: 09:00 on a working day where the reporter is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.core.meetings import PLAN
from exchange.core.reminders import country_of, turns
from exchange.reminders.working_days import works
from tests.core.answering import BOOK
from tests.core.reminding import AMSTERDAM, CURACAO, DEADLINE, HERE, THERE, meeting, on, world

REPORTERS = list(BOOK.reporters.values())
DAY = timedelta(days=1)


def falls(reporter, *meetings):
    """Step → the instant where the reporter is."""
    found = turns(world(meetings=meetings, works=works))
    return {turn.step: turn.at for turn in found if turn.reporter == reporter}


def told(reporter, *meetings):
    return [f"{step} {at:%a %Y-%m-%d %H:%M %z}" for step, at in falls(reporter, *meetings).items()]


def test_the_plan_of_a_deadline_in_june_as_it_falls_on_curacao():
    assert told(HERE, meeting()) == [
        "before-70 Wed 2027-03-24 09:00 -0400",
        "before-21 Wed 2027-05-12 09:00 -0400",
        "before-7 Wed 2027-05-26 09:00 -0400",
        "after-3 Fri 2027-06-04 09:00 -0400",
    ]


def test_in_amsterdam_it_is_nine_before_and_after_the_clocks_change():
    assert told(THERE, meeting())[:2] == [
        "before-70 Wed 2027-03-24 09:00 +0100",
        "before-21 Wed 2027-05-12 09:00 +0200",
    ]


@pytest.mark.parametrize(
    "reporter, deadline, days, falls_on",
    [
        ("aruba", on(1, 25, 17), 0, "Fri 2027-01-22"),  # Betico Day
        ("curacao", on(1, 25, 17), 0, "Mon 2027-01-25"),
        ("curacao", on(7, 9, 17), 7, "Thu 2027-07-01"),  # the day of the anthem and the flag
        ("sint-maarten", on(7, 8, 17), 7, "Wed 2027-06-30"),  # Emancipation Day
        ("sint-maarten", on(5, 7, 17), 7, "Thu 2027-04-29"),  # Carnival
        ("caribbean-netherlands", on(5, 4, 17), 7, "Mon 2027-04-26"),  # King's Day
        ("european-netherlands", on(5, 24, 17), 7, "Fri 2027-05-14"),  # Whit Monday, a weekend
        ("european-netherlands", on(4, 5, 17), 7, "Thu 2027-03-25"),  # Easter Monday, Good Friday
        ("curacao", on(1, 2, 17, year=2028), 1, "Fri 2027-12-31"),  # New Year's Day, a Saturday
    ],
)
def test_it_moves_to_the_working_day_before_as_the_country_keeps_its_holidays(
    reporter, deadline, days, falls_on
):
    (at,) = falls(reporter, meeting(deadline, plan=(days,))).values()
    assert f"{at:%a %Y-%m-%d}" == falls_on


@pytest.mark.parametrize(
    "deadline, days, falls_on",
    [
        (on(6, 4, 17), -1, "Mon 2027-06-07"),  # a Friday's deadline: not on that Friday
        (on(6, 4, 17), -2, "Mon 2027-06-07"),
        (on(6, 4, 17), -4, "Tue 2027-06-08"),
        (on(6, 3, 17), -3, "Fri 2027-06-04"),  # a Sunday's goes on the Friday before
        (on(6, 3, 8), -1, "Fri 2027-06-04"),
    ],
)
def test_what_is_meant_for_after_the_deadline_never_goes_before_it(deadline, days, falls_on):
    (at,) = falls(HERE, meeting(deadline, plan=(days,))).values()
    assert f"{at:%a %Y-%m-%d}" == falls_on


@pytest.mark.parametrize(
    "deadline, zone, falls_on",
    [
        (on(6, 2, 17), CURACAO, "Wed 2027-06-02"),
        (on(6, 2, 8), CURACAO, "Tue 2027-06-01"),
        (on(6, 2, 9), CURACAO, "Tue 2027-06-01"),
        (on(6, 2, 14, AMSTERDAM), AMSTERDAM, "Tue 2027-06-01"),
        (on(6, 7, 14, AMSTERDAM), AMSTERDAM, "Fri 2027-06-04"),
    ],
)
def test_what_is_meant_for_the_last_day_goes_before_the_hour_of_the_deadline(
    deadline, zone, falls_on
):
    (at,) = falls(HERE, meeting(deadline, plan=(0,), zone=zone.key)).values()
    assert f"{at:%a %Y-%m-%d}" == falls_on


deadlines = st.builds(
    lambda day, hour, zone: datetime.combine(day, time(hour), ZoneInfo(zone)),
    st.dates(date(2026, 1, 1), date(2031, 1, 1)),
    st.integers(0, 23),
    st.sampled_from([reporter.zone for reporter in REPORTERS]),
)
plans = st.sets(st.integers(-60, 366), min_size=1, max_size=8).map(tuple)


@given(deadlines, plans)
def test_every_step_is_at_nine_on_the_nearest_working_day_on_its_side_of_the_deadline(
    deadline, plan
):
    asked = meeting(deadline, plan=plan, zone=deadline.tzinfo.key)
    for turn in turns(world(meetings=(asked,), works=works)):
        reporter = BOOK.reporters[turn.reporter]
        at, country = turn.at, country_of(reporter)
        assert at.tzinfo == ZoneInfo(reporter.zone)
        assert at.time() == time(9)
        assert works(country, at.date())
        before, days = turn.step.startswith("before"), int(turn.step.partition("-")[2])
        assert (at < deadline) is before
        meant = asked.deadline_day + timedelta(days=-days if before else days)
        if before:
            skipped = [at + n * DAY for n in range(1, (meant - at.date()).days + 1)]
        else:
            skipped = [at - n * DAY for n in range(1, (at.date() - meant).days + 1)]
        for other in skipped:
            assert not works(country, other.date()) or (other < deadline) is not before


@given(deadlines, plans)
def test_of_a_meeting_one_step_at_most_is_open_for_a_reporter(deadline, plan):
    asked = meeting(deadline, plan=plan, zone=deadline.tzinfo.key)
    found = [t for t in turns(world(meetings=(asked,), works=works)) if t.reporter == THERE]
    assert len(found) == len(plan)
    for turn, following in pairwise(found):
        assert turn.at <= turn.until <= following.at
    assert all(turn.until <= deadline for turn in found if turn.at < deadline)


def test_meetings_with_one_deadline_remind_together_and_once():
    both = meeting(id_=1), meeting(DEADLINE, 2025, id_=2, plan=(70, 10))
    found = [turn for turn in turns(world(meetings=both)) if turn.reporter == HERE]
    assert [(turn.meeting.id, turn.step, turn.years) for turn in found] == [
        (1, "before-70", (2025, 2026)),
        (1, "before-21", (2026,)),
        (2, "before-10", (2025,)),
        (1, "before-7", (2026,)),
        (1, "after-3", (2026,)),
    ]


def test_a_meeting_set_later_with_the_same_deadline_makes_nothing_sent_before_go_again():
    first, second = meeting(id_=1), meeting(id_=2, day=date(2027, 6, 10))
    before = {turn.key(1) for turn in turns(world(meetings=(first,)))}
    assert {turn.key(1) for turn in turns(world(meetings=(second, first)))} == before


@pytest.mark.parametrize("zone", ["America/Aruba", "America/Lower_Princes", "Etc/GMT+4"])
def test_meetings_due_at_one_instant_of_one_day_remind_together_whatever_their_zone_is_called(zone):
    both = meeting(id_=1), meeting(DEADLINE.astimezone(ZoneInfo(zone)), 2025, id_=2, zone=zone)
    found = [turn for turn in turns(world(meetings=both)) if turn.reporter == HERE]
    assert [turn.step for turn in found] == ["before-70", "before-21", "before-7", "after-3"]
    assert {turn.years for turn in found} == {(2025, 2026)}


def test_where_the_day_of_one_instant_is_another_the_plans_are_two():
    late = on(6, 2, 22)
    both = meeting(late, id_=1), meeting(late, id_=2, zone=AMSTERDAM.key)
    found = list(turns(world(meetings=both)))
    assert len({turn.key(1) for turn in found}) == len(found) == 2 * len(PLAN) * len(REPORTERS)


def test_where_the_meeting_that_spoke_is_cancelled_the_next_says_nothing_anew():
    first, second = meeting(id_=1), meeting(id_=2, day=date(2027, 6, 10))
    before = {turn.key(1) for turn in turns(world(meetings=(first, second)))}
    left = world(meetings=(first._replace(cancelled_at=on(5, 13)), second))
    assert {turn.key(1) for turn in turns(left)} == before


def test_meetings_with_deadlines_of_their_own_have_plans_of_their_own():
    both = meeting(), meeting(DEADLINE + DAY, id_=2)
    assert sum(1 for turn in turns(world(meetings=both)) if turn.reporter == HERE) == 2 * len(PLAN)


def test_a_cancelled_meeting_has_no_steps():
    assert not list(turns(world(meetings=(meeting(cancelled_at=on(3, 1)),))))
