"""A figure that was promised for a day is reminded of on that day, once."""

from __future__ import annotations

from datetime import date, timedelta

from exchange.core.missing import Following, Missing
from exchange.core.people import Role
from exchange.core.reminders import asked, decide, promises
from tests.core.answering import BOOK
from tests.core.reminding import DEADLINE, HERE, contact, goes, meeting, on, to_follow, why, world

AT_ONCE, APPROVER = on(5, 12), Role.APPROVER


def test_a_promise_is_left_alone_until_its_day_and_then_reminded_of_once():
    given_ = world(to_follow(date(2027, 5, 27)))
    assert not goes(given_, AT_ONCE)
    assert why(given_, on(5, 26))["before-7"] == "nothing-missing"
    had = frozenset(each.key for each in decide(given_, on(5, 26)))
    assert goes(given_._replace(settled=had), on(5, 27)) == [(1, "to-follow-2027-05-27")]
    had |= frozenset(each.key for each in decide(given_, on(5, 27)))
    assert not goes(given_._replace(settled=had), on(5, 28))


def test_where_step_and_promise_were_both_missed_one_letter_tells_of_both():
    given_ = world(to_follow(date(2027, 5, 27)))
    assert goes(given_, on(5, 28)) == [(1, "before-7")]
    assert why(given_, on(5, 28))["to-follow-2027-05-27"] == "outdated"


def test_two_days_promised_for_one_weekend_are_one_letter():
    following = tuple(
        Following(o, 1, date(2027, 5, day)) for o, day in zip(BOOK.offences, (29, 30), strict=True)
    )
    given_ = world(Missing(HERE, 2026, following=following))
    had = frozenset(each.key for each in decide(given_, on(5, 27)))
    assert goes(given_._replace(settled=had), on(5, 28)) == [(1, "to-follow-2027-05-29")]


def test_a_promise_for_a_weekend_is_reminded_of_on_the_working_day_before():
    (turn,) = promises(world(to_follow(date(2027, 5, 30))))
    assert turn.at == on(5, 28)


def test_who_promises_on_friday_for_saturday_is_not_reminded_before_monday():
    friday = to_follow(date(2027, 5, 29))._replace(since=date(2027, 5, 28))
    (turn,) = promises(world(friday))
    assert turn.at == on(5, 31)


def test_a_step_on_the_day_of_a_promise_or_after_it_asks_for_those_figures_too():
    given_ = world(to_follow(date(2027, 5, 26)))
    assert goes(given_, on(5, 26)) == [(1, "before-7")]
    assert why(given_, on(5, 26))["to-follow-2027-05-26"] == "outdated"


def test_a_step_of_the_friday_before_a_promise_for_saturday_does_not_take_its_place():
    given_ = world(to_follow(date(2027, 5, 29)), meetings=(meeting(plan=(5,)),))
    assert why(given_, on(5, 28)) == {"before-5": "nothing-missing"}
    assert goes(given_, on(5, 28)) == [(1, "to-follow-2027-05-29")]


def test_a_promise_is_nobody_elses_than_the_coordinators():
    given_ = world(to_follow(date(2027, 5, 27)), contacts=(contact(APPROVER),))
    assert not goes(given_, on(5, 27))


def test_figures_of_two_years_promised_for_one_day_are_one_reminder():
    day = date(2027, 5, 27)
    given_ = world(
        to_follow(day), to_follow(day, year=2025), meetings=(meeting(DEADLINE, 2025, 2026),)
    )
    (turn,) = promises(given_)
    assert {each.year for each in asked(given_, turn, turn.at)} == {2025, 2026}


def test_whatever_meetings_come_and_go_a_promise_is_reminded_of_once():
    promised = to_follow(date(2027, 5, 27))
    first, second = meeting(), meeting(DEADLINE + timedelta(days=60), id_=2)
    keys = {
        turn.key(1)
        for meetings in ((first,), (second,), (first, second), (meeting(on(5, 20)), second))
        for turn in promises(world(promised, meetings=meetings))
    }
    assert len(keys) == 1


def test_of_a_year_that_no_meeting_asks_for_no_promise_is_reminded_of():
    assert not list(promises(world(to_follow(date(2027, 5, 27), year=2024))))
