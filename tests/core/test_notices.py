"""What the secretariat is told without asking: once each, and only what is so."""

from __future__ import annotations

from datetime import date, timedelta

from exchange.core.notices import NEWS_FOR, NoticeKind, told
from exchange.core.people import Role
from tests.core.reminding import (
    AMSTERDAM,
    DEADLINE,
    HERE,
    THERE,
    complete,
    contact,
    meeting,
    nothing_delivered,
    on,
    to_follow,
    world,
)

OFFICE = contact(Role.SECRETARIAT, person=9, reporter=None)
HERS = contact(), OFFICE
DAY = timedelta(days=1)


def notices(given, now):
    return [(each.notice.kind.value, each.notice.reporters) for each in told(given, now)]


def kinds(given, now):
    return [kind for kind, _ in notices(given, now)]


def settled(given, now):
    return given._replace(settled=frozenset(each.key for each in told(given, now)))


def test_a_reporter_without_anybody_is_told_of_at_each_step_once():
    given = world(contacts=(OFFICE,))
    assert notices(given, on(5, 12)) == [("unreachable", (HERE,))]
    given = settled(given, on(5, 12))
    assert not notices(given, on(5, 20))
    assert notices(given, on(5, 26)) == [("unreachable", (HERE,))]


def test_who_has_somebody_or_owes_nothing_is_not_told_of():
    assert not notices(world(contacts=HERS), on(5, 12))
    assert not notices(world(complete(), contacts=(OFFICE,)), on(5, 12))


def test_who_is_late_is_told_on_the_morning_after_the_first_day():
    given = world(nothing_delivered(), complete(THERE), contacts=HERS)
    assert not notices(given, on(6, 4, 8))
    assert notices(given, on(6, 4)) == [("late", (HERE,))]
    assert not notices(settled(given, on(6, 4)), on(6, 5))


def test_after_a_deadline_on_friday_that_is_monday_morning_where_the_meeting_is():
    friday = meeting(on(6, 4, 17, AMSTERDAM), zone=AMSTERDAM.key)
    given = world(contacts=HERS, meetings=(friday,))
    assert not kinds(given, on(6, 7, 8, AMSTERDAM))
    assert kinds(given, on(6, 7, 9, AMSTERDAM)) == ["late"]


def test_what_was_promised_is_late_once_its_day_has_come():
    given = world(to_follow(date(2027, 6, 20)), contacts=HERS)
    assert not notices(given, on(6, 4))
    assert ("late", (HERE,)) in notices(given, on(6, 20))


def test_nobody_late_is_no_news_and_neither_is_what_is_a_month_old():
    assert not notices(world(complete(), contacts=HERS), on(6, 4))
    assert "late" in kinds(world(contacts=HERS), on(6, 4) + NEWS_FOR - DAY)
    assert "late" not in kinds(world(contacts=HERS), on(6, 4) + NEWS_FOR)


def test_when_the_last_meeting_is_over_and_no_next_one_is_set_that_is_told_once():
    given = world(complete(), contacts=HERS)
    assert not kinds(given, on(6, 17, 8))
    assert kinds(given, on(6, 17)) == ["no-meeting"]
    assert not kinds(settled(given, on(6, 17)), on(6, 30))
    following = meeting(on(12, 1), id_=2, day=date(2027, 12, 15))
    assert not kinds(world(complete(), contacts=HERS, meetings=(meeting(), following)), on(6, 17))


def test_where_the_next_one_is_cancelled_later_it_is_told_then():
    following = meeting(on(12, 1), id_=2, day=date(2027, 12, 15), cancelled_at=on(9, 1, 11))
    given = world(complete(), contacts=HERS, meetings=(meeting(), following))
    assert not kinds(given, on(9, 1, 12))
    assert kinds(given, on(9, 2)) == ["no-meeting"]


def test_a_cancelled_meeting_has_nobody_late_and_is_not_the_last_one():
    given = world(contacts=HERS, meetings=(meeting(cancelled_at=on(5, 1)),))
    assert not kinds(given, on(6, 4))
    assert not kinds(given, on(6, 17))


def test_each_of_the_secretariat_is_told_but_to_a_paused_address_nothing_goes():
    other = OFFICE._replace(person=10)
    paused = OFFICE._replace(person=11, paused=True)
    found = list(told(world(contacts=(OFFICE, other, paused)), on(5, 12)))
    assert [each.contact.person for each in found] == [9, 10]
    assert len({each.key for each in found}) == 2
    assert {each.notice.kind for each in found} == {NoticeKind.UNREACHABLE}


def test_of_two_meetings_with_one_deadline_it_is_told_once_who_is_late():
    both = meeting(), meeting(DEADLINE, 2025, id_=2, zone="America/Aruba")
    given = world(nothing_delivered(THERE, 2025), nothing_delivered(), contacts=HERS, meetings=both)
    (found,) = (each for each in told(given, on(6, 4)) if each.notice.kind is NoticeKind.LATE)
    assert found.notice.meeting.years == (2025, 2026)
    assert set(found.notice.reporters) == {HERE, THERE}
    left = given._replace(meetings=(both[0]._replace(cancelled_at=on(6, 4, 10)), both[1]))
    assert "late" not in kinds(left._replace(settled=frozenset({found.key})), on(6, 4, 11))


def test_another_deadline_is_told_of_anew():
    first = world(contacts=HERS)
    moved = world(contacts=HERS, meetings=(meeting(DEADLINE + DAY),))
    keys = {each.key for given in (first, moved) for each in told(given, on(6, 9))}
    assert len(keys) == 2


def test_of_a_plan_edited_after_a_step_nobody_is_told_again_whom_that_step_did_not_reach():
    given = settled(world(contacts=(OFFICE,)), on(5, 12))
    edited = given._replace(meetings=(meeting(plan=(22, 7)),))
    assert not notices(edited, on(5, 13))
    assert notices(edited, on(5, 26)) == [("unreachable", (HERE,))]
